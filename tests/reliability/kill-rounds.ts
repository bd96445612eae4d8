import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkCasebook } from '../../casework/reads/proof/check-casebook.ts';
import { verifyChain } from '../../storage/ledger/verify-chain.ts';
import { bringToService, type SampleOffice, sampleFinding } from '../support/sample-office.ts';

const WRITERS = 4;
/** Enough that no case grows a history nobody has: a command folds the whole of it. */
const CASES = 400;
const START_LIMIT_MS = 120_000;
const AMOUNT_FEN = 100;

export interface KillReport {
  rounds: number;
  acknowledged: number;
  recorded: number;
  /** Acknowledged receipts that are not in the ledger. */
  lost: number;
  /** Receipts in the ledger more than once under one key. */
  doubled: number;
  breaches: number;
  casebook_differs: number;
  /** Money in the cases less money in the events, in fen. */
  money_gap_fen: number;
}

/** Starts four writers, kills all of them without warning at a random moment, looks at the ledger, and again. */
export async function runKillRounds(
  sample: SampleOffice,
  rounds: number,
  random: () => number,
): Promise<KillReport> {
  const findings = Array.from({ length: CASES }, (_, n) => sampleFinding({ person_id: `k${n}` }));
  const cases = [...sample.run(findings).case_of.values()];
  for (const caseId of cases) bringToService(sample, caseId);
  const next = new Array<number>(WRITERS).fill(0);
  for (let round = 0; round < rounds; round += 1) {
    await oneRound(sample.home, next, cases, random);
    // A killed process may leave the log behind; whoever opens next must find everything in it.
    const { breaches } = verifyChain(sample.ledger);
    if (breaches.length > 0)
      throw new Error(`round ${round}: the chain is broken at record ${breaches[0]?.seq}`);
  }
  return report(sample, rounds, next);
}

async function oneRound(home: string, next: number[], cases: string[], random: () => number): Promise<void> {
  const script = join(import.meta.dirname, 'writer.ts');
  const writers = next.map((first, n) => {
    const child = spawn(process.execPath, [script, home, `w${n}`, String(first), ...cases], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    listen(child, (acknowledged) => {
      next[n] = acknowledged + 1;
    });
    return child;
  });
  try {
    const started = Promise.all(writers.map((child) => once(child.stdout ?? child, 'data')));
    await Promise.race([started, wait(START_LIMIT_MS)]);
    await wait(Math.floor(random() * 200));
  } finally {
    await Promise.all(
      writers.map(async (child) => {
        const closed = once(child, 'close');
        child.kill('SIGKILL');
        await closed;
      }),
    );
  }
}

/** Reads the acknowledged numbers; the last line counts only when it came whole. */
function listen(child: ChildProcess, acknowledge: (n: number) => void): void {
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) acknowledge(Number(line));
  });
}

function report(sample: SampleOffice, rounds: number, next: readonly number[]): KillReport {
  const { db } = sample.ledger;
  const find = db.prepare('select 1 from command where key = ?');
  let lost = 0;
  next.forEach((count, writer) => {
    for (let n = 0; n < count; n += 1) if (find.get(`w${writer}-${n}`) === undefined) lost += 1;
  });
  const recorded = Number(
    db.prepare(`select count(*) as n from event where type = 'ReceiptRecorded'`).get()?.n,
  );
  const keys = Number(db.prepare(`select count(*) as n from command where key glob 'w*'`).get()?.n);
  const casebook = checkCasebook(sample.ledger);
  const repaid = db.prepare('select sum(repaid_fen) as fen from case_state').get();
  return {
    rounds,
    acknowledged: next.reduce((sum, count) => sum + count, 0),
    recorded,
    lost,
    doubled: recorded - keys,
    breaches: verifyChain(sample.ledger).breaches.length,
    casebook_differs: casebook.differing.length + Number(!casebook.totals_tie),
    money_gap_fen: Number(repaid?.fen) - recorded * AMOUNT_FEN,
  };
}
