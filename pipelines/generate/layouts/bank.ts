import { linesPaidIn } from '../bulk.ts';
import { dateIn, monthsFromTo } from '../calendar.ts';
import { type County, EARLIEST_PLANTED_MONTH } from '../county.ts';
import { formOf } from '../form.ts';
import { type Beneficiary, lineTotal, type RosterLine } from '../model.ts';
import type { FilePlan } from '../sheet.ts';
import { date, moneyCells, monthCells, textCells } from './columns.ts';

interface Order {
  person: Beneficiary;
  line: RosterLine;
  place: number;
}

/** The bank answers for the months in which something came back; a large one sends back only what failed. */
export function* bankPlans(
  county: County,
  people: readonly Beneficiary[],
  isFailuresOnly: boolean,
): Generator<FilePlan<Order>> {
  const planted = people.filter((person) => person.lines !== null);
  for (const paid_month of monthsFromTo(
    Math.min(county.first_month, EARLIEST_PLANTED_MONTH),
    county.last_month,
  )) {
    const hasReturn = planted.some((person) => linesPaidIn(person, paid_month).some(cameBack));
    if (!hasReturn) continue;
    yield {
      name: `农信社代发回盘_${paid_month}`,
      source: 'bank-return',
      format: 'pipe-gbk',
      form: formOf('compact', 'compact', 'plain'),
      columns: [
        textCells('批次号', () => `DF${paid_month}01`),
        textCells('流水号', (row) => String(row.place).padStart(6, '0')),
        textCells('账号', (row) => row.line.account ?? row.person.account),
        textCells('户名', (row) => row.person.holder),
        textCells('证件号码', (row) => row.line.resident_id ?? row.person.roster_id),
        monthCells('发放年月', (row) => row.line.paid_month),
        moneyCells('金额', (row) => lineTotal(row.line)),
        textCells('处理结果', (row) => (cameBack(row.line) ? '失败' : '成功')),
        textCells('失败原因', (row) => reasonOf(row.line)),
        date('处理日期', () => dateIn(paid_month, 15)),
      ],
      rows: orders(isFailuresOnly ? planted : people, paid_month, isFailuresOnly),
      dress: {},
    };
  }
}

function* orders(
  people: readonly Beneficiary[],
  paid_month: number,
  isFailuresOnly: boolean,
): Generator<Order> {
  let place = 0;
  for (const person of people) {
    for (const line of linesPaidIn(person, paid_month)) {
      // what was never ordered has no answer; a reversal is the fund's own entry
      if (line.state === '待支付' || line.state === '暂停发放' || line.state === '已冲销') continue;
      if (isFailuresOnly && !cameBack(line)) continue;
      place += 1;
      yield { person, line, place };
    }
  }
}

function cameBack(line: RosterLine): boolean {
  return line.bank_reason !== undefined || line.state === '支付失败' || line.state === '退票';
}

function reasonOf(line: RosterLine): string {
  return cameBack(line) ? (line.bank_reason ?? '账户状态异常') : '';
}
