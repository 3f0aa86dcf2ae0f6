/** What a template comes to with an input: its messages in pieces, with their tokens and what they cost. */
import { estimateCall } from '../generate/estimate';
import { costOf } from '../generate/prices';
import type { ModelPrice } from '../generate/priceTable';
import type { PromptMessage } from '../generate/provider';
import { type FormField, formOf, readForm } from './inputForm';
import type { Piece } from './piece';
import { PromptError, type PromptPlace } from './promptError';
import { type PromptFolder, partialSources } from './promptFolder';
import { traceRender } from './render';

export interface PreviewMessage {
  readonly role: PromptMessage['role'];
  readonly pieces: readonly Piece[];
  /** Undefined while there is no tokenizer. */
  readonly tokens?: number;
}

export interface PreviewedPrompt {
  readonly messages: readonly PreviewMessage[];
  readonly model?: string;
  readonly tokens?: number;
  /** USD for one answer of usual length; undefined when the model has no known price. */
  readonly cost?: number;
}

export interface PreviewFailure {
  readonly message: string;
  readonly place: PromptPlace;
}

export interface Preview {
  readonly fields: readonly FormField[];
  /** By the names of fields. */
  readonly problems: Readonly<Record<string, string>>;
  readonly result: PreviewedPrompt | PreviewFailure;
}

export interface PreviewRequest {
  readonly folder: PromptFolder;
  readonly fileName: string;
  /** What is written in the form, by the names of fields; the defaults for what is left out. */
  readonly written: Readonly<Record<string, string>>;
  readonly countTokens?: (text: string) => number;
  /** Of the model that would be asked. */
  readonly price?: ModelPrice | undefined;
}

/** Never rejects for what is wrong with a template: that is the result then. Rejects with RangeError for an unknown file. */
export async function previewPrompt(request: PreviewRequest): Promise<Preview> {
  const { folder, fileName, written } = request;
  const analysis = folder.analysis(fileName);
  if (!analysis) throw new RangeError(`${fileName} is not in the folder`);
  const fields = formOf(analysis);
  const { input, problems } = readForm(fields, written);
  try {
    const { messages, model } = await traceRender({
      source: analysis.file.source,
      input: withEmptied(fields, written, input),
      partials: partialSources(folder),
    });
    return { fields, problems, result: measure(messages, model, request) };
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    const { message, place } = error;
    return { fields, problems, result: { message, place } };
  }
}

export function isFailure(result: Preview['result']): result is PreviewFailure {
  return 'place' in result;
}

/** A field that a person has emptied has no value, not its default. */
function withEmptied(
  fields: readonly FormField[],
  written: PreviewRequest['written'],
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const emptied = fields.filter(({ name, initial }) => initial !== '' && written[name]?.trim() === '');
  return { ...Object.fromEntries(emptied.map(({ name }) => [name, null])), ...input };
}

function measure(
  traced: Awaited<ReturnType<typeof traceRender>>['messages'],
  model: string | undefined,
  { countTokens, price }: PreviewRequest,
): PreviewedPrompt {
  const messages = traced.map(
    ({ role, text, pieces }): PreviewMessage => ({
      role,
      pieces,
      ...(countTokens && { tokens: countTokens(text) }),
    }),
  );
  const tokens = messages.reduce((sum, message) => sum + (message.tokens ?? 0), 0);
  return {
    messages,
    ...(model !== undefined && { model }),
    ...(countTokens && { tokens }),
    ...(countTokens && price && { cost: costOf(estimateCall(tokens, undefined), price) }),
  };
}
