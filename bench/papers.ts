import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeFileAtomically } from '../storage/atomic-file.ts';
import { act, LETTERHEAD, TO_APPROVAL } from '../tests/documents/worked-case.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../tests/support/sample-office.ts';
import { knownSeconds } from './measure/known-work.ts';

const FOLDER = 'var/bench';
const TICKS_PER_SECOND = 100;

/** `npm run bench -- papers [count]`: so many notices as Word and PDF, numbered, frozen and laid out, by the command line. */
export async function run(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 1000);
  mkdirSync(FOLDER, { recursive: true });
  const sample = openSampleOffice(FOLDER);
  try {
    writeFileAtomically(join(sample.home, 'hedui.yaml'), stringify({ documents: LETTERHEAD }));
    approve(sample, count);
    const [began, before] = [performance.now(), childrenSeconds()];
    const exit = await issueAll(sample.home);
    const seconds = (performance.now() - began) / 1000;
    const cpu_seconds = childrenSeconds() - before;
    const made = papers(sample.home, '.pdf');
    if (exit !== 0 || made !== count || papers(sample.home, '.docx') !== count)
      throw new Error(`only ${made} of ${count} notices were made`);
    const round = (value: number) => Math.round(value * 10) / 10;
    const known_seconds = knownSeconds();
    console.log(
      JSON.stringify({
        ...{ notices: made, seconds: round(seconds), cpu_seconds: round(cpu_seconds) },
        ...{ known_seconds: round(known_seconds), ratio: round(cpu_seconds / known_seconds) },
      }),
    );
  } finally {
    sample.close();
  }
}

function approve(sample: SampleOffice, count: number): void {
  const findings = Array.from({ length: count }, (_, index) =>
    sampleFinding({ person_id: `p${index}`, name: '测试甲', resident_id: '532526195002039979' }),
  );
  const { case_of } = sample.run(findings);
  for (const caseId of case_of.values()) act(sample, caseId, TO_APPROVAL);
}

function issueAll(home: string): Promise<number | null> {
  const words = ['notice', 'issue', '--as', 'li', '--all-approved', '--pdf'];
  const child = spawn(
    process.execPath,
    [...process.execArgv, 'pipelines/cli.ts', '--home', home, '--json', ...words],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return new Promise((resolve) => child.once('close', resolve));
}

function papers(home: string, ending: string): number {
  const folder = join(home, 'documents', String(new Date().getFullYear()));
  return readdirSync(folder).filter((name) => name.endsWith(ending)).length;
}

/** What the processor has spent on children that have ended, where the system tells it. */
function childrenSeconds(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
