/** What an answer says of a patient, report or arm, or of a marker or finding, that its context says of another or denies. */
import { type Amount, findAmounts, sameUnitFactor } from '../clinical/amounts';
import { type Entity, findEntities } from '../clinical/entities';
import { type HeldPiece, Holders, namesHolder } from '../clinical/holders';
import { mayHaveStatus, type Status, statusesOf } from '../clinical/statuses';
import { isSameAmount } from '../clinical/ties';
import { isBare, isCount } from '../clinical/unitFamilies';
import type { Span } from '../text/span';
import { findTables, type Table } from '../text/tables';
import type { Misplaced } from './misplaced';

/** Whether an answer may say any such thing. Cheap. */
export function mayMisplace(answer: string): boolean {
  return mayHaveStatus(answer) || namesHolder(answer) || /\b\p{Lu}{1,5}[-_]?0\d{1,3}\b/u.test(answer);
}

/** A sentence of the answer with one of these says more than what someone has. */
const TURNS =
  /\b(?:if|when|unless|instead|rather|except|unlike|contrast|than|between|may|might|could|would|should|not|no|never|none|neither|nor|without|cannot|differ\w*|compar\w*|respectively|absen\w*|lack\w*|exclud\w*|negative|wild[- ]?type|un(?:known|methylated|mutated)|test\w*|other|another|similar\w*|like|also|same)\b|n['’]t\b|\?/i;

export interface MisplacedTexts {
  readonly answer: string;
  readonly context: string;
  readonly question: string;
  readonly think: string;
}

export function findMisplaced(texts: MisplacedTexts): Misplaced[] {
  const { answer, context } = texts;
  const tables = findTables(context);
  const holders = new Holders(tables);
  const said = holders.piecesOf(answer, [], () => true).filter(({ text }) => !text.includes('|'));
  const known = holders.namedIn(context);
  return [
    ...findOtherStatuses(said, context, tables, holders, known),
    ...(known.size > 1 ? findOtherHolders(said, texts, tables, holders, known) : []),
  ];
}

/** The one that a piece names, where it names one that the context knows. */
function holderOf({ holders, isNamed }: HeldPiece, known: ReadonlySet<string>): string | undefined {
  const [holder, another] = isNamed && holders ? holders : [];
  return holder !== undefined && another === undefined && known.has(holder) ? holder : undefined;
}

interface StatedStatus extends Status {
  readonly piece: HeldPiece;
}

function findOtherStatuses(
  said: readonly HeldPiece[],
  context: string,
  tables: readonly Table[],
  holders: Holders,
  known: ReadonlySet<string>,
): Misplaced[] {
  let stated: readonly StatedStatus[] | undefined;
  return said.flatMap((piece) => {
    const holder = holderOf(piece, known);
    return statusesOf(piece).flatMap(({ subject, axis, isPositive, span }): Misplaced[] => {
      if (isPositive === undefined) return [];
      stated ??= holders
        .piecesOf(context, tables, mayHaveStatus)
        .flatMap((from) => statusesOf(from).map((status) => ({ ...status, piece: from })));
      const ofIt = stated.filter(
        (other) =>
          other.subject === subject &&
          other.axis === axis &&
          (holder === undefined || !other.piece.holders || other.piece.holders.has(holder)),
      );
      const [first] = ofIt;
      if (!first || !ofIt.every((other) => other.isPositive === !isPositive)) return [];
      const place = { start: piece.span.start + span.start, end: piece.span.start + span.end };
      return [
        {
          span: place,
          stated: first.piece.span,
          message: `The context says the opposite: "${first.piece.text.trim()}".`,
          isAmount: false,
        },
      ];
    });
  });
}

/** What someone may have: a medicine, a marker, or an amount with a unit. */
interface Had {
  readonly span: Span;
  readonly entity?: Entity;
  /** Whether a piece of the context says it, of whomever. */
  readonly isIn: (piece: string) => boolean;
  /** Whether a piece of the context has what stands in its place. */
  readonly isOtherIn: (piece: string) => boolean;
}

function findOtherHolders(
  said: readonly HeldPiece[],
  { context, question, think }: MisplacedTexts,
  tables: readonly Table[],
  holders: Holders,
  known: ReadonlySet<string>,
): Misplaced[] {
  let stated: readonly HeldPiece[] | undefined;
  return said.flatMap((piece) => {
    const holder = holderOf(piece, known);
    if (holder === undefined || TURNS.test(piece.sentence)) return [];
    for (const had of hadIn(piece, think)) {
      stated ??= [
        ...holders.piecesOf(context, tables, () => true),
        ...holders.piecesOf(question, [], namesHolder),
      ];
      const having = stated.filter(({ text }) => had.isIn(text));
      const [first] = having;
      if (!first?.holders || having.some((one) => !one.holders || one.holders.has(holder))) continue;
      const kind = holder.split(' ')[0];
      const [other] = first.holders;
      const isOfKind = other !== undefined && (other.split(' ')[0] === kind || !holder.includes(' '));
      if (!isOfKind) continue;
      const ofHolder = stated.filter((one) => one.holders?.has(holder));
      if (!had.entity && !ofHolder.some(({ text }) => had.isOtherIn(text))) continue;
      const start = piece.span.start + had.span.start;
      const end = piece.span.start + had.span.end;
      const what = piece.text.slice(had.span.start, had.span.end);
      const message = `The context says ${what} of ${[...first.holders].join(', ')}, not of ${holder}.`;
      return [{ span: { start, end }, stated: first.span, message, isAmount: !had.entity }];
    }
    return [];
  });
}

/** Words by which an amount says more than what someone has. */
const MEASURES =
  /\b(?:longer|shorter|more|less|older|younger|higher|lower|against|versus|vs|later|earlier|after|before|halv\w*|doubl\w*|reduc\w*|increas\w*|twice|total)\b/i;

function hadIn({ text: piece, sentence }: HeldPiece, think: string): Had[] {
  const named = findEntities(piece)
    .filter(({ kind }) => kind === 'drug' || kind === 'marker')
    .map((entity): Had => {
      const isIn = (other: string): boolean => findEntities(other).some((one) => isSameThing(entity, one));
      return { span: entity.span, entity, isIn, isOtherIn: () => true };
    });
  const amounts = MEASURES.test(sentence) ? [] : findAmounts(piece);
  const isAlone = (amount: Amount): boolean =>
    amounts.every((other) => other === amount || sameUnitFactor(other.unit, amount.unit) === undefined);
  const isResult = ({ value }: Amount): boolean => new RegExp(`[=≈] *${value}(?![\\d.])`).test(think);
  const measured = amounts
    .filter(({ unit, comparator }) => !isBare(unit) && !isCount(unit) && unit !== '%' && comparator === '')
    .filter((amount) => isAlone(amount) && !isResult(amount))
    .map((amount): Had => {
      const isIn = (other: string): boolean => findAmounts(other).some((one) => isSameAmount(amount, one));
      const isOtherIn = (other: string): boolean =>
        findAmounts(other).some(
          (one) => sameUnitFactor(one.unit, amount.unit) !== undefined && !isSameAmount(amount, one),
        );
      return { span: amount.span, isIn, isOtherIn };
    });
  return [...named, ...measured].sort((a, b) => a.span.start - b.span.start);
}

/** H3.1 K27M is H3 K27M, but not H3.3 K27M. */
function isSameThing(a: Entity, b: Entity): boolean {
  if (a.kind !== b.kind || !a.names.some((name) => b.names.includes(name))) return false;
  const [one, other] = [a, b].map(({ text }) => /H3\.[13]/.exec(text)?.[0]);
  return one === undefined || other === undefined || one === other;
}
