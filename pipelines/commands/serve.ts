import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { globalOptions } from '../command.ts';

const WORKBENCH = join(import.meta.dirname, '../../workbench/server/main.ts');

interface Typed {
  port?: string;
  host?: string;
  demo?: true;
  newPasswords?: true;
}

export function register(program: Command): void {
  program
    .command('serve')
    .description('工作台: opens the workbench of this workspace for browsers on the intranet')
    .option('--port <number>', 'port, in place of the one in hedui.yaml')
    .option('--host <address>', 'address to listen on, in place of the one in hedui.yaml')
    .option('--demo', 'of the demonstration: give its invented users passwords and show them, once')
    .option('--new-passwords', 'with --demo: once more')
    .action(async ({ demo, newPasswords, ...places }: Typed, command: Command) => {
      const { home } = globalOptions(command);
      const wished = Object.entries(places).flatMap(([name, value]) => [`--${name}`, value]);
      const shown = [...(demo ? ['--demo'] : []), ...(newPasswords ? ['--new-passwords'] : [])];
      process.exitCode = await runWorkbench(['--home', home, ...wished, ...shown]);
    });
}

/** The workbench is a program of its own, which nothing here imports; it lives as long as this command. */
function runWorkbench(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...NODE_FLAGS, WORKBENCH, ...words], { stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 0));
  });
}
