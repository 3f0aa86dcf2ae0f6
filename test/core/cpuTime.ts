/** Processor time that this process has used, in milliseconds: a clock that other work on the machine does not move. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
