/**
 * What the extension loads on first use, as a bundle of its own: the generation run with its teachers, and
 * the `.vignette` format. The entry bundle stays small and starts fast.
 */
import { CompareError } from '../core/compare/comparison';
import { SplitError } from '../core/curate/partSizes';
import { StorageError } from '../core/generate/journal';
import { TeacherError } from '../core/generate/teacherError';
import { PromptError } from '../core/prompt/promptError';
import type { TeacherSettings } from '../providers/createTeacher';
import { resolveOllamaHost } from '../providers/ollama/host';
import { createOllamaServer, type OllamaServer } from '../providers/ollama/server';

export { compareSides } from '../core/compare/comparison';
export { formatSample } from '../core/compare/formatSample';
export { comparisonHtml } from '../core/compare/reportHtml';
export { comparisonMarkdown } from '../core/compare/reportMarkdown';
export { readRuleSettings } from '../core/config/ruleSettings';
export { CONFIG_FILE } from '../core/config/schema';
export { configWithTemplates, useTemplates } from '../core/config/useTemplates';
export { parsePartSize } from '../core/curate/partSizes';
export { convertRecords, joinRecords } from '../core/dataset/convert/convertRecord';
export { findRecords, formatOfPath } from '../core/dataset/records';
export { splitNameOf } from '../core/export/splitName';
export { checkBudget, isFree, needsConsent } from '../core/generate/consent';
export { drawnInputs } from '../core/generate/drawnInputs';
export { estimateRun } from '../core/generate/estimate';
export { DEFAULT_MIX, formatMix, mixCounts, mixOf, only, parseMix } from '../core/generate/mix';
export { MOST_SAMPLES, planSamples } from '../core/generate/plan';
export { formatUsd, PRICES_OF, priceOf } from '../core/generate/prices';
export { rejectedRecord } from '../core/generate/rejectedRecord';
export { isRepairable } from '../core/generate/repairedRecord';
export { ruleOfReason } from '../core/generate/runSummary';
export { ANSWER_FORMS } from '../core/generate/teacherOutput';
export { inBraces, PromptTemplates } from '../core/generate/templates';
export { addSpent, NOTHING_SPENT } from '../core/generate/usage';
export { estimateJudging } from '../core/judge/estimate';
export { wordOutcome } from '../core/judge/outcome';
export { summarize } from '../core/judge/summary';
export { askingFor } from '../core/prompt/asked';
export { casesFileNames, readCases } from '../core/prompt/cases';
export { writeValue } from '../core/prompt/inputForm';
export { namesModel } from '../core/prompt/modelName';
export { newCases, newTemplate } from '../core/prompt/newTemplate';
export { previewPrompt } from '../core/prompt/preview';
export { PromptFolder, partialSources, readFolder } from '../core/prompt/promptFolder';
export { templateHash } from '../core/prompt/templateHash';
export { ruleDocsUrl } from '../core/rules/rule';
export { withOwnArchetypes } from '../core/sample/archetype';
export { blockAt } from '../core/sample/blockAt';
export { isAccepted } from '../core/sample/reviewDecision';
export { comparableText } from '../core/sample/vignette/comparableText';
export { vignetteToJsonl } from '../core/sample/vignette/read';
export { formatReview, ReviewError, readPartialReview, readReview } from '../core/sample/vignette/review';
export { splitSamples } from '../core/sample/vignette/split';
export { jsonlToVignette } from '../core/sample/vignette/write';
export { splitLines, stripLineEnd } from '../core/text/lineText';
export { positionFinder } from '../core/text/positions';
export { createTeacher, DEFAULT_MODELS } from '../providers/createTeacher';
export { geminiKeyFromEnv } from '../providers/gemini/key';
export { isCloudModel, sameModel } from '../providers/ollama/modelNames';
export { cameAgain, regenerateRequest, repairRequest } from '../storage/againRun';
export { Configs } from '../storage/configs';
export { cleanDataset } from '../storage/curate/cleanDataset';
export { CARD_FILES, exportDataset } from '../storage/curate/exportDataset';
export { partPath } from '../storage/curate/partPath';
export { splitDataset } from '../storage/curate/splitDataset';
export { deliver } from '../storage/deliver';
export { readText, writeFileAtomic } from '../storage/files';
export { judgeDataset, judgeTemplate, judgingFolder, readJudgings } from '../storage/judging';
export { readLines } from '../storage/pickedLines';
export { readRun } from '../storage/readRun';
export { readSide } from '../storage/readSide';
export { findRecordRun, reproduceRecord } from '../storage/reproduceRecord';
export { archetypeOf, chooseMaterials, materialsOf } from '../storage/runMaterials';
export { readRunPlan, reviewedFile, SAMPLES } from '../storage/runPlan';
export { listRuns, RunReader } from '../storage/runReader';
export { resumeRun, startRun } from '../storage/startRun';
export { SHIPPED_TEMPLATES } from '../templates/shipped';
export { SHIPPED_CASES } from '../templates/shippedCases';

/** What to tell a person of a failure: what happened and what to do next. Undefined for a bug. */
export function explain(error: unknown): string | undefined {
  if (error instanceof TeacherError || error instanceof StorageError)
    return `${error.message} ${error.advice}`;
  if (error instanceof PromptError || error instanceof CompareError || error instanceof SplitError)
    return error.message;
  return undefined;
}

/** What was thrown, if it is a teacher's failure. */
export function asTeacherError(error: unknown): TeacherError | undefined {
  return error instanceof TeacherError ? error : undefined;
}

/** The Ollama server of the settings. Throws TeacherError for a host that is none. */
export function ollamaServer({ ollamaHost, env }: TeacherSettings): OllamaServer {
  const apiKey = env.OLLAMA_API_KEY;
  return createOllamaServer({ host: resolveOllamaHost(ollamaHost, env), ...(apiKey && { apiKey }) });
}
