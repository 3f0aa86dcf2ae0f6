/** What the server knows of its models: `/api/tags` and `/api/show`, read with care. */
import type { TeacherModel } from '../../core/generate/provider';
import { isRecord } from '../http/json';
import { isCloudModel, PRODUCTION_MODEL } from './modelNames';

export interface ModelFacts {
  readonly name: string;
  readonly digest: string | undefined;
  /** Bytes on disk. */
  readonly size: number | undefined;
  readonly family: string | undefined;
  readonly parameterSize: string | undefined;
  readonly quantization: string | undefined;
  /** Longest context, in tokens. */
  readonly contextLength: number | undefined;
  /** `completion`, `thinking`, …; undefined where the server does not say. */
  readonly capabilities: readonly string[] | undefined;
  /** Runs on another server. */
  readonly remote: boolean;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
}

/** The models in an answer of `/api/tags`, or undefined when it is not one. */
export function readTags(value: unknown): readonly ModelFacts[] | undefined {
  if (!isRecord(value) || !Array.isArray(value.models)) return undefined;
  return value.models.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const name = text(entry.name) ?? text(entry.model);
    if (name === undefined) return [];
    const details = isRecord(entry.details) ? entry.details : {};
    return {
      name,
      digest: text(entry.digest),
      size: positive(entry.size),
      family: text(details.family),
      parameterSize: text(details.parameter_size),
      quantization: text(details.quantization_level),
      contextLength: positive(details.context_length),
      capabilities: texts(entry.capabilities),
      remote: text(entry.remote_host) !== undefined || isCloudModel(name),
    };
  });
}

/** Adds what an answer of `/api/show` tells and `/api/tags` left open. */
export function withShown(facts: ModelFacts, value: unknown): ModelFacts {
  if (!isRecord(value)) return facts;
  const info = isRecord(value.model_info) ? value.model_info : {};
  const length = Object.entries(info).find(([key]) => key.endsWith('.context_length'))?.[1];
  return {
    ...facts,
    capabilities: facts.capabilities ?? texts(value.capabilities),
    contextLength: facts.contextLength ?? positive(length),
  };
}

const GIB = 2 ** 30;

/** One line for a person: `116.8B · gptoss · MXFP4 · cloud`, `8.2B · qwen3 · Q4_K_M · 4.9 GiB`. */
export function describeModel(model: ModelFacts): string {
  const size = model.size === undefined ? undefined : `${(model.size / GIB).toFixed(1)} GiB`;
  const parts = [model.parameterSize, model.family, model.quantization, model.remote ? 'cloud' : size];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** The models that can write, the production default first, then by name. */
export function toTeacherModels(models: readonly ModelFacts[]): TeacherModel[] {
  const rank = (name: string): number => (name === PRODUCTION_MODEL ? 0 : 1);
  return models
    .filter(({ capabilities }) => capabilities === undefined || capabilities.includes('completion'))
    .map((model) => ({ name: model.name, detail: describeModel(model) }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}
