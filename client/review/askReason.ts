import * as vscode from 'vscode';
import type { RecordAtResult } from '../../core/protocol';

const LAST_REASONS = 'review.reasons';

/** Reasons given lately that are offered again. */
const REMEMBERED = 8;

/**
 * Asks why a sample is rejected: what the lint has against it, what was said of others, or any words typed. Undefined when
 * called off.
 */
export function askReason(
  { record, problems }: RecordAtResult,
  memory: vscode.Memento,
): Promise<string | undefined> {
  const last = memory.get<readonly string[]>(LAST_REASONS, []);
  const pick = vscode.window.createQuickPick();
  const found = problems.map(({ rule, message }) => ({ label: message, description: rule }));
  const given = last.map((label) => ({ label, description: vscode.l10n.t('given before') }));
  pick.title = vscode.l10n.t('Reject Record {0}', record);
  pick.placeholder = vscode.l10n.t('Why? Type a reason, or choose one');
  const offer = (): void => {
    const typed = pick.value.trim();
    pick.items = [
      ...(typed === '' ? [] : [{ label: typed, alwaysShow: true }]),
      ...[...found, ...given].filter(({ label }, i, all) => {
        return label !== typed && all.findIndex((other) => other.label === label) === i;
      }),
    ];
  };
  offer();
  pick.onDidChangeValue(offer);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      // Whoever types fast is ahead of the list: what it has of the words typed may not be all of them.
      const chosen = pick.selectedItems.find(({ description }) => description !== undefined);
      const reason = chosen?.label ?? pick.value.trim();
      if (reason === '') return;
      void memory.update(
        LAST_REASONS,
        [reason, ...last.filter((other) => other !== reason)].slice(0, REMEMBERED),
      );
      resolve(reason);
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
