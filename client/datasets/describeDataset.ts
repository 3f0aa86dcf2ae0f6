/** Datasets in a few words. */
import * as vscode from 'vscode';
import type { ListedDataset, Problems } from './datasetList';

/** `1,234 records · 3 errors · 4.2 MB`. */
export function describeDataset({ records, isCounted, bytes, problems }: ListedDataset): string {
  return [
    isCounted ? describeRecords(records) : `≈ ${describeRecords(records)}`,
    problems ? describeProblems(problems) : vscode.l10n.t('not linted'),
    describeBytes(bytes),
  ].join(' · ');
}

export function describeProblems({ records, errors, warnings }: Problems): string {
  if (records === 0) return vscode.l10n.t('nothing to lint');
  const parts = [
    ...(errors === 0
      ? []
      : [errors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', inWords(errors))]),
    ...(warnings === 0
      ? []
      : [warnings === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', inWords(warnings))]),
  ];
  return parts.length === 0 ? vscode.l10n.t('clean') : parts.join(', ');
}

function describeRecords(records: number): string {
  return records === 1 ? vscode.l10n.t('1 record') : vscode.l10n.t('{0} records', inWords(records));
}

/** In steps of 1000, as file managers do. */
export function describeBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return value.toLocaleString(vscode.env.language, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
}

function inWords(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
