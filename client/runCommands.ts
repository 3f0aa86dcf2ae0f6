/**
 * The commands about teachers, runs and datasets, a bundle of their own that is loaded on first use: the entry bundle stays small
 * and starts fast.
 */

import { showReport } from './reports/reportPanel';
import { usageReport } from './reports/usageReport';
import type { RunServices } from './runs/carryOut';

export { addAccepted } from './commands/addAccepted';
export { cleanDataset } from './commands/cleanDataset';
export { compareRuns } from './commands/compareRuns';
export { compareTeachers } from './commands/compareTeachers';
export { convertDataset } from './commands/convertDataset';
export { deleteRun } from './commands/deleteRun';
export { exportDataset } from './commands/exportDataset';
export { generateSamples } from './commands/generateSamples';
export { judgeDataset } from './commands/judgeDataset';
export { openExample } from './commands/openExample';
export { openRejectedRecord, openRunRejects, openRunSamples, revealRun } from './commands/openRun';
export { pullModel } from './commands/pullModel';
export { regenerateSample } from './commands/regenerateSample';
export { repairSample } from './commands/repairSample';
export { reproduceSample } from './commands/reproduceSample';
export { extendRun, resumeRun } from './commands/resumeRun';
export { selectTeacher } from './commands/selectTeacher';
export { splitDataset } from './commands/splitDataset';
export { teacherMenu } from './commands/teacherMenu';
export { Inspectors } from './inspector/inspectors';

export function showUsage({ runs }: RunServices): Promise<void> {
  return showReport(usageReport(runs), runs.onDidChange);
}
