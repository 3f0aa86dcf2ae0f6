#!/usr/bin/env node
/** The command line. Every command gives an exit status; every failure is one line on standard error. */
import { Command, CommanderError, Option } from 'commander';
import { DEFAULT_SETTINGS } from '../core/compare/comparison';
import { SplitError } from '../core/curate/partSizes';
import { TARGETS } from '../core/dataset/convert/convertRecord';
import { StorageError } from '../core/generate/journal';
import { TeacherError } from '../core/generate/teacherError';
import { ANSWER_FORMS } from '../core/generate/teacherOutput';
import { PromptError } from '../core/prompt/promptError';
import { version } from '../package.json';
import {
  mix,
  partSize,
  positiveNumber,
  refills,
  sampleCount,
  seed,
  teacherNamed,
  temperature,
  usd,
  wholeNumber,
} from './arguments';
import { type CleanOptions, clean } from './commands/clean';
import { type CompareOptions, compare } from './commands/compare';
import { type ConvertOptions, convert } from './commands/convert';
import { EXPORT_FORMATS, type ExportOptions, exportCommand } from './commands/export';
import { type FixOptions, fix } from './commands/fix';
import { type GenerateOptions, generate, type ResumeOptions, resume } from './commands/generate';
import { type JudgeOptions, judge } from './commands/judge';
import { type LintOptions, lint } from './commands/lint';
import { type PromptCheckOptions, promptCheck } from './commands/promptCheck';
import { type PromptRenderOptions, promptRender } from './commands/promptRender';
import { type ReproduceOptions, reproduce } from './commands/reproduce';
import { type SplitOptions, split } from './commands/split';
import { type StatsOptions, stats } from './commands/stats';
import { CLEAN, CliError, FAILURE } from './exit';
import { CLEAN_HELP, CONVERT_HELP, EXPORT_HELP, SPLIT_HELP } from './help';
import { LINT_FORMATS } from './reporters/formatReport';

let status = CLEAN;

const PATHS = 'files, folders or globs; - reads standard input (default: this folder)';

/** Where a choice comes from that is not given; our own default follows. */
const CONFIGURED = '(default: "generate" of vignette.config.json, else ';

const program = new Command('vignette')
  .description('Validate and generate grounded-reasoning datasets.')
  .version(version)
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(`${onOneLine(text)} (--help lists the options)\n`),
  });

withReportOptions(program.command('lint'))
  .description('report what is wrong with datasets')
  .argument('[paths...]', PATHS)
  .option('--threads <n>', 'threads to lint in (default: one for each core where that pays)', positiveNumber)
  .option('--no-cache', 'lint everything anew, and keep nothing in .vignette/cache')
  .action(async (paths: string[], options: LintOptions & { json?: true }) => {
    status = await lint(paths, { ...options, format: options.json ? 'json' : options.format });
  });

withConfigOptions(program.command('fix'))
  .description('apply every safe fix to datasets')
  .argument('[paths...]', PATHS)
  .option('--dry-run', 'say what would change and change nothing', false)
  .option('--json', 'print the outcome as JSON', false)
  .option('--quiet', 'print nothing but errors', false)
  .option('--no-color', 'print without colours')
  .action(async (paths: string[], options: FixOptions) => {
    status = await fix(paths, options);
  });

withConfigOptions(program.command('clean'))
  .description('keep the records that are fit to train on, and say of the others why they are not')
  .argument('<paths...>', 'JSON Lines files, folders or globs')
  .option('--out <file>', 'where the records go that are kept')
  .option('--rejects <file>', 'where the others go (default: OUT.rejects.jsonl)')
  .option('--no-fix', 'apply no safe fixes')
  .option('--strict', 'reject records with warnings too', false)
  .option('--balance', 'thin out the archetypes that exceed the target mix', false)
  .option(
    '--mix <shares>',
    '--balance to this mix (default: "mix" of vignette.config.json, else 40/20/20/20)',
    mix,
  )
  .option('--seed <n>', 'chooses among records with as many problems', seed, 0)
  .option('--dry-run', 'say what would be kept and write nothing', false)
  .option('--force', 'replace files that are there', false)
  .option('--threads <n>', 'threads to lint in (default: one for each core where that pays)', positiveNumber)
  .option('--json', 'print the outcome as JSON', false)
  .option('--quiet', 'print nothing but errors', false)
  .option('--no-color', 'print without colours')
  .addHelpText('after', CLEAN_HELP)
  .action(async (paths: string[], options: CleanOptions) => {
    status = await clean(paths, options);
  });

withConfigOptions(program.command('export'))
  .description('write what trainers take, of records without errors')
  .argument('<paths...>', 'files, folders or globs; "a.test.jsonl" goes to the split "test"')
  .addOption(new Option('--to <format>', 'what to write').choices(EXPORT_FORMATS).makeOptionMandatory())
  .requiredOption(
    '--out <path>',
    'file, of several splits OUT.train.jsonl and so on; a folder for huggingface',
  )
  .option('--allow-errors', 'export records with errors too', false)
  .option('--title <title>', 'of the dataset card (default: the name of the folder)')
  .option('--license <id>', 'of the dataset card, as the Hub calls it: apache-2.0')
  .option('--force', 'replace files that are there', false)
  .option('--threads <n>', 'threads to lint in (default: one for each core where that pays)', positiveNumber)
  .option('--json', 'print the outcome as JSON', false)
  .option('--quiet', 'print nothing but errors', false)
  .option('--no-color', 'print without colours')
  .addHelpText('after', EXPORT_HELP)
  .action(async (paths: string[], options: ExportOptions) => {
    status = await exportCommand(paths, options);
  });

withConfigOptions(program.command('stats'))
  .description('say what datasets are made of: mix, problems, lengths, grounding, duplicates, sources')
  .argument('[paths...]', `${PATHS}; several are also taken together as one dataset`)
  .option('--threads <n>', 'threads to read in (default: one for each core where that pays)', positiveNumber)
  .option('--no-cache', 'read everything anew, and keep nothing in .vignette/cache')
  .option('--json', 'print the summary of each file, and of all together, as JSON', false)
  .option('--quiet', 'print no progress and no notes', false)
  .option('--no-color', 'print without colours')
  .action(async (paths: string[], options: StatsOptions) => {
    status = await stats(paths, options);
  });

withConfigFile(program.command('split'))
  .description('split a dataset for training, validation and test, so that no part gives another away')
  .argument('<path>', 'a JSON Lines file')
  .option('--train <size>', 'share, number of records, or "rest" (default: 0.9, 0.05 and 0.05)', partSize)
  .option('--validation <size>', 'the same', partSize)
  .option('--test <size>', 'the same', partSize)
  .option('--out-dir <folder>', 'where FILE.train.jsonl and so on go (default: beside the file)')
  .option('--seed <n>', 'another seed gives another split', seed, 0)
  .option('--dry-run', 'say what the parts would be and write nothing', false)
  .option('--force', 'replace files that are there', false)
  .option('--threads <n>', 'threads to read in (default: one for each core where that pays)', positiveNumber)
  .option('--json', 'print the outcome as JSON', false)
  .option('--quiet', 'print nothing but errors', false)
  .option('--no-color', 'print without colours')
  .addHelpText('after', SPLIT_HELP)
  .action(async (path: string, options: SplitOptions) => {
    status = await split(path, options);
  });

withConfigFile(program.command('convert'))
  .description('write datasets in another dialect')
  .argument('<paths...>', 'files, folders or globs; - reads standard input')
  .addOption(new Option('--to <dialect>', 'what to write').choices(TARGETS).default('messages'))
  .option('--out <file>', 'where the records go; - writes to standard output', '-')
  .option('--rejects <file>', 'where records go that cannot be converted')
  .option('--force', 'replace files that are there', false)
  .option('--json', 'print the outcome as JSON', false)
  .option('--quiet', 'print nothing but errors', false)
  .option('--no-color', 'print without colours')
  .addHelpText('after', CONVERT_HELP)
  .action(async (paths: string[], options: ConvertOptions) => {
    status = await convert(paths, options);
  });

withServiceOptions(program.command('generate'))
  .description('make samples with a teacher model')
  .addOption(
    new Option('--provider <name>', `who makes the samples ${CONFIGURED}ollama)`).choices([
      'ollama',
      'gemini',
      'offline',
    ]),
  )
  .option('--model <name>', `model ${CONFIGURED}the provider's)`)
  .option('--count <n>', `samples to make ${CONFIGURED}10)`, sampleCount)
  .option(
    '--mix <shares>',
    'reasoning/refusal/haystack/anti_knowledge, then your own: "40/20/20/10, missing_clause 10" (default: "mix" of vignette.config.json, else 40/20/20/20)',
    mix,
  )
  .option('--seed <n>', 'makes the run repeatable (default: random)', seed)
  .option('--temperature <t>', "sampling temperature (default: the template's)", temperature)
  .option('--refills <n>', 'samples tried in the place of a rejected one, at most (default: 8)', refills)
  .option('--template <file>', 'prompt template in the place of the shipped one for its archetype')
  .addOption(answerForm('what the teacher is asked to write'))
  .option('--haystack <file>', 'statements to bury needles in, in the place of the shipped ones')
  .option('--out <file>', 'dataset to append the samples to')
  .option('--runs-dir <folder>', 'where run folders are kept', '.vignette/runs')
  .action(async (options: GenerateOptions) => {
    status = await generate(options);
  });

withServiceOptions(program.command('resume'))
  .description('go on with a run that was cancelled or stopped')
  .argument('<folder>', 'the folder of the run')
  .option('--count <n>', 'a higher number of samples: the run is extended', sampleCount)
  .action(async (folder: string, options: ResumeOptions) => {
    status = await resume(folder, options);
  });

withServiceOptions(program.command('compare'))
  .description('compare runs, datasets and teachers with the first of them, sample by sample')
  .argument('[paths...]', 'run folders and datasets')
  .option(
    '--teacher <provider/model>',
    'carry out one plan with this teacher and compare its run; may be given several times, --budget is for each',
    teacherNamed,
    [],
  )
  .option('--count <n>', `samples of the plan ${CONFIGURED}10)`, sampleCount)
  .option('--mix <shares>', 'reasoning/refusal/haystack/anti_knowledge of the plan', mix)
  .option('--seed <n>', 'seed of the plan (default: random)', seed)
  .option('--temperature <t>', "sampling temperature (default: the template's)", temperature)
  .option('--template <file>', 'prompt template in the place of the shipped one for its archetype')
  .option('--haystack <file>', 'statements to bury needles in, in the place of the shipped ones')
  .option('--runs-dir <folder>', 'where run folders are kept', '.vignette/runs')
  .option('--out <file>', 'write the report there: .md with pictures beside it, .html or .json')
  .option('--resamples <n>', 'resamples of the bootstrap', positiveNumber, DEFAULT_SETTINGS.resamples)
  .option('--bootstrap-seed <n>', 'seed of the bootstrap', seed, DEFAULT_SETTINGS.seed)
  .action(async (paths: string[], options: CompareOptions) => {
    status = await compare(paths, options);
  });

withServiceOptions(program.command('judge'))
  .description('score the records of a dataset by a rubric; the same command again asks for nothing twice')
  .argument('<dataset>', 'a .jsonl or .vignette file')
  .addOption(new Option('--provider <name>', 'who judges').choices(['ollama', 'gemini']).default('ollama'))
  .option('--model <name>', "model (default: the provider's)")
  .option('--seed <n>', 'another seed asks for other verdicts', seed, 0)
  .option('--out <file>', 'write the verdicts there, one line for each record')
  .addOption(answerForm('what the judge is asked to write'))
  .option('--judge-dir <folder>', 'where answers are kept', '.vignette/judge')
  .action(async (path: string, options: JudgeOptions) => {
    status = await judge(path, options);
  });

withServiceOptions(program.command('reproduce'))
  .description(
    'ask for a generated record again, with the plan of its run, and show what comes out otherwise',
  )
  .argument('<dataset>', 'a .jsonl or .vignette file; it stays as it is')
  .requiredOption('--record <n>', 'which record, counted from 0', wholeNumber)
  .option('--runs-dir <folder>', 'where run folders are kept', '.vignette/runs')
  .action(async (path: string, options: ReproduceOptions) => {
    status = await reproduce(path, options);
  });

const prompt = program.command('prompt').description('check and render prompt templates');

withReportOptions(prompt.command('check'))
  .description('report what is wrong with prompt templates')
  .argument('[paths...]', PATHS)
  .action(async (paths: string[], options: PromptCheckOptions & { json?: true }) => {
    status = await promptCheck(paths, { ...options, format: options.json ? 'json' : options.format });
  });

prompt
  .command('render')
  .description('print the messages that a template renders to')
  .argument('<file>', 'the template')
  .option('--input <json>', 'values of its variables, as a JSON object; - reads standard input', '{}')
  .option('--json', 'print the messages as JSON', false)
  .option('--quiet', 'print nothing but the messages and errors', false)
  .option('--no-color', 'print without colours')
  .action(async (path: string, options: PromptRenderOptions) => {
    status = await promptRender(path, options);
  });

function withReportOptions(command: Command): Command {
  return withConfigOptions(command)
    .addOption(new Option('--format <format>', 'how to print').choices(LINT_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--max-warnings <n>', 'fail when there are more warnings than this', wholeNumber)
    .option('--max-problems <n>', 'show no more problems than this; 0 shows all', wholeNumber, 0)
    .option('--quiet', 'show errors only', false)
    .option('--no-color', 'print without colours');
}

function withConfigFile(command: Command): Command {
  return command.option(
    '--config <file>',
    'configuration for all files (default: the nearest vignette.config.json upward of each)',
  );
}

function withConfigOptions(command: Command): Command {
  return withConfigFile(command).addOption(
    new Option('--profile <name>', 'what the data is for').choices(['sft', 'grpo', 'upstream']),
  );
}

function withServiceOptions(command: Command): Command {
  return withConfigOptions(command)
    .option('--concurrency <n>', `calls in flight at once ${CONFIGURED}1)`, positiveNumber)
    .option('--rpm <n>', 'calls a minute, at most', positiveNumber)
    .option('--tpm <n>', 'tokens a minute, at most', positiveNumber)
    .option('--budget <usd>', 'what the whole run may cost', usd)
    .option('--yes', 'agree to what it costs without being asked', false)
    .option('--ollama-host <url>', 'Ollama server (default: OLLAMA_HOST, then 127.0.0.1:11434)')
    .option('--gemini-base-url <url>', 'another address for the Gemini API')
    .option('--json', 'print the outcome as JSON', false)
    .option('--quiet', 'print nothing but errors', false)
    .option('--no-color', 'print without colours');
}

function answerForm(what: string): Option {
  return new Option('--form <form>', `${what} ${CONFIGURED}json)`).choices(ANSWER_FORMS);
}

/** The exit status of a failure, after saying what it was. A bug keeps its stack. */
function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? CLEAN : FAILURE;
  if (error instanceof TeacherError || error instanceof StorageError) {
    process.stderr.write(`${onOneLine(`${error.message} ${error.advice}`)}\n`);
  } else if (error instanceof CliError || error instanceof PromptError || error instanceof SplitError) {
    process.stderr.write(`${onOneLine(error.message)}\n`);
  } else if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('Cancelled.\n');
  } else {
    process.stderr.write(`Unexpected failure: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  return FAILURE;
}

function onOneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure, and must not cost a run.
  if (error.code !== 'EPIPE')
    process.exitCode = fail(new CliError(`Cannot write the output (${error.code}).`));
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  // There is no place left to say so.
  if (error.code !== 'EPIPE') process.exitCode = FAILURE;
});

program.parseAsync().then(
  () => {
    process.exitCode ??= status;
  },
  (error: unknown) => {
    process.exitCode = fail(error);
  },
);
