import { type ChildProcess, type ChildProcessByStdio, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { Refused } from './refused.ts';
import { Turns } from './turns.ts';

const CLI = join(import.meta.dirname, '../../pipelines/cli.ts');

/** What stays a process of its own: its engine stands in pipelines, which nobody imports. Besides what is done aside nothing else is started. */
export type StartedVerb =
  // a night may take all memory, be killed or die, and the workbench serves on
  | 'nightly'
  // puts a whole roster through the steps of a night
  | 'precheck'
  // tries a rule with other values beside the published build
  | 'rules'
  // asks the rules of one night over the data of another
  | 'nights'
  // asks the rules again, over the published build or as everything stood on a day
  | 'recompute'
  // puts together what the office knows as if a word were explained
  | 'words'
  // the same as if a file were read by other columns
  | 'columns'
  // the same as if somebody had said which of two files counts
  | 'deliveries'
  // links two lists by the engine that links people
  | 'compare';

/** Starts a verb of the command line as a process of its own; a night that dies does not take the workbench along. */
export function startVerb(
  home: string,
  words: readonly [StartedVerb, ...string[]],
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [...NODE_FLAGS, CLI, '--home', home, '--json', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
}

/** Starts what is done aside (`aside.ts`): a file that breaks its reader does not take the workbench along. */
export function startAside(heapMegabytes: number): ChildProcess {
  return fork(join(import.meta.dirname, 'aside-process.ts'), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // dates and bytes stay what they are
    serialization: 'advanced',
  });
}

/** Each puts a county together or links two lists of it; a night, of which there is one, does not wait for them. */
const verbs = new Turns({ atOnce: 2, mostWaiting: 30 });

/** Runs a verb to its end, in its turn, hears what it says of its progress, and reads its one object; what it refuses is refused here in the same words. */
export function runVerb<Answer>(
  home: string,
  words: readonly [StartedVerb, ...string[]],
  hear: (note: string) => void = () => {},
): Promise<Answer> {
  return verbs.take(() => runNow(home, words, hear));
}

async function runNow<Answer>(
  home: string,
  words: readonly [StartedVerb, ...string[]],
  hear: (note: string) => void,
): Promise<Answer> {
  const child = startVerb(home, words);
  child.stderr.on('data', (chunk: Buffer) => {
    // what it says of its progress comes a line at a time
    for (const [, note] of chunk.toString('utf8').matchAll(/^\{"note":"(.+)"\}$/gm)) hear(note ?? '');
  });
  const [out, err, code] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  ]);
  const answer = out.trim() === '' ? null : (JSON.parse(out) as Answer & { error?: RefusedVerb });
  if (answer?.error !== undefined) throw new Refused(answer.error.code, answer.error.zh, answer.error.en);
  if (answer === null)
    throw new Error(`${words[0]} ended with ${code} and said nothing: ${err.slice(-2000)}`);
  return answer;
}

interface RefusedVerb {
  code: string;
  zh: string;
  en: string;
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
