import { mkdirSync } from 'node:fs';
import { runKillRounds } from '../tests/reliability/kill-rounds.ts';
import { openSampleOffice } from '../tests/support/sample-office.ts';
import { fillLedger } from './ledger/fill-ledger.ts';
import { measureDecisions } from './ledger/measure-decisions.ts';
import { measureQueue } from './ledger/measure-queue.ts';
import { measureReads } from './ledger/measure-reads.ts';

const FOLDER = 'var/bench';

/** `npm run bench -- ledger [reads|queue|decisions|kill] [cases or rounds]`: how fast and how steady the ledger is. */
export async function run(args: string[]): Promise<void> {
  const [part = 'all', size] = args;
  mkdirSync(FOLDER, { recursive: true });
  if (part === 'all' || part === 'reads') {
    const sample = openSampleOffice(FOLDER);
    try {
      fillLedger(sample, Number(size ?? 100_000));
      measureReads(sample);
    } finally {
      sample.close();
    }
  }
  if (part === 'all' || part === 'queue') {
    const sample = openSampleOffice(FOLDER);
    try {
      // A third is still open: more than any office has, so that the figures err on the safe side.
      fillLedger(sample, Number((part === 'queue' ? size : undefined) ?? 100_000), 3);
      measureQueue(sample);
    } finally {
      sample.close();
    }
  }
  if (part === 'all' || part === 'decisions') {
    const sample = openSampleOffice(FOLDER);
    try {
      measureDecisions(sample);
    } finally {
      sample.close();
    }
  }
  if (part === 'all' || part === 'kill') {
    const sample = openSampleOffice(FOLDER);
    try {
      const began = performance.now();
      const report = await runKillRounds(
        sample,
        Number((part === 'kill' ? size : undefined) ?? 50),
        Math.random,
      );
      console.log(JSON.stringify({ kill: report, seconds: Math.round((performance.now() - began) / 1000) }));
    } finally {
      sample.close();
    }
  }
}
