import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { keepCompiled } from '../core/compile-cache.ts';
import { EXIT, Refusal } from '../core/errors.ts';
import { HEDUI } from '../core/launcher.ts';
import { maskFault } from '../core/mask-fault.ts';
import { isSealed } from '../storage/at-rest/marker.ts';
import { stepBehindWorkbench } from '../storage/office-lock.ts';
import { explainUnwritable } from '../storage/unwritable.ts';
import { serveOffice, workspaceAt } from '../storage/workspace.ts';
import { globalOptions, type VerbModule } from './command.ts';
import { sayUsage, WHICH_VERB } from './say-usage.ts';

const VERBS = join(import.meta.dirname, 'commands');

/**
 * The command line: one file in `commands/` is one verb (or one group of verbs), by its name. Only the verb that is asked
 * for is imported, because some bring dictionaries and engines; without one, or with an unknown one, all are listed.
 */
export async function buildProgram(argv: readonly string[] = []): Promise<Command> {
  const program = new Command('hedui')
    .description('核对 Hedui: matches what a pension fund pays with what other offices know')
    .option('--home <dir>', 'workspace folder of the office', process.env.HEDUI_HOME ?? 'var')
    .option('--json', 'one machine-readable object on standard output')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${sayUsage(text)}\n${text}`) })
    .addHelpText('beforeAll', ({ error }) => (error ? `${sayUsage(WHICH_VERB)}\n${WHICH_VERB}\n` : ''))
    .showHelpAfterError(`(${HEDUI} --help 列出全部动词 lists the verbs)`)
    .hook('preAction', async (_program, verb) => {
      serveOffice(workspaceAt(globalOptions(verb).home));
      // whoever runs a verb within their own process keeps the place of that process
      if (import.meta.main && STEPS_BEHIND.has(verb.name())) stepBehindWorkbench(globalOptions(verb).home);
      await refuseWrongSettings(verb);
      await openSealedFolder(verb);
      const { refuseUnentitled } = await import('./refuse-unentitled.ts');
      await refuseUnentitled(verb);
    });
  const asked = join(VERBS, `${verbOf(argv)}.ts`);
  if (existsSync(asked)) {
    const verb = (await import(pathToFileURL(asked).href)) as VerbModule;
    verb.register(program);
  } else {
    for (const { name, description } of declaredVerbs()) program.command(name).description(description);
  }
  return program;
}

/** Wrong settings are said before anything is done, whichever part is wrong; doctor reports them among all else. */
async function refuseWrongSettings(verb: Command): Promise<void> {
  const { settings } = workspaceAt(globalOptions(verb).home);
  if (verb.name() === 'doctor' || !existsSync(settings)) return;
  const { checkSettings } = await import('./settings.ts');
  checkSettings(settings);
}

/** A sealed folder whose key is not at hand is said before anything is done. */
async function openSealedFolder(verb: Command): Promise<void> {
  const workspace = workspaceAt(globalOptions(verb).home);
  if (!isSealed(workspace.home) || WITHOUT_KEY.has(verb.name()) || verb.parent?.name() === 'at-rest') return;
  const { openIntoMemory } = await import('../storage/at-rest/in-memory.ts');
  openIntoMemory(workspace);
}

/** These take long and only read. What holds the ledger while it writes must not be kept waiting: everybody would wait with it. */
const STEPS_BEHIND: ReadonlySet<string> = new Set(['backup', 'verify', 'doctor']);

/** These say themselves what is wrong, or put a folder right. */
const WITHOUT_KEY: ReadonlySet<string> = new Set(['doctor', 'restore']);

/** The first word that is no option and no option's value; of `help VERB`, the verb. */
function verbOf(argv: readonly string[]): string | undefined {
  return argv.find(
    (word, index) => /^[a-z]+(?:-[a-z]+)*$/.test(word) && word !== 'help' && argv[index - 1] !== '--home',
  );
}

/** How a verb's file begins what it registers. */
const DECLARED =
  /\.command\('(?<name>[a-z]+(?:-[a-z]+)*)[^']*'\)\s*\.description\(\s*'(?<description>[^']+)'/;

/** Every verb by the declaration in its file, which is read here and not run: a list of words needs no engine. */
export function declaredVerbs(): { name: string; description: string }[] {
  return readdirSync(VERBS)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => {
      const { name, description } = DECLARED.exec(readFileSync(join(VERBS, file), 'utf8'))?.groups ?? {};
      if (name === undefined || description === undefined)
        throw new Error(`${file} declares no verb with a description`);
      return { name, description };
    });
}

/** Runs one command line and says how it ended, as an exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = await buildProgram(argv);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? EXIT.done);
  } catch (thrown) {
    const error = thrown instanceof CommanderError ? thrown : await explain(thrown);
    const isJson = argv.includes('--json');
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      const message = error.code === 'commander.help' ? WHICH_VERB : error.message;
      if (isJson) printError('usage', sayUsage(message), message);
      return EXIT.usage;
    }
    if (error instanceof Refusal) {
      const typed = error.typed === null ? '' : `命令行 on the command line: ${error.typed}\n`;
      process.stderr.write(`${error.zh}\n${error.en}\n${typed}`);
      if (isJson) printError(error.code, error.zh, error.en, error.typed);
      return error.exitCode;
    }
    const zh = '程序自身出错，请把 log/ 交给维护人员。';
    const en = 'A fault of our own; please hand log/ to the maintainers.';
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${zh}/ ${en}\n${maskFault(text)}\n`);
    if (isJson) printError('fault', zh, en);
    return EXIT.fault;
  }
}

/** In words what is for the operator to mend. */
async function explain(thrown: unknown): Promise<unknown> {
  // it brings the reader of settings, which the list of verbs needs not
  const { explainOutOfMemory } = await import('../storage/out-of-memory.ts');
  return explainOutOfMemory(explainUnwritable(thrown));
}

function printError(code: string, zh: string, en: string, typed: string | null = null): void {
  const error = typed === null ? { code, zh, en } : { code, zh, en, typed };
  process.stdout.write(`${JSON.stringify({ error })}\n`);
}

/** Whoever has stopped reading is not waited for. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => {
    stream.once('error', () => done());
    stream.write('', () => done());
  });
}

if (import.meta.main) {
  // what is written into an office's folder is its own: 0600 and 0700
  process.umask(0o077);
  keepCompiled();
  const code = await run(process.argv.slice(2));
  // who reads slowly through a pipe gets all of it: leaving at once would cut it off
  await Promise.all([process.stdout, process.stderr].map(drained));
  process.exit(code);
}
