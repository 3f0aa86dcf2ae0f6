import { runSuites } from '../runSuites';

/** Called by VS Code in the extension host, where Vignette is an installed extension. */
export function run(): Promise<void> {
  return runSuites(__dirname);
}
