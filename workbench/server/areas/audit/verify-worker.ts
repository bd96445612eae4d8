import { parentPort, workerData } from 'node:worker_threads';
import { checkCasebook } from '../../../../casework/casebook/rebuild.ts';
import { openLedger } from '../../../../storage/ledger/ledger.ts';
import { verifyChain } from '../../../../storage/ledger/verify-chain.ts';

/** Walks the chain in a thread of its own: a journal of years takes minutes, and nobody else waits for it. */
const ledger = openLedger(String(workerData), { access: 'read' });
try {
  // one moment of the ledger, however much is written meanwhile
  ledger.db.exec('begin');
  const { checked, breaches } = verifyChain(ledger);
  parentPort?.postMessage({ checked, breaches, casebook: null });
  // a broken chain may hold what no fold can read
  const casebook = breaches.length === 0 ? checkCasebook(ledger) : null;
  ledger.db.exec('commit');
  parentPort?.postMessage({ checked, breaches, casebook, is_done: true });
} finally {
  ledger.close();
}
