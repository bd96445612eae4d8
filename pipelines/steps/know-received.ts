import {
  compareReceived,
  enteredFiles,
  enterReceived,
  STRANGE,
} from '../../casework/inputs/known-received.ts';
import type { Office } from '../../casework/office.ts';
import { loadReceipts, mendReceipts, type Receipt } from '../../reading/receiving/receipt.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { Progress } from '../progress.ts';

/** Consumes the folder of received files; leaves in the chain what arrived, and says what is not there as it once arrived. */
export function knowReceived(
  ledger: Ledger,
  office: Office,
  { received }: Workspace,
  asOf: string,
  progress: Progress,
): Receipt[] {
  const receipts = loadReceipts(received);
  const entered = enteredFiles(ledger);
  for (const { name, how } of compareReceived(entered, receipts)) {
    const { zh, en } = STRANGE[how];
    if (how !== 'unknown') progress.note(`收到的文件“${name}”${zh} / the received file "${name}" ${en}`);
  }
  enterReceived(ledger, office, asOf, receipts, entered);
  for (const { name } of mendReceipts(received, receipts)) {
    progress.note(`“${name}”的收条损坏，已按副本重写 / the receipt of "${name}" is damaged; written again`);
  }
  return receipts;
}
