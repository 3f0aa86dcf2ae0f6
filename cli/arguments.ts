/** Values of options as they are typed. Each throws InvalidArgumentError, which says what to give. */
import { InvalidArgumentError } from 'commander';
import { parsePartSize } from '../core/curate/partSizes';
import { parseMix } from '../core/generate/mix';
import { MOST_REFILLS, MOST_SAMPLES } from '../core/generate/plan';
import type { NamedTeacher } from './commands/compare';

export function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('Give a whole number.');
  return Number(value);
}

export function positiveNumber(value: string): number {
  const number = wholeNumber(value);
  if (number === 0) throw new InvalidArgumentError('Give a number above 0.');
  return number;
}

export function teacherNamed(value: string, before: readonly NamedTeacher[]): NamedTeacher[] {
  const [, provider, model] = /^(ollama|gemini|offline)(?:\/(.+))?$/.exec(value) ?? [];
  if (!provider) throw new InvalidArgumentError('Write ollama/MODEL, gemini/MODEL or offline.');
  return [...before, { provider: provider as NamedTeacher['provider'], ...(model && { model }) }];
}

export function sampleCount(value: string): number {
  const number = positiveNumber(value);
  if (number > MOST_SAMPLES) throw new InvalidArgumentError(`Give a number up to ${MOST_SAMPLES}.`);
  return number;
}

export function refills(value: string): number {
  const number = wholeNumber(value);
  if (number > MOST_REFILLS) throw new InvalidArgumentError(`Give a number up to ${MOST_REFILLS}.`);
  return number;
}

export function usd(value: string): number {
  const number = Number(value.replace(/^\$/, ''));
  if (value.trim() === '' || !(number >= 0) || number === Number.POSITIVE_INFINITY)
    throw new InvalidArgumentError('Give an amount in USD, such as 2.50.');
  return number;
}

export function seed(value: string): number {
  const number = wholeNumber(value);
  if (number >= 2 ** 32) throw new InvalidArgumentError('Give a number below 4294967296.');
  return number;
}

export function temperature(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 2)) {
    throw new InvalidArgumentError('Give a number from 0 to 2.');
  }
  return number;
}

export const partSize = orInvalid(parsePartSize);
export const mix = orInvalid(parseMix);

/** The same, its RangeError as what is wrong with the argument. */
function orInvalid<T>(parse: (value: string) => T): (value: string) => T {
  return (value) => {
    try {
      return parse(value);
    } catch (error) {
      if (error instanceof RangeError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}
