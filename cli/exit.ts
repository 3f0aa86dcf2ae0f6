/** Exit statuses; a contract with scripts. */
export const CLEAN = 0;
export const PROBLEMS = 1;
export const FAILURE = 2;

/** Wrong use, or something the user must put right first: printed as one line, exit status 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
