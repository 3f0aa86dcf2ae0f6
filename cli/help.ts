/** What --help says after the options of commands that need more words. */

export const CONVERT_HELP = `
Dialects:
  messages       {"messages": [{"role": "user", "content": "<context>…"}, …], "metadata": {…}}
  conversations  {"conversations": [{"from": "human", "value": "<context>…"}, …], "metadata": {…}}
  flat           {"context": "…", "question": "…", "think": "…", "proof": "…", "answer": "…"}
  task           {"task_id": "…", "context": "…", "question": "…", "expected_answer": {"final": "…", "proof": "…"}}
  prompts        {"prompt": [{"role": "user", "content": "<context>…"}]}; the reply is kept as metadata.completion
  vignette       text to read and review, with its metadata as YAML

Every record is read in its own dialect. Fields that a dialect does not know are kept, in their order. A record
that cannot be converted without losing something is reported with the reason, and left as it is.`;

export const CLEAN_HELP = `
Safe fixes come first. Then are rejected, with the reasons in metadata.provenance.rejected: records with errors, those
that hold a part of an evaluation set among them; of records that repeat each other all but the one with the fewest
problems, the first of equals; with --balance what the mix has no place for, those with the most problems first.
What is kept stays in its order, and byte for byte what it was where nothing was fixed. Cleaned again it stays the same,
and a record that was rejected, once it is mended, loses its reasons: clean the rejects again when you have been
through them. The configuration of OUT holds. Exit status: 1 when nothing could be kept.

--json: {"records","kept","fixed","rejected","reasons":{rule: records},"archetypes":{type: {"records","kept"}},
"absent":[type],"out","rejects","dryRun"}`;

export const SPLIT_HELP = `
Records stay together that repeat each other (dataset/near-duplicate), and those of which one holds most of another's
context, question or proof of ten words and more (dataset/contamination): linted with one part as evaluation set, the
others are clean. The mix of archetypes of each part is that of the whole. Counts are exact, unless groups do not fit,
which is said. The same records and seed give the same parts, and records that are added later move few of those that were
there; to keep a test part for good, name it under "evaluation" and split what else there is. Records are written byte for
byte, in their order.

--json: {"records","parts":[{"name","path","records","wanted","archetypes":{type: records}}],"empty":[part],"groups":{"groups",
"records","bonds":{"duplicate","context","question","proof"},"largest":[{"record","records","part","bonds"}]},"seed","dryRun"}`;

export const EXPORT_HELP = `
Formats, and who reads them:
  openai       {"messages": [{"role", "content"}, …]} and nothing else: OpenAI fine-tuning, TRL SFTTrainer, Axolotl
               (type: chat_template), Unsloth
  sharegpt     {"conversations": [{"from": "human", "value"}, …]}: LLaMA-Factory (formatting: sharegpt), Unsloth
  alpaca       {"instruction", "input": "", "output", "system"}: of one question with its reply
  grpo         {"prompt": [messages], "id", "archetype", "context", "question", "answer", "proof": [quotes]}: TRL
               GRPOTrainer, which hands each column to the reward functions by its name
  harmony      messages whose replies have "thinking" apart from "content": the chat template of gpt-oss makes the
               analysis and the final channel of them
  huggingface  a folder to publish: data/SPLIT.jsonl with messages, id, archetype, source and metadata (as JSON text, so that
               columns have one type), README.md with the dataset card, and pictures

Records of every dialect are read. An export is what one trainer needs and forgets the rest: metadata stay in huggingface
only. To change a dataset's own dialect without losing anything, use vignette convert. --profile upstream adds what data
must be that goes upstream. Exit status: 1 when records were left out.

--json: {"format","records","exported","splits":[{"name","path","records"}],"files","reasons":{reason: records},
"examples":[{"path","line","reason"}],"errors","leftOut":{field: records},"straddling"}`;
