import { proposeMatches } from '../../../../casework/bank/propose-match.ts';
import { findCase } from '../../../../casework/reads/cases/list-cases.ts';
import { maskAccount, maskName, maskText } from '../../../../core/mask.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import type { UnclaimedLine } from '../../../contract/recovery.ts';

/** The lines that wait for the cashier, each with its proposal and why. */
export function unclaimedLines(ledger: Ledger): UnclaimedLine[] {
  const shown = (caseId: string) => {
    const found = findCase(ledger, caseId);
    return {
      case_id: caseId,
      debtor_name: maskName(found?.debtor_name ?? ''),
      outstanding_fen: found?.outstanding_fen ?? 0,
    };
  };
  return proposeMatches(ledger).map(({ line, case_id, is_sure, zh, en, candidates }) => {
    const one = case_id === null ? null : shown(case_id);
    return {
      line_id: line.line_id,
      booked_on: line.booked_on,
      amount_fen: line.amount_fen,
      payer: maskName(line.payer),
      payer_account: line.payer_account === null ? null : maskAccount(line.payer_account).slice(-4),
      remark: maskText(line.remark.replaceAll(line.payer, maskName(line.payer))),
      proposed: one === null ? null : { ...one, is_sure },
      why: { zh, en },
      candidates: candidates.slice(0, 20).map(shown),
    };
  });
}
