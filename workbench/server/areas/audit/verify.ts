import { Worker } from 'node:worker_threads';
import { ledgerPath } from '../../../../casework/office.ts';
import type { CasebookCheck } from '../../../../casework/reads/proof/check-casebook.ts';
import type { ChainBreach } from '../../../../storage/ledger/verify-chain.ts';
import type { Verification } from '../../../contract/audit.ts';
import type { Send } from '../../implement.ts';

const TICK_MS = 500;
const BREACHES_TOLD = 50;

interface Message {
  checked: number;
  breaches: ChainBreach[];
  casebook: CasebookCheck | null;
  is_done?: boolean;
}

/** Verifies the chain and tells the page that it is still at it; whoever goes away stops nothing but their own page. */
export async function verifyLive(home: string, records: number, send: Send): Promise<Verification> {
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10;
  await send('begun', { records });
  const ticking = setInterval(() => void send('working', { records, seconds: seconds() }), TICK_MS);
  try {
    const { checked, breaches, casebook } = await walk(home, (message) =>
      send('chain', { checked: message.checked, breaches: message.breaches.length }),
    );
    return {
      checked,
      breaches: breaches.slice(0, BREACHES_TOLD),
      breach_count: breaches.length,
      differing_cases: casebook === null ? null : casebook.differing.length + (casebook.totals_tie ? 0 : 1),
      seconds: seconds(),
    };
  } finally {
    clearInterval(ticking);
  }
}

function walk(home: string, told: (message: Message) => unknown): Promise<Message> {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: ledgerPath(home) });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.is_done) resolve(message);
      else told(message);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread of the verification has ended')));
  });
}
