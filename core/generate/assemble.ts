/** Making a canonical record of what the teacher wrote. */
import { formatCanonicalRecord } from '../sample/jsonl';
import { DISTRACTORS } from './distractors';
import { buildHaystack } from './haystack';
import type { PlannedSample, RunPlan } from './plan';
import type { SamplingParameters, TeacherResponse } from './provider';
import { createRandom, deriveSeed } from './random';
import type { TeacherOutput } from './teacherOutput';

export interface AssemblyInput {
  readonly plan: RunPlan;
  readonly sample: PlannedSample;
  readonly output: TeacherOutput;
  readonly response: TeacherResponse;
  readonly attempt: number;
  readonly template: { readonly name: string; readonly hash: string };
  /** As they were sent: the template's and the plan's together. */
  readonly parameters: SamplingParameters;
  readonly id: string;
  /** ISO 8601. */
  readonly timestamp: string;
}

/** Keeps the haystack's draws apart from the teacher's, which has the sample's seed itself. */
const HAYSTACK_STREAM = 1;

/** The record as one JSONL line. */
export function assembleRecord({
  plan,
  sample,
  output,
  response,
  attempt,
  template,
  parameters,
  id,
  timestamp,
}: AssemblyInput): string {
  const { source, question, think, proof, answer } = output;
  const haystack =
    sample.archetype === 'haystack'
      ? buildHaystack(source, DISTRACTORS, createRandom(deriveSeed(sample.seed, HAYSTACK_STREAM)))
      : undefined;
  return formatCanonicalRecord({
    context: haystack?.context ?? source.trim(),
    question: question.trim(),
    think: think.trim(),
    proof: proof.map((quote) => `- "${bareQuote(quote)}"`).join('\n'),
    answer: answer.trim(),
    metadata: {
      id,
      type: sample.archetype,
      source: `synthetic-${plan.provider}/${response.model}`,
      timestamp,
      provenance: {
        provider: plan.provider,
        model: response.model,
        ...(response.modelDigest !== undefined && { model_digest: response.modelDigest }),
        template: template.name,
        template_hash: template.hash,
        parameters,
        seed: sample.seed,
        run: plan.id,
        sample: sample.index,
        attempt,
        usage: response.usage,
        ...(haystack && { needle: { depth: haystack.depth, distractors: haystack.distractorCount } }),
      },
    },
  });
}

/** A quote without the bullet and the quotation marks that some models put around it. */
function bareQuote(quote: string): string {
  const words = quote.trim().replace(/^[-*•]\s+/, '');
  const marked = /^["“](.*)["”]$/s.exec(words)?.[1];
  return (marked !== undefined && !/["“”]/.test(marked) ? marked : words).trim();
}
