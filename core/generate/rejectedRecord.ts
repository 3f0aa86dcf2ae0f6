/** A sample that was rejected as a record, so that it can be looked at as the accepted ones are. */
import type { Reject } from './journal';
import type { RunPlan } from './plan';
import { recordId } from './sampleRun';

/**
 * One JSONL line. `metadata.provenance.rejected` holds the reasons. What no record could be made of stands as the teacher
 * sent it, in a message of its own.
 */
export async function rejectedRecord(plan: RunPlan, reject: Reject): Promise<string> {
  const { record, reasons } = reject;
  if (!isRecord(record)) return JSON.stringify(await asItCame(plan, reject));
  const { metadata } = record;
  const provenance = { rejected: reasons, ...metadata.provenance };
  return JSON.stringify({ ...record, metadata: { ...metadata, provenance } });
}

async function asItCame(plan: RunPlan, reject: Reject): Promise<object> {
  const { sample, draw, archetype, reasons, response = '' } = reject;
  const hash = plan.templates?.[archetype];
  return {
    messages: [{ role: 'assistant', content: response }],
    metadata: {
      id: await recordId(plan, { index: sample, draw }),
      type: archetype,
      source: `synthetic-${plan.provider}/${plan.model}`,
      provenance: {
        rejected: reasons,
        provider: plan.provider,
        model: plan.model,
        ...(hash !== undefined && { template: archetype, template_hash: hash }),
        run: plan.id,
        sample,
        draw,
      },
    },
  };
}

interface AssembledRecord {
  readonly metadata: { readonly provenance: object };
}

function isRecord(value: unknown): value is AssembledRecord {
  return (value as Partial<AssembledRecord> | undefined)?.metadata?.provenance instanceof Object;
}
