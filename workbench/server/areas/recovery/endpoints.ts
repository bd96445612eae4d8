import { recordAccess } from '../../../../casework/access-log.ts';
import { totalAccount } from '../../../../casework/bank/account-totals.ts';
import { setLineAside } from '../../../../casework/bank/import-statement.ts';
import { findStatementLine } from '../../../../casework/bank/statement-lines.ts';
import { businessDay } from '../../../../casework/business-day.ts';
import { countDebts, type DebtFilter, listDebts } from '../../../../casework/casebook/list-debts.ts';
import { execute } from '../../../../casework/execute.ts';
import { STATUS_TITLES, STATUSES, type Status } from '../../../../casework/states.ts';
import { recovery as contract } from '../../../contract/recovery.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { notFound, throwRefused } from '../../refused.ts';
import { exportDebts } from './export-debts.ts';
import { presentDebt } from './present-debt.ts';
import { takeStatement } from './take-statement.ts';
import { unclaimedLines } from './unclaimed-lines.ts';

export const implementations = [
  implement(contract.list, ({ desk, user }, { query }) => {
    const { ledger, office } = desk;
    const filter = filterOf(query);
    const { debts, totals } = listDebts(ledger, office.clocks, user, filter, query);
    const today = businessDay(office.now());
    const { assessed_fen, offset_fen, repaid_fen, written_off_fen, refunded_fen, outstanding_fen } = totals;
    return {
      debts: debts.map((debt) => presentDebt(debt, today)),
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
    const { desk, user, via } = asking;
    recordAccess(desk.ledger, desk.office, {
      user: user.user_id,
      via,
      kind: 'ListRead',
      subject: 'receipts',
      detail: { status: 'open' },
    });
    return { lines: unclaimedLines(desk.ledger) };
  }),
  implement(contract.enter, (asking, { params, body }) => {
    const line = findStatementLine(asking.desk.ledger, params.line_id);
    if (line === null) notFound({ zh: '没有这条流水。', en: 'There is no such line.' });
    const { amount_fen, booked_on: on, payer } = line;
    return receive(asking, body.key, body.case_id, {
      amount_fen,
      on,
      channel: 'bank',
      payer,
      bank_line_id: line.line_id,
    });
  }),
  implement(contract.setAside, ({ desk, user, via }, { params, body }) => {
    const asker = { user: user.user_id, via };
    const refusal = setLineAside(desk.ledger, desk.office, asker, params.line_id, body.reason);
    if (refusal !== null) throwRefused(refusal);
    return undefined;
  }),
  implement(contract.takeStatement, async (asking, { query, bytes }) =>
    takeStatement(asking, query.name, await bytes()),
  ),
  implement(contract.receipt, (asking, { body: { key, case_id, ...input } }) =>
    receive(asking, key, case_id, input),
  ),
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

/** Records money in a case; every refusal is the ledger's own. */
function receive({ desk, user, via }: Asking, key: string, caseId: string, input: object) {
  const outcome = execute(desk.ledger, desk.office, {
    key,
    user: user.user_id,
    via,
    case_id: caseId,
    move: 'receipt',
    input,
  });
  if (!outcome.ok) throwRefused(outcome.refusal);
  const { money, status } = outcome.state;
  return { case_id: caseId, outstanding_fen: money.outstanding_fen, status_title: STATUS_TITLES[status] };
}
