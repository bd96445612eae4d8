import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../core/node-flags.ts';

export interface Measured {
  seconds: number;
  /** Processor seconds of the process and all it started, as last seen before its end. */
  cpuSeconds: number;
  /** The most memory that it and its children held at one time. */
  peakMb: number;
  stdout: string;
}

const CLI = join(import.meta.dirname, '../../pipelines/cli.ts');

/** Runs the command line in a process of its own. */
export function measureCli(args: readonly string[]): Promise<Measured> {
  return measureNode([CLI, ...args]);
}

/** Runs a file of ours in a process of its own, and looks at it and its children twenty times a second. */
export async function measureNode(args: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let peakBytes = 0;
  let cpuSeconds = 0;
  child.stdout.on('data', (piece) => {
    stdout += piece;
  });
  child.stderr.on('data', (piece) => {
    stderr += piece;
  });
  const watch = setInterval(() => {
    const { bytes, seconds } = costOfTree(child.pid ?? 0);
    peakBytes = Math.max(peakBytes, bytes);
    cpuSeconds = Math.max(cpuSeconds, seconds);
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0 && code !== 3)
    throw new Error(`${args.join(' ')} ended with ${code}\n${stderr.slice(-2000)}${stdout.slice(-2000)}`);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds,
    peakMb: peakBytes / 1024 ** 2,
    stdout,
  };
}

/** Ticks a second in which Linux counts processor time. */
const TICKS = 100;

/** Resident memory and processor time of a process and its children, those that have ended included. */
export function costOfTree(pid: number): { bytes: number; seconds: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const own = {
      bytes: Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096,
      // its own time, and that of the children it has waited for
      seconds: [11, 12, 13, 14].reduce((sum, field) => sum + Number(stat[field]), 0) / TICKS,
    };
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ');
      for (const child of children.filter((text) => text !== '')) {
        const { bytes, seconds } = costOfTree(Number(child));
        own.bytes += bytes;
        own.seconds += seconds;
      }
    }
    return own;
  } catch {
    return { bytes: 0, seconds: 0 };
  }
}
