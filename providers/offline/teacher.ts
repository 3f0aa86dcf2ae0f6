/**
 * The teacher that needs no model: seeded rules write samples that are grounded by construction. It reads the
 * task, not the prompt, does no I/O, and is the default for first runs, demonstrations and tests.
 */
import {
  NO_USAGE,
  type SampleTask,
  type Teacher,
  type TeacherModel,
  type TeacherRequest,
} from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import type { TeacherOutput } from '../../core/generate/teacherOutput';
import { type Archetype, GENERATED_ARCHETYPES, isArchetype } from '../../core/sample/archetype';
import { generateAntiKnowledge } from './antiKnowledge';
import { createDraw } from './draw';
import { generateHaystack } from './haystack';
import { generateReasoning } from './reasoning';
import { generateRefusal } from './refusal';
import type { Generator } from './sample';

/** The one model of this teacher, as it is named in requests and records. */
export const OFFLINE_MODEL = 'offline';

const MODELS: readonly TeacherModel[] = [
  { name: OFFLINE_MODEL, detail: 'Seeded rules, no model: for first runs, demos and tests' },
];

const GENERATORS: Readonly<Record<Archetype, Generator>> = {
  reasoning: generateReasoning,
  refusal: generateRefusal,
  haystack: generateHaystack,
  anti_knowledge: generateAntiKnowledge,
};

/** Characters per streamed chunk. */
const CHUNK = 240;

function rejectIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new TeacherError('cancelled', 'the request was cancelled', {
    advice: 'Start it again when you are ready.',
    cause: signal.reason,
  });
}

/** Lets everything else that waits run first, so that a cancellation between chunks is seen. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Writes the sample of a task. The same task and seed give the same sample, on every machine. */
export function writeOfflineSample({
  task,
  seed,
}: {
  readonly task: SampleTask;
  readonly seed: number;
}): TeacherOutput {
  const { archetype } = task;
  if (!isArchetype(archetype)) throw unknownArchetype(archetype);
  const stream = GENERATED_ARCHETYPES.indexOf(archetype);
  return GENERATORS[archetype](createDraw(seed, task.index, stream));
}

/** The JSON text that a teacher is asked for (see `teacherOutput.ts`). */
function toJson(archetype: string, { source, ...reply }: TeacherOutput): string {
  return JSON.stringify({ [sourceName(archetype)]: source, ...reply }, undefined, 2);
}

/** The same as tagged text, for a request that is not held to a schema. */
function toTaggedText(archetype: string, { source, proof, ...reply }: TeacherOutput): string {
  const blocks = {
    [sourceName(archetype)]: source,
    question: reply.question,
    think: reply.think,
    proof: proof.map((quote) => `- "${quote}"`).join('\n'),
    answer: reply.answer,
  };
  return Object.entries(blocks)
    .map(([tag, text]) => `<${tag}>\n${text}\n</${tag}>`)
    .join('\n\n');
}

function sourceName(archetype: string): string {
  return archetype === 'haystack' ? 'needle' : 'context';
}

function unknownArchetype(archetype: string): TeacherError {
  return new TeacherError('bad-request', `The offline teacher knows no archetype "${archetype}".`, {
    advice: `It makes ${GENERATED_ARCHETYPES.join(', ')}: choose a model of Ollama or Gemini for your own.`,
  });
}

/** The task of a request. Throws TeacherError for a request that these rules have no answer to. */
function taskOf({ model, task }: TeacherRequest): SampleTask {
  if (model !== OFFLINE_MODEL) {
    throw new TeacherError('model-not-found', `the offline teacher has no model "${model}"`, {
      advice: `Use the model "${OFFLINE_MODEL}".`,
    });
  }
  if (!task) {
    throw new TeacherError('bad-request', 'The offline teacher writes samples and can do nothing else.', {
      advice: 'Choose a model of Ollama or Gemini.',
    });
  }
  if (!isArchetype(task.archetype)) throw unknownArchetype(task.archetype);
  if (!Number.isSafeInteger(task.index) || task.index < 0) {
    throw new TeacherError(
      'bad-request',
      `no sample of archetype "${task.archetype}" at index ${task.index}`,
      {
        advice: 'Plan archetypes that can be generated, with indices from 0.',
      },
    );
  }
  return task;
}

/** Creates the teacher. It keeps no state: requests may run at the same time. Usage is zero, as nothing is counted. */
export function createOfflineTeacher(): Teacher {
  return {
    id: 'offline',
    openWeights: true,
    repeats: () => true,
    listModels: async (signal) => {
      rejectIfAborted(signal);
      return MODELS;
    },
    ask: async (request, { signal, onChunk } = {}) => {
      rejectIfAborted(signal);
      const task = taskOf(request);
      const write = request.schema ? toJson : toTaggedText;
      const text = write(task.archetype, writeOfflineSample({ task, seed: request.seed }));
      for (let start = 0; start < text.length; start += CHUNK) {
        await breathe();
        rejectIfAborted(signal);
        onChunk?.({ kind: 'text', text: text.slice(start, start + CHUNK) });
      }
      return { text, thinking: '', finish: 'stop', model: OFFLINE_MODEL, usage: NO_USAGE };
    },
  };
}
