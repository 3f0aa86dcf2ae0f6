/**
 * Processor time that this process has used, in milliseconds: a clock that other work on the machine hardly moves. Limits on
 * it are many times what is used: they tell work that grows with the square of a text from work that does not.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
