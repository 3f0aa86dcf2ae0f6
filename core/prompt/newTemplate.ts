/** A template to start from, for an archetype and a form of the answer: well-formed, with nothing to report. */
import type { AnswerForm } from '../generate/teacherOutput';
import { type ArchetypeExpectations, isArchetype } from '../sample/archetype';
import type { PromptCase } from './cases';

export interface NewTemplate {
  readonly archetype: string;
  /** What the lint expects of its samples: the template asks for that. */
  readonly expected: ArchetypeExpectations;
  readonly form: AnswerForm;
  readonly model: string;
}

interface Input {
  readonly name: string;
  readonly docs: string;
  readonly label: string;
  readonly examples: readonly [string, string];
}

/** What a run draws for our archetypes (`topics.ts`). */
const DRAWN: readonly Input[] = [
  {
    name: 'setting',
    docs: 'the kind of document or study',
    label: 'Setting',
    examples: ['a phase I dose-escalation trial', 'a tumour board discussion'],
  },
  {
    name: 'drug',
    docs: 'a treatment that occurs in the text',
    label: 'Treatment',
    examples: ['panobinostat', 'an investigational ACVR1 inhibitor'],
  },
  { name: 'family', docs: 'what the question is about', label: 'What is asked', examples: ['', ''] },
];

/** For one of our archetypes, in the words of `family`. */
const FAMILIES: Readonly<Record<string, Input['examples']>> = {
  reasoning: ['a dose by body-surface area', 'eligibility from several criteria at once'],
  refusal: ['missing: the dose is never given', 'conflict: two reports give different measurements'],
  haystack: ['a recommended dose', 'a median overall survival'],
  anti_knowledge: ['geography', 'cooking'],
};

/** For an archetype of a user's own nothing is drawn: its inputs come from cases. */
const OWN: readonly Input[] = [
  {
    name: 'subject',
    docs: 'what the context is about',
    label: 'Subject',
    examples: ['the rules of a public library', 'the maintenance log of a ferry'],
  },
];

function inputsOf(archetype: string): readonly Input[] {
  if (!isArchetype(archetype)) return OWN;
  const examples = FAMILIES[archetype];
  return DRAWN.map((input) => (input.name === 'family' && examples ? { ...input, examples } : input));
}

/** The text of the template's file. */
export function newTemplate({ archetype, expected, form, model }: NewTemplate): string {
  const source = archetype === 'haystack' ? 'needle' : 'context';
  const inputs = inputsOf(archetype);
  const description = inertText(expected.description ?? '');
  return `---
description: ${JSON.stringify(`Samples of the archetype ${archetype}.`)}
model: ${JSON.stringify(model)}
config:
  temperature: 0.7
input:
  schema:
${inputs.map(({ name, docs }) => `    ${name}: string, ${docs}`).join('\n')}
output:
${outputSchema(form, source)}
vignette.archetype: ${archetype}
vignette.tags: [think, proof, answer]
---
{{role "system"}}
You write training data for a model that must answer from a given text and from nothing else. All that you write is
invented: no person, trial or place in it exists.

Rules that are checked by a program; a sample that breaks one is thrown away:
- Each quote in "proof" is copied from the ${source} character by character, in whole sentences.
- Every number and name in "answer" stands in the ${source}, or is the result of an equation written out in "think".
- "think" is one line of reasoning that goes forward: it never starts over and never speaks of these rules.
- "answer" is one to three sentences.

${outputWords(form, source)}
{{role "user"}}
Write one sample of the archetype "${archetype}".${description && ` ${description}`}

${inputs.map(({ name, label }) => `- ${label}: {{${name}}}`).join('\n')}

How to make it:
${howTo(archetype, expected)
  .map((line) => `- ${line}`)
  .join('\n')}
`;
}

/** Cases to try the template with. */
export function newCases(archetype: string): PromptCase[] {
  return [0, 1].map((at) => ({
    name: `example ${at + 1}`,
    input: Object.fromEntries(inputsOf(archetype).map(({ name, examples }) => [name, examples[at]])),
  }));
}

function outputSchema(form: AnswerForm, source: string): string {
  if (form === 'tags') return '  format: text';
  return `  format: json
  schema:
    ${source}: string, the text that everything else is drawn from
    question: string
    think: string
    proof(array, verbatim quotes from the ${source}): string
    answer: string`;
}

function outputWords(form: AnswerForm, source: string): string {
  if (form === 'json')
    return `Answer with one JSON object and nothing else. Its keys, in this order: "${source}" (a string), "question", "think",
"proof" (an array with a string for each quote), "answer".`;
  return `Answer with these blocks of plain text and nothing else, each tag alone on its line:
<${source}>
the text that everything else is drawn from
</${source}>
<question>
the question
</question>
<think>
the reasoning
</think>
<proof>
- "a quote"
</proof>
<answer>
the answer
</answer>`;
}

/** What makes a sample one of our archetypes. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  reasoning: [
    'Choose the numbers first, so that each step comes out exact; then write a context of 120 to 220 words around them.',
    'Ask one question that needs at least two facts of the context, and whose answer the context does not state.',
    'In "think", write each step as an equation or a comparison with its units.',
  ],
  refusal: [
    'Write a context of 100 to 200 words that covers everything around the question but does not settle it.',
    'Ask directly and in good faith: the question does not say that something is missing or disputed.',
  ],
  haystack: [
    '"needle" is one sentence, two at most, with one specific fact and its unit. It will stand among 25 to 30 others.',
    'Ask for that fact by the name that the needle uses for it.',
  ],
  anti_knowledge: [
    'Write a context of 80 to 160 words about the treatment above; no word in it touches on what is asked.',
    'Ask one ordinary question that anyone could answer. It has nothing to do with the context.',
  ],
};

function howTo(archetype: string, expected: ArchetypeExpectations): string[] {
  const { abstains, reason = [], needle, minContextSentences } = expected;
  const own = [
    minContextSentences === undefined
      ? 'Write a context of 100 to 200 words.'
      : `Write a context of ${minContextSentences} sentences or more, each a statement of its own.`,
    ...(needle
      ? ['One sentence of the context alone answers the question; the others are beside the point.']
      : []),
    abstains ? 'Ask for something that the context does not settle.' : 'Ask one question about the context.',
  ];
  const words = reason.map((phrase) => `"${inertText(phrase)}"`).join(' or ');
  return [
    ...(OURS[archetype] ?? own),
    ...(words === '' ? [] : [`"think" contains the exact words ${words}.`]),
    ...(abstains
      ? ['"answer" says that the question cannot be answered from the context, and gives no value for it.']
      : []),
    ...(abstains === false
      ? ['"answer" gives the result: the context is sufficient, so do not abstain.']
      : []),
  ];
}

/** Words of a user's own as text that is neither a tag nor an expression, on one line. */
function inertText(words: string): string {
  return words
    .replace(/`?<\/?(\w+)>`?/g, '"$1"')
    .replace(/\s+/g, ' ')
    .replace(/\{\{+|\}\}+|\\/g, '')
    .replace(/<<<|>>>/g, '')
    .trim();
}
