/** The cases that come with the shipped templates, as text. */
import antiKnowledge from './anti_knowledge.cases.jsonl';
import haystack from './haystack.cases.jsonl';
import judge from './judge.cases.jsonl';
import reasoning from './reasoning.cases.jsonl';
import refusal from './refusal.cases.jsonl';
import repair from './repair.cases.jsonl';
import repairTags from './repair.tags.cases.jsonl';

/** By the name of the template that they are for; a `.tags` variant without its own shares those of its template. */
export const SHIPPED_CASES: ReadonlyMap<string, string> = new Map([
  ['reasoning', reasoning],
  ['refusal', refusal],
  ['haystack', haystack],
  ['anti_knowledge', antiKnowledge],
  ['repair', repair],
  ['repair.tags', repairTags],
  ['judge', judge],
]);
