import { runSuites } from '../runSuites';

/** Called by VS Code in the extension host, in a workspace that is not trusted. */
export function run(): Promise<void> {
  return runSuites(__dirname);
}
