/** Where the Ollama server is, from a setting and the environment, in all forms that Ollama itself takes. */
import { TeacherError } from '../../core/generate/teacherError';

const DEFAULT_PORT = '11434';
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Addresses a server listens on but no client can call. */
const ANY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };

/**
 * The server's base URL, without a slash at its end. The setting wins over `OLLAMA_HOST`; both may be `host`,
 * `host:port`, `:port` or a URL, with a path and credentials. A bare host gets port 11434, a URL its scheme's.
 * Throws `TeacherError` `bad-request` for anything else.
 */
export function resolveOllamaHost(
  setting: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const given = [setting, env.OLLAMA_HOST].map(unquoted).find((value) => value !== '') ?? '';
  if (given === '') return `http://127.0.0.1:${DEFAULT_PORT}`;
  const url = parse(given);
  if (url === undefined) {
    throw new TeacherError('bad-request', 'The Ollama host is not a host name or an http(s) URL.', {
      advice: 'Give vignette.ollama.host, --ollama-host or OLLAMA_HOST a form such as `127.0.0.1:11434`.',
    });
  }
  const credentials = url.username === '' ? '' : `${url.username}${url.password && `:${url.password}`}@`;
  const hostname = ANY_ADDRESS[url.hostname] ?? url.hostname;
  return `${url.protocol}//${credentials}${hostname}:${url.port}${url.pathname}`.replace(/\/+$/, '');
}

function unquoted(value: string | undefined): string {
  return (value ?? '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}

interface HostParts {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}

function parse(given: string): HostParts | undefined {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(given);
  const bareIpv6 = /^[\da-f]*:[\da-f:.]*:[\da-f.]*$/i.test(given);
  const withHost = given.startsWith(':') && !bareIpv6 ? `127.0.0.1${given}` : given;
  const text = hasScheme ? given : `http://${bareIpv6 ? `[${withHost}]` : withHost}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const schemePort = DEFAULT_PORTS[url.protocol];
  if (schemePort === undefined || url.hostname === '' || url.search !== '' || url.hash !== '')
    return undefined;
  const { protocol, username, password, hostname, pathname } = url;
  // `URL` drops a port that is its scheme's default: `host:80` must stay on 80, a bare `host` goes to 11434.
  const saysPort = /:\d+$/.test(text.replace(/^[^/]*\/\/(?:[^/@]*@)?/, '').replace(/\/.*$/s, ''));
  const port = url.port || (hasScheme || saysPort ? schemePort : DEFAULT_PORT);
  return { protocol, username, password, hostname, port, pathname };
}

/** The address to show a person: no scheme, no credentials. */
export function displayHost(host: string): string {
  const { host: shown, pathname } = new URL(host);
  return pathname === '/' ? shown : shown + pathname;
}
