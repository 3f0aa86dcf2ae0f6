/** The templates that come with the product, as text. */
import antiKnowledgeTask from './_anti_knowledge_task.prompt';
import generationRules from './_generation_rules.prompt';
import haystackTask from './_haystack_task.prompt';
import jsonOutput from './_json_output.prompt';
import judgeRules from './_judge_rules.prompt';
import judgedSample from './_judged_sample.prompt';
import reasoningTask from './_reasoning_task.prompt';
import refusalTask from './_refusal_task.prompt';
import repairTask from './_repair_task.prompt';
import role from './_role.prompt';
import taggedOutput from './_tagged_output.prompt';
import topic from './_topic.prompt';
import antiKnowledge from './anti_knowledge.prompt';
import antiKnowledgeTags from './anti_knowledge.tags.prompt';
import haystack from './haystack.prompt';
import haystackTags from './haystack.tags.prompt';
import judge from './judge.prompt';
import judgeTags from './judge.tags.prompt';
import reasoning from './reasoning.prompt';
import reasoningTags from './reasoning.tags.prompt';
import refusal from './refusal.prompt';
import refusalTags from './refusal.tags.prompt';
import repair from './repair.prompt';
import repairTags from './repair.tags.prompt';

/**
 * Source by the name of its file without the extension: the archetype's name, `repair`, `judge`; `.tags` behind it for the
 * variant that asks for tagged text instead of JSON; partials with a leading underscore.
 */
export const SHIPPED_TEMPLATES: ReadonlyMap<string, string> = new Map([
  ['reasoning', reasoning],
  ['refusal', refusal],
  ['haystack', haystack],
  ['anti_knowledge', antiKnowledge],
  ['repair', repair],
  ['judge', judge],
  ['reasoning.tags', reasoningTags],
  ['refusal.tags', refusalTags],
  ['haystack.tags', haystackTags],
  ['anti_knowledge.tags', antiKnowledgeTags],
  ['repair.tags', repairTags],
  ['judge.tags', judgeTags],
  ['_role', role],
  ['_topic', topic],
  ['_reasoning_task', reasoningTask],
  ['_refusal_task', refusalTask],
  ['_haystack_task', haystackTask],
  ['_anti_knowledge_task', antiKnowledgeTask],
  ['_repair_task', repairTask],
  ['_judge_rules', judgeRules],
  ['_judged_sample', judgedSample],
  ['_generation_rules', generationRules],
  ['_json_output', jsonOutput],
  ['_tagged_output', taggedOutput],
]);
