import { runSuites } from '../runSuites';

/** Called by VS Code in the extension host, with Vignette as the extension under development. */
export function run(): Promise<void> {
  return runSuites(__dirname);
}
