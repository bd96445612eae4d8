import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { globalOptions } from '../command.ts';

const WORKBENCH = join(import.meta.dirname, '../../workbench/server/main.ts');

export function register(program: Command): void {
  program
    .command('serve')
    .description('工作台: opens the workbench of this workspace for browsers on the intranet')
    .option('--port <number>', 'port, in place of the one in hedui.yaml')
    .option('--host <address>', 'address to listen on, in place of the one in hedui.yaml')
    .action(async (options: { port?: string; host?: string }, command: Command) => {
      const { home } = globalOptions(command);
      const wished = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
      process.exitCode = await runWorkbench(['--home', home, ...wished]);
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
