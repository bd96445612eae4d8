import type { CaseEvent } from '../../casework/case-events.ts';
import type { CaseState } from '../../casework/case-state.ts';
import type { IssuedDocument } from '../../casework/documents/issued-document.ts';
import { formatYuan } from '../../core/money.ts';
import type { PrintBlock, PrintPage } from '../../reports/notices/pdf/page.ts';

/** What a paper says against what the events say: each line is a contradiction. */
export function contradictions(
  text: string,
  rows: readonly string[][],
  {
    state,
    events,
    documents,
  }: { state: CaseState; events: readonly CaseEvent[]; documents: readonly IssuedDocument[] },
): string[] {
  const { money } = state;
  const happened = (type: string) => events.some((event) => event.type === type);
  const wrong: string[] = [];
  const says = (pattern: RegExp) => pattern.test(text);
  const ensure = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  ensure(!says(/未申请行政复议|未提起行政诉讼/) || !happened('ReviewOpened'), 'says there was no review');
  ensure(!says(/经过复议或者诉讼/) || happened('ReviewOpened'), 'says there was a review');
  ensure(!says(/维持原决定/) || happened('ReviewUpheld'), 'says a decision was upheld');
  const reminders = documents.filter(({ kind }) => kind === 'reminder');
  ensure(!says(/我单位于.*作出《催告书》/) || reminders.length > 0, 'names a reminder');
  ensure(
    !says(/作出《催告书》（[^）]*），于/) || reminders.some(({ served }) => served !== null),
    'reminder served',
  );
  ensure(!says(/款项由|，由[^，。]*）领取/) || state.debtor.evidence !== null, 'says who drew the money');
  ensure(!says(/已于[^。，]*送达/) || happened('NoticeServed'), 'says the notice was served');
  ensure(!says(/已于.*告知您陈述/) || happened('HearingOffered'), 'says a hearing was offered');
  ensure(!says(/陈述和申辩：/) || happened('StatementTaken'), 'tells a statement');
  ensure(!says(/核销审批表/) || money.written_off_fen > 0, 'tells a write-off');
  ensure(!says(/拟核定/) || !happened('StepApproved'), 'says that is proposed which was signed');
  ensure(!says(/双方约定过?分期/) || happened('InstalmentsAgreed'), 'says instalments were agreed');
  ensure(!says(/已归还和抵扣明细/) || money.repaid_fen + money.offset_fen > 0, 'attaches what nobody paid');
  ensure(
    !says(/约定分期时乙方应退回/) ||
      says(/其中尚应退回/) ||
      says(new RegExp(`约定分期时乙方应退回${formatYuan(money.outstanding_fen)}元`)),
    'tells of instalments and not what is left of them',
  );
  ensure(!says(/零元整/) || money.outstanding_fen <= 0, 'names nothing as owed');
  ensure(!says(/责令您于.*退回0\.00元/), 'orders to pay nothing');
  const paid = state.back_payments.at(-1)?.paid ?? null;
  ensure(!says(/补发[\d,.]+元/) || state.back_payments.length > 0, 'tells a back payment that nobody signed');
  ensure(!says(/已于.*支付，方式/) || paid !== null, 'says that the person was paid');
  ensure(!says(/将在支付后/) || paid === null, 'says that the person is still to be paid');
  ensure(!(says(/应当补发/) && says(/应退回|责令/)), 'claims and pays back on one paper');
  for (const [, amount] of text.matchAll(/补发([\d,.]+)元（大写/g))
    ensure(amount === formatYuan(state.back_payments.at(-1)?.amount_fen ?? 0), `back payment ${amount}`);
  for (const [, amount] of text.matchAll(/已归还([\d,.]+)元/g))
    ensure(amount === formatYuan(money.repaid_fen), `repaid ${amount}`);
  for (const [, amount] of text.matchAll(/已抵扣([\d,.]+)元/g))
    ensure(amount === formatYuan(money.offset_fen), `offset ${amount}`);
  for (const [, amount] of text.matchAll(/(?:执行标的|尚有|尚应退回|尚未退回)([\d,.]+)元/g))
    ensure(amount === formatYuan(Math.max(0, money.outstanding_fen)), `outstanding ${amount}`);
  ensure(money.repaid_fen === 0 || !says(/没有归还|也未退回/), 'says nothing was repaid');
  for (const table of [rows.filter((row) => row.length === 4), rows.filter((row) => row.length === 7)]) {
    const total = table.find(([first]) => first === '合计');
    const body = table.filter(([first]) => first !== '合计' && !/序号|所属月/.test(first ?? ''));
    if (total === undefined) continue;
    const sum = body.reduce((all, row) => all + fenOf(row.at(-1) ?? ''), 0);
    ensure(fenOf(total.at(-1) ?? '') === sum, `a table adds up to ${sum}, its last row says ${total.at(-1)}`);
  }
  return wrong;
}

const fenOf = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 100);

const plain = (block: PrintBlock): string =>
  block.type === 'paragraph' ? block.runs.map(({ text }) => text).join('') : '';
/** A paper as lines of text, and its tables as rows of cells. */
export const textOf = ({ body }: PrintPage): string => body.map(plain).join('\n');
export const rowsOf = ({ body }: PrintPage): string[][] =>
  body.flatMap((block) =>
    block.type === 'table'
      ? block.rows.map(({ cells }) => cells.map((cell) => cell.map(plain).join('')))
      : [],
  );
