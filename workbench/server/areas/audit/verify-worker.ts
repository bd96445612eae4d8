import { parentPort, workerData } from 'node:worker_threads';
import { checkCasebook } from '../../../../casework/reads/proof/check-casebook.ts';
import { checkProjections } from '../../../../casework/reads/proof/check-projections.ts';
import { openLedger } from '../../../../storage/ledger/ledger.ts';
import { atOneMoment } from '../../../../storage/ledger/transaction.ts';
import { verifyChain } from '../../../../storage/ledger/verify-chain.ts';

/** Walks the chain in a thread of its own: a journal of years takes minutes, and nobody else waits for it. */
const ledger = openLedger(String(workerData), { access: 'read' });
try {
  await atOneMoment(ledger, () => {
    const { checked, breaches } = verifyChain(ledger);
    parentPort?.postMessage({ checked, breaches, casebook: null });
    // a broken chain may hold what no fold can read
    const casebook = breaches.length === 0 ? checkCasebook(ledger) : null;
    casebook?.differing.push(...checkProjections(ledger).map(({ table, key }) => `${table} ${key}`));
    parentPort?.postMessage({ checked, breaches, casebook, is_done: true });
  });
} finally {
  ledger.close();
}
