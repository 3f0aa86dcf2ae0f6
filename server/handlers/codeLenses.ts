import type { CodeLens } from 'vscode-languageserver';
import * as z from 'zod';
import { describeLens, describePassRate, findRecordLenses } from '../../core/language/codeLenses';
import { isForTeacher } from '../../core/language/repairable';
import {
  AGAIN_COMMANDS,
  DECISION_COMMANDS,
  type InitializationOptions,
  REJECTS_SCHEME,
  REVIEW_COMMAND,
} from '../../core/protocol';
import { standingReviewOf } from '../../core/sample/reviewDecision';
import { isRule } from '../../core/sample/vignette/split';
import type { LanguageService } from '../languageViews';
import { lensesInPrompt } from './promptFeatures';

/** What a lens carries until it comes into view. */
const lensData = z.object({
  uri: z.string(),
  record: z.number(),
  about: z.enum(['record', 'review', 'pass-rate', 'decide', 'decide-otherwise', 'repair', 'regenerate']),
});

/** What the two lenses of a decision do: on a record that is decided about, and on one that is not. */
const DECISIONS = {
  decide: [
    { title: '$(discard) Take Back', command: DECISION_COMMANDS.takeBack },
    { title: '$(check) Accept', command: DECISION_COMMANDS.accept },
  ],
  'decide-otherwise': [
    { title: '$(arrow-down) Next Undecided', command: DECISION_COMMANDS.next },
    { title: '$(close) Reject…', command: DECISION_COMMANDS.reject },
  ],
} as const;

/** What a teacher can be asked about a record. */
const AGAIN = {
  repair: { title: '$(wrench) Repair', command: AGAIN_COMMANDS.repair },
  regenerate: { title: '$(refresh) Regenerate', command: AGAIN_COMMANDS.regenerate },
} as const;

/** So much is linted for a pass rate at once, in UTF-16 units; the lint of a larger document tells when it is complete. */
const AT_ONCE = 64 * 1024;

/** What of a client its lenses depend on. */
type LensAbilities = 'canReview' | 'canDecide' | 'canAskAgain' | 'promptCommands';

/** Whether the metadata of a sample that starts on a line say which run made it; reads no more than its first lines. */
function saysItsRun(lines: readonly string[], start: number): boolean {
  for (let line = start + 1; line < lines.length; line++) {
    const text = lines[line] as string;
    if (isRule(text) || text.startsWith('<')) return false;
    if (text.startsWith('provenance:')) return /[{ ]run: /.test(text);
  }
  return false;
}

/**
 * A line above each record, in JSON Lines the way to its review, and above a text of records how many of them pass,
 * and what to decide about each. Lenses are found without reading a record; each is described when it comes into
 * view.
 */
export function provideCodeLenses(
  { connection, views, settings, prompts }: LanguageService,
  { canReview, canDecide, canAskAgain, promptCommands }: Required<Pick<InitializationOptions, LensAbilities>>,
): void {
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    if (!(await settings.of(uri)).codeLens) return [];
    const prompt = await prompts.open(uri);
    if (prompt) return lensesInPrompt(prompt, promptCommands);
    const open = await views.open(uri);
    if (!open) return [];
    const { view, document, config } = open;
    const found = findRecordLenses(view);
    const isEditable = !uri.startsWith(`${REJECTS_SCHEME}:`);
    const asksAgain = canAskAgain && isEditable && view.format === 'vignette' && found.length > 0;
    if (asksAgain) document.proceed(config, (units) => units >= AT_ONCE);
    // As far as it is linted: the client asks for lenses again as more is known.
    const failing = new Set(
      asksAgain
        ? document.diagnostics(config).flatMap((problem) => (isForTeacher(problem) ? problem.record : []))
        : [],
    );
    return found.flatMap(({ line, record }): CodeLens[] => {
      const start = { line, character: 0 };
      const lens = (about: z.infer<typeof lensData>['about']): CodeLens => ({
        range: { start, end: start },
        data: { uri, record, about } satisfies z.infer<typeof lensData>,
      });
      if (view.format === 'jsonl') return canReview ? [lens('record'), lens('review')] : [lens('record')];
      return [
        ...(record === 0 && found.length > 1 ? [lens('pass-rate')] : []),
        lens('record'),
        ...(canDecide && isEditable ? [lens('decide'), lens('decide-otherwise')] : []),
        ...(failing.has(record) ? [lens('repair')] : []),
        ...(asksAgain && saysItsRun(view.lines, line) ? [lens('regenerate')] : []),
      ];
    });
  });

  connection.onCodeLensResolve(async (lens): Promise<CodeLens> => {
    if (lens.command) return lens;
    const { uri, record, about } = lensData.parse(lens.data);
    if (about === 'review')
      return { ...lens, command: { title: 'Review', command: REVIEW_COMMAND, arguments: [uri, record] } };
    const open = await views.open(uri);
    if (!open) return { ...lens, command: { title: '', command: '' } };
    const { view, document, config } = open;
    if (about === 'pass-rate') {
      document.proceed(config, (units) => units >= AT_ONCE);
      const { records } = document.known(config);
      const title = describePassRate(records, document.linted(config), document.diagnostics(config));
      return { ...lens, command: { title, command: '' } };
    }
    const { line } = lens.range.start;
    if (about === 'repair' || about === 'regenerate')
      return { ...lens, command: { ...AGAIN[about], arguments: [uri, line] } };
    if (about !== 'record') {
      const sample = view.recordAt(line)?.sample;
      const isDecided = sample !== undefined && standingReviewOf(sample) !== undefined;
      const [decided, open] = DECISIONS[about];
      return { ...lens, command: { ...(isDecided ? decided : open), arguments: [uri, line] } };
    }
    document.knownAt(config, line);
    const title = describeLens(view, { line, record }, document.diagnostics(config));
    return { ...lens, command: { title, command: '' } };
  });
}
