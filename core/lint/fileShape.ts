/** What a file is around its records, put together from the stretches that it is read in. */
import { type DatasetFormat, isBlank } from '../dataset/records';
import type { FileShape } from '../rules/rule';
import { activeRules } from './activeRules';
import type { LintConfig } from './config';
import type { Diagnostic } from './diagnostic';

/** A stretch of whole lines; the last of a file holds what stands after its last line end. */
export interface StretchShape {
  readonly lines: number;
  readonly hasBom: boolean;
  /** Between records of JSON Lines; 0-based, in the stretch. */
  readonly blankLines: readonly number[];
  /** Of the last line, in UTF-16 units. */
  readonly lastLength: number;
  readonly lastIsBlank: boolean;
}

export function shapeOf(format: DatasetFormat, lines: readonly string[]): StretchShape {
  const last = lines.at(-1) ?? '';
  const blankLines: number[] = [];
  for (let i = 0; format === 'jsonl' && i < lines.length; i++) {
    const line = lines[i] as string;
    if (line !== '' && isBlank(line)) blankLines.push(i);
  }
  return {
    lines: lines.length,
    hasBom: lines[0]?.startsWith('\uFEFF') ?? false,
    blankLines,
    lastLength: last.length,
    lastIsBlank: isBlank(last),
  };
}

/** The shape of a file that is these stretches in turn. */
export function addShapes(stretches: readonly StretchShape[]): Omit<FileShape, 'format'> {
  const blankLines: number[] = [];
  let lines = 0;
  for (const stretch of stretches) {
    for (const line of stretch.blankLines) blankLines.push(lines + line);
    lines += stretch.lines;
  }
  const last = stretches.at(-1);
  return {
    hasBom: stretches[0]?.hasBom ?? false,
    blankLines,
    endsWithNewline: last?.lastIsBlank ?? true,
    end: { line: Math.max(0, lines - 1), character: last?.lastLength ?? 0 },
  };
}

export function lintShape(
  format: DatasetFormat,
  shape: Omit<FileShape, 'format'>,
  config: LintConfig,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { rule, severity } of activeRules(config)) {
    rule.file?.({ format, ...shape }, ({ message, range, fix }) => {
      const fixes = fix ? [{ kind: 'safe' as const, ...fix }] : [];
      diagnostics.push({ rule: rule.id, severity, message, range, record: null, fixes, related: [] });
    });
  }
  return diagnostics;
}
