import type { Command } from 'commander';

/** What every verb gets: the options that stand before or after any verb. */
export interface GlobalOptions {
  /** The workspace folder of one office. */
  home: string;
  /** One machine-readable object on standard output, everything else on standard error. */
  json: boolean;
}

/**
 * One verb of the command line: a file in `pipelines/commands/` that exports `register`.
 * The action returns the exit code, or throws a `Refusal`.
 */
export interface VerbModule {
  register(program: Command): void;
}

export function globalOptions(command: Command): GlobalOptions {
  const options = command.optsWithGlobals();
  return { home: String(options.home ?? 'var'), json: options.json === true };
}

/** Prints the verb's result: the JSON object alone with `--json`, else the lines for people. */
export function printResult(options: GlobalOptions, result: unknown, lines: readonly string[]): void {
  if (options.json) process.stdout.write(`${JSON.stringify(result, jsonValue)}\n`);
  else for (const line of lines) process.stdout.write(`${line}\n`);
}

function jsonValue(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
