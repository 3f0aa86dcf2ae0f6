/** Both services behind one face, for tests that hold for each. */
import type { Teacher, TeacherRequest } from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import { createGeminiTeacher } from '../../providers/gemini/teacher';
import { createOllamaTeacher } from '../../providers/ollama/teacher';
import type { Fault } from '../simulators/fault';
import { startGeminiSimulator } from '../simulators/gemini';
import { startOllamaSimulator } from '../simulators/ollama';
import type { SimulatedAnswer, Simulator } from '../simulators/simulator';

export const KEY = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';

/** Longer than any piece, with characters of two, three and four bytes. */
export const ANSWER: SimulatedAnswer = {
  thinking: 'Näive reading: the H3 K27M result is given – “positive” – so no abstention is needed. 🧠',
  text: JSON.stringify({
    context: 'MRI zeigte eine 3 cm große Läsion; ONC201 ≥ 125 mg wöchentlich. 診断は DIPG。🧬 «stabil».',
    answer: 'ONC201 ≥ 125 mg — every week 🩺',
  }),
};

export interface ConnectOptions {
  readonly url: string;
  readonly idleTimeoutMs?: number;
  readonly maxAnswerChars?: number;
  readonly fetch?: typeof globalThis.fetch;
}

export interface ServiceUnderTest {
  readonly name: string;
  readonly model: string;
  start(options: { fault?: Fault; answer?: SimulatedAnswer }): Promise<Simulator>;
  connect(options: ConnectOptions): Teacher;
}

export const SERVICES: readonly ServiceUnderTest[] = [
  {
    name: 'ollama',
    model: 'gpt-oss:120b-cloud',
    start: ({ fault, answer = ANSWER }) =>
      startOllamaSimulator({ answer: () => answer, faults: [fault], apiKey: KEY }),
    connect: ({ url, ...options }) => createOllamaTeacher({ host: url, apiKey: KEY, ...options }),
  },
  {
    name: 'gemini',
    model: 'gemini-2.5-pro',
    start: ({ fault, answer = ANSWER }) =>
      startGeminiSimulator({ answer: () => answer, faults: [fault], apiKey: KEY }),
    connect: ({ url, ...options }) => createGeminiTeacher({ baseUrl: url, apiKey: KEY, ...options }),
  },
];

export function requestFor(model: string, changes: Partial<TeacherRequest> = {}): TeacherRequest {
  return {
    model,
    messages: [
      { role: 'system', text: 'You write samples.' },
      { role: 'user', text: 'Write one.' },
    ],
    parameters: {},
    seed: 7,
    task: { archetype: 'reasoning', index: 0 },
    ...changes,
  };
}

/** The error a call rejects with; fails when it resolves or rejects with anything but a `TeacherError`. */
export async function failureOf(call: Promise<unknown>): Promise<TeacherError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TeacherError) return error;
    throw error;
  }
  throw new Error('the call should have failed');
}
