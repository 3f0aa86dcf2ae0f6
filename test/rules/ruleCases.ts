/** Holding one rule against samples in which ⟦ ⟧ mark what it should report. */
import assert from 'node:assert/strict';
import { ruleContext } from '../../core/lint/activeRules';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import type { Fix } from '../../core/lint/problem';
import type { Finding, Rule } from '../../core/rules/rule';
import { parseJsonlRecord } from '../../core/sample/jsonl';

export interface Parts {
  readonly context?: string;
  readonly question?: string;
  readonly think?: string;
  readonly proof?: string;
  readonly answer?: string;
  /** In place of the blocks of a message. */
  readonly user?: string;
  readonly assistant?: string;
  readonly type?: string;
  /** The JSON of the metadata, in place of one with the type. */
  readonly metadata?: string;
}

export const GOOD: Required<Omit<Parts, 'user' | 'assistant' | 'metadata'>> = {
  context: 'The starting dose was 20 mg. It is reduced by 25 % after grade 3 toxicity.',
  question: 'What is the new dose?',
  think: 'The new dose is 20 mg × 0.75 = 15 mg.',
  proof: '- "The starting dose was 20 mg."',
  answer: '15 mg.',
  type: 'reasoning',
};

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A record made of parts; what is not given is good. Marks are taken out of the source. */
export function recordOf(parts: Parts): { readonly source: string; readonly marks: readonly Span[] } {
  const { context, question, think, proof, answer, type } = { ...GOOD, ...parts };
  const block = (name: string, text: string): string => `<${name}>\n${text}\n</${name}>`;
  const user = parts.user ?? [block('context', context), block('question', question)].join('\n\n');
  const assistant =
    parts.assistant ?? [block('think', think), block('proof', proof), block('answer', answer)].join('\n\n');
  const messages = [
    { role: 'user', content: user },
    { role: 'assistant', content: assistant },
  ];
  const metadata = parts.metadata ?? JSON.stringify({ id: 'a1', type });
  return takeMarks(`{"messages":${JSON.stringify(messages)},"metadata":${metadata}}`);
}

export function takeMarks(marked: string): { readonly source: string; readonly marks: readonly Span[] } {
  const marks: Span[] = [];
  const open: number[] = [];
  let source = '';
  for (const char of marked) {
    if (char === '⟦') open.push(source.length);
    else if (char === '⟧') marks.push({ start: open.pop() ?? 0, end: source.length });
    else source += char;
  }
  return { source, marks: marks.sort(bySpan) };
}

/** What the rule reports, in the order of the places. */
export function findingsOf(rule: Rule, source: string, config = DEFAULT_CONFIG): Finding[] {
  const record = parseJsonlRecord(source);
  const findings: Finding[] = [];
  const context = ruleContext(rule, config);
  rule.record?.(record, (finding) => findings.push(finding), context);
  if (record.sample) {
    rule.sample?.(record.sample, (finding) => findings.push(finding), context);
    rule.malformed?.(record.sample, (finding) => findings.push(finding), context);
  }
  return findings.sort((a, b) => bySpan(a.span, b.span));
}

/** Asserts that the rule reports exactly the marked spans; returns what it reported. */
export function check(rule: Rule, parts: Parts, ...messages: readonly RegExp[]): Finding[] {
  const { source, marks } = recordOf(parts);
  const findings = findingsOf(rule, source);
  const words = ({ start, end }: Span): string => source.slice(start, end);
  assert.deepEqual(
    findings.map(({ span }) => words(span)),
    marks.map(words),
    findings.map(({ message }) => message).join('\n'),
  );
  assert.deepEqual(
    findings.map(({ span }) => span),
    marks,
  );
  for (const [i, pattern] of messages.entries()) assert.match(findings[i]?.message ?? '', pattern);
  for (const { fixes = [] } of findings) {
    for (const fix of fixes)
      assert.ok(rule.fix === 'safe' || rule.fix === fix.kind, `${rule.id}: ${fix.kind}`);
  }
  return findings;
}

/** Asserts that the rule has nothing to say. */
export function checkGood(rule: Rule, ...samples: readonly Parts[]): void {
  for (const parts of samples) check(rule, parts);
}

/** The source after the edits of a fix. */
export function applied(source: string, fix: Fix | undefined): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (text, { span, newText }) => text.slice(0, span.start) + newText + text.slice(span.end),
    source,
  );
}

/** The message contents of a record. */
export function contentsOf(source: string): string[] {
  const record = JSON.parse(source) as { readonly messages: readonly { readonly content: string }[] };
  return record.messages.map(({ content }) => content);
}

function bySpan(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
