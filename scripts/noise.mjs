// @ts-check

/** Native modules that are not built, the gallery that is not there, and the like. */
const NOISE = [
  /spdlog|native-watchdog|sqlite|kerberos|node-pty|vsda|windows-ca-certs/i,
  /gallery|marketplace|open-vsx|nls\.|defaultaccount|copilot|1ds/i,
  /ENOTFOUND|EAI_AGAIN|getaddrinfo|NetworkError|Failed to fetch|serviceworker|service worker/i,
  /bindings file|reconnection-grace-time|AgentHost|AccountPolicyGate/,
  /^\[[\d:]+\] $/,
  /^\s*(at |tries: \[|Require stack|- \/|code: 'MODULE_NOT_FOUND'|requireStack|\]|\}|$)/,
  /punycode|DEP0\d+|--trace-deprecation|ExperimentalWarning/,
];

/** Whether a logged line says nothing about us. @param {string} line */
export function isNoise(line) {
  return NOISE.some((pattern) => pattern.test(line));
}
