/** The cases of a template on disk. */
import { basename, dirname, join } from 'node:path';
import { StorageError } from '../core/generate/journal';
import { casesFileNames, type PromptCase, readCases } from '../core/prompt/cases';
import { exists, readText } from './files';

/** Those in the first file beside the template that has any. Rejects with StorageError, also for a line that is no case. */
export async function readCasesOf(template: string): Promise<readonly PromptCase[]> {
  for (const name of casesFileNames(basename(template))) {
    const path = join(dirname(template), name);
    if (!(await exists(path))) continue;
    const { cases, problems } = readCases(await readText(path));
    const [problem] = problems;
    if (problem) throw new StorageError(`${path}:${problem.line}: ${problem.message}`, 'Correct the line.');
    if (cases.length > 0) return cases;
  }
  return [];
}
