import { enterLine } from '../../../../casework/bank/enter-line.ts';
import { setLineAside, takeLineBack } from '../../../../casework/bank/import-statement.ts';
import { splitLine } from '../../../../casework/bank/split-line.ts';
import { businessDay } from '../../../../casework/business-day.ts';
import type { CaseState } from '../../../../casework/case-state.ts';
import { totalAccount } from '../../../../casework/reads/money/account-totals.ts';
import { countDebts, type DebtFilter, listDebts } from '../../../../casework/reads/money/list-debts.ts';
import { STATUS_TITLES, STATUSES, type Status } from '../../../../casework/states.ts';
import { recovery as contract } from '../../../contract/recovery.ts';
import { carryOutAsked } from '../../carry-out.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { debtAnswer } from './debt-answer.ts';
import { exportDebts } from './export-debts.ts';
import { findPayable } from './find-payable.ts';
import { listUnconfirmed } from './list-unconfirmed.ts';
import { settledLines } from './settled-lines.ts';
import { takeBankStatement } from './take-statement.ts';
import { unclaimedLines } from './unclaimed-lines.ts';

export const implementations = [
  implement(contract.list, ({ desk, user }, { query }) => {
    const { ledger, office } = desk;
    const filter = filterOf(query);
    const { debts, totals } = listDebts(ledger, office.clocks, user, filter, query);
    const today = businessDay(office.now());
    const { assessed_fen, offset_fen, repaid_fen, written_off_fen, refunded_fen, outstanding_fen } = totals;
    return {
      debts: debts.map((debt) => debtAnswer(debt, today)),
      totals,
      difference_fen:
        assessed_fen - offset_fen - repaid_fen - written_off_fen + refunded_fen - outstanding_fen,
      counts: countDebts(ledger, user, { township: filter.township }),
    };
  }),
  implement(contract.account, ({ desk }, { query }) => {
    const totals = totalAccount(desk.ledger, query.from ?? null, query.to ?? null);
    const { received, entered, open, set_aside } = totals;
    return {
      ...totals,
      difference_fen: received.amount_fen - entered.amount_fen - open.amount_fen - set_aside.amount_fen,
    };
  }),
  implement(contract.lines, (asking) => {
    recordListRead(asking, 'open');
    return { lines: unclaimedLines(asking.desk.ledger) };
  }),
  implement(contract.find, ({ desk, user }, { body }) => ({ cases: findPayable(desk, user, body.text) })),
  implement(contract.enter, ({ desk, user, via }, { params, body }) => {
    const outcome = enterLine(desk.ledger, desk.office, { ...params, ...body, user: user.user_id, via });
    if (!outcome.ok) throwRefused(outcome.refusal);
    return entered(outcome.state);
  }),
  implement(contract.split, ({ desk, user, via }, { params, body }) => {
    const request = { ...body, user: user.user_id, via, line_id: params.line_id };
    const outcome = splitLine(desk.ledger, desk.office, request);
    if (!outcome.ok) throwRefused(outcome.refusal);
    const entered = outcome.entered.map(({ case_id, amount_fen, outstanding_fen }) => ({
      case_id,
      amount_fen,
      outstanding_fen,
    }));
    return { entered, waiting: outcome.waiting.length };
  }),
  implement(contract.setAside, ({ desk, user, via }, { params, body }) => {
    const asker = { user: user.user_id, via };
    const refusal = setLineAside(desk.ledger, desk.office, asker, params.line_id, body.reason);
    if (refusal !== null) throwRefused(refusal);
    return undefined;
  }),
  implement(contract.settled, (asking, { query }) => {
    recordListRead(asking, query.fate);
    return { lines: settledLines(asking.desk.ledger, query.fate) };
  }),
  implement(contract.takeBack, ({ desk, user, via }, { params, body }) => {
    const asker = { user: user.user_id, via };
    const refusal = takeLineBack(desk.ledger, desk.office, asker, params.line_id, body.reason);
    if (refusal !== null) throwRefused(refusal);
    return undefined;
  }),
  implement(contract.takeStatement, async (asking, { query, bytes }) =>
    takeBankStatement(asking, query.name, await bytes()),
  ),
  implement(contract.receipt, (asking, { body: { key, case_id, ...input } }) =>
    entered(carryOutAsked(asking, { key, case_id, move: 'receipt', input })),
  ),
  implement(contract.unconfirmed, (asking, { query }) => {
    recordListRead(asking, 'unconfirmed');
    return listUnconfirmed(asking, query.limit);
  }),
  implement(contract.confirm, (asking, { body: { key, case_id, entry_id } }) => {
    carryOutAsked(asking, { key, case_id, move: 'confirm-receipt', input: { entry_id } });
    return undefined;
  }),
  implement(contract.export, (asking, { body }) => exportDebts(asking, filterOf(body), body.reason)),
];

function filterOf(query: {
  view: DebtFilter['view'];
  township?: string | undefined;
  status?: string | undefined;
}): DebtFilter {
  const status = STATUSES.find((one) => one === query.status) as Status | undefined;
  return { view: query.view, township: query.township, status };
}

/** Whoever reads what came into the account is written down: payers stand in it. */
function recordListRead(asking: Asking, status: string): void {
  asking.letOut({
    kind: 'ListRead',
    subject: 'receipts',
    detail: { status },
  });
}

/** What a receipt left open in its case. */
function entered({ case_id, money, status }: CaseState) {
  return { case_id, outstanding_fen: money.outstanding_fen, status_title: STATUS_TITLES[status] };
}
