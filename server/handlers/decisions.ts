import { decide, nextUndecided } from '../../core/language/decide';
import {
  DECIDE,
  type DecideParams,
  type DecideResult,
  RECORD_AT,
  type RecordAtParams,
  type RecordAtResult,
} from '../../core/protocol';
import { reviewOf } from '../../core/sample/reviewDecision';
import type { LanguageService } from '../languageViews';

/** What a person decides about records: where they are, and how it is written into them. */
export function provideDecisions({ connection, views }: LanguageService): void {
  connection.onRequest(RECORD_AT, async ({ uri, line }: RecordAtParams): Promise<RecordAtResult | null> => {
    const open = await views.open(uri);
    const found = open?.view.recordAt(line);
    if (!open || !found) return null;
    const { view, document, config } = open;
    document.knownAt(config, found.startLine);
    let record = 0;
    for (const { start } of view.spans()) if (start < found.startLine) record++;
    const problems = document
      .diagnostics(config)
      .filter((problem) => problem.record === record && problem.severity !== 'hint')
      .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    return {
      record,
      decision: (found.sample && reviewOf(found.sample)) ?? null,
      problems: problems.map(({ rule, message }) => ({ rule, message })),
      next: nextUndecided(view, line) ?? null,
    };
  });

  connection.onRequest(
    DECIDE,
    async ({ uri, line, decision }: DecideParams): Promise<DecideResult | null> => {
      const open = await views.open(uri);
      const record = open?.view.recordAt(line);
      const edit = record && decide(record, decision);
      return open && edit ? { version: open.document.version, edit } : null;
    },
  );
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'];
