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
    const at = open?.view.recordAt(line);
    if (!open || !at) return null;
    const { view, document, config } = open;
    document.knownAt(config, at.startLine);
    let record = 0;
    for (const { start } of view.spans()) if (start < at.startLine) record++;
    const found = document.diagnostics(config).filter((problem) => problem.record === record);
    const problems = SEVERITIES.flatMap((severity) =>
      found
        .filter((problem) => problem.severity === severity)
        .map(({ rule, message }) => ({ rule, severity, message })),
    );
    return {
      record,
      isReadable: at.sample !== undefined,
      decision: (at.sample && reviewOf(at.sample)) ?? null,
      problems,
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

const SEVERITIES = ['error', 'warning', 'info'] as const;
