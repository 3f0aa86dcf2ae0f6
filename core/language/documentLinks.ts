/** Trial numbers, DOIs and addresses as links. */
import type { Range } from '../text/lineText';
import { type MappedText, sourceOf } from '../text/mappedText';
import type { Span } from '../text/span';
import type { DatasetView, RecordView } from './datasetView';

export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
  readonly tooltip: string;
}

/** More links than this, and an editor has no use for the rest. */
const MAX_LINKS = 2_000;
/** A longer document is searched up to here, in UTF-16 units. */
const MAX_UNITS = 8_000_000;

/** Whether a record's source can hold a link at all; its JSON escapes are not decoded for this. */
const ANY = /NCT\d{8}|10\.\d{4,9}\\?\/|https?:/i;

const LINK =
  /(?<url>\bhttps?:\/\/[\p{L}\p{N}[][^\s<>"“”«»`\\^{|}]+)|(?<![\p{L}\p{N}])(?<trial>NCT\d{8})(?!\d)|(?<![\p{L}\p{N}./])(?:doi:\s*)?(?<doi>10\.\d{4,9}\/[^\s<>"“”«»]+)/giu;

export function findDocumentLinks(view: DatasetView): DocumentLink[] {
  const links: DocumentLink[] = [];
  let units = 0;
  for (const record of view.all()) {
    units += record.text.length;
    if (units > MAX_UNITS || links.length >= MAX_LINKS) break;
    if (ANY.test(record.text)) links.push(...recordLinks(record));
  }
  return links.slice(0, MAX_LINKS);
}

function recordLinks(record: RecordView): DocumentLink[] {
  const { sample } = record;
  const metadata = (sample?.metadata?.properties() ?? []).flatMap(({ value }) => value.text() ?? []);
  const texts = [...(sample?.messages ?? []).map(({ content }) => content), ...metadata];
  return texts
    .filter(({ exact }) => exact)
    .sort((a, b) => sourceOf(a).start - sourceOf(b).start)
    .flatMap((text) => textLinks(record, text));
}

function textLinks(record: RecordView, text: MappedText): DocumentLink[] {
  const link = (span: Span, target: string, tooltip: string): DocumentLink => ({
    range: record.rangeOf(text.toSource(span)),
    target,
    tooltip,
  });
  return Array.from(text.value.matchAll(LINK), ({ 0: whole, index, groups }) => {
    const { url, trial, doi } = groups ?? {};
    if (trial !== undefined) {
      const span = { start: index, end: index + whole.length };
      return link(
        span,
        `https://clinicaltrials.gov/study/${trial.toUpperCase()}`,
        'Open the trial on ClinicalTrials.gov',
      );
    }
    const written = trimAddress(url ?? doi ?? '');
    const start = index + whole.length - (url ?? doi ?? '').length;
    const span = { start, end: start + written.length };
    if (doi !== undefined) return link(span, `https://doi.org/${encodeAddress(written)}`, 'Open the DOI');
    return link(span, encodeAddress(written), 'Open the address');
  });
}

/** Without the punctuation of the sentence around it; a bracket stays when its other half is inside. */
function trimAddress(address: string): string {
  let text = address;
  for (;;) {
    const last = text.at(-1) ?? '';
    const unbalanced =
      (last === ')' && count(text, '(') < count(text, ')')) ||
      (last === ']' && count(text, '[') < count(text, ']'));
    if (!unbalanced && !/[.,;:!?'’…]/.test(last)) return text;
    text = text.slice(0, -1);
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Characters that an address may not hold; what is percent-encoded already stays. */
function encodeAddress(text: string): string {
  return text.replace(/[^\x21-\x7e]+|[<>"\\^`{|}]/g, (part) =>
    encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')),
  );
}
