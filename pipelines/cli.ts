import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { EXIT, Refusal } from '../core/errors.ts';
import type { VerbModule } from './command.ts';

/** The whole command line: one file in `commands/` is one verb (or one group of verbs). */
export async function buildProgram(): Promise<Command> {
  const program = new Command('hedui')
    .description('核对 Hedui: matches what a pension fund pays with what other offices know')
    .option('--home <dir>', 'workspace folder of the office', process.env.HEDUI_HOME ?? 'var')
    .option('--json', 'one machine-readable object on standard output')
    .exitOverride()
    .showHelpAfterError('(hedui --help lists the verbs)');
  const folder = join(import.meta.dirname, 'commands');
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const verb = (await import(pathToFileURL(join(folder, file)).href)) as VerbModule;
    verb.register(program);
  }
  return program;
}

/** Runs one command line and says how it ended, as an exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = await buildProgram();
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof Refusal) {
      process.stderr.write(`${error.zh}\n${error.en}\n`);
      if (argv.includes('--json')) {
        process.stdout.write(
          `${JSON.stringify({ error: { code: error.code, zh: error.zh, en: error.en } })}\n`,
        );
      }
      return error.exitCode;
    }
    process.stderr.write(
      `程序自身出错,请把 log/ 交给维护人员。/ A fault of our own; please hand log/ to the maintainers.\n`,
    );
    process.stderr.write(`${maskFault(error)}\n`);
    return EXIT.fault;
  }
}

/** A fault's text may quote data: digits of numbers and accounts are masked before anybody sees it. */
function maskFault(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.replace(/\d{6}(\d{5,})[\dXx]/g, (number) => `${number.slice(0, 6)}********${number.slice(-4)}`);
}

if (import.meta.main) process.exit(await run(process.argv.slice(2)));
