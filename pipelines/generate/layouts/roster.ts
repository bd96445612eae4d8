import { addMonths, monthOfYear, yearOf } from '../../../core/month.ts';
import { linesPaidIn } from '../bulk.ts';
import { monthsFromTo } from '../calendar.ts';
import { type County, EARLIEST_PLANTED_MONTH } from '../county.ts';
import { type DateStyle, formOf, type MoneyStyle, type MonthStyle, type WrittenCell } from '../form.ts';
import { type Beneficiary, lineTotal, type Paid } from '../model.ts';
import type { Dress, FilePlan, Format, WrittenColumn } from '../sheet.ts';
import { moneyCells, monthCells, rareMoney, serial, textCells } from './columns.ts';

const DETAIL = '待遇明细';

interface Look {
  format: Format;
  months: MonthStyle;
  money: MoneyStyle;
  dress: Dress;
  isTwoLine?: boolean;
  hasNoState?: boolean;
  hasBlankColumns?: boolean;
  repeatsHeader?: boolean;
  /** The county whose roster it is, where it says so. */
  place?: string;
  idHeader?: string;
  /** A header cell with a line break inside, as word-wrapped headers are exported. */
  breaksHeader?: boolean;
}

const SIGNED = { hasTotal: true, footer: ['制表人：方丽     审核：陈建国     单位负责人：'] } as const;
const UNREADABLE = [
  { 姓名: '待核实', 基础养老金: '见附表', 个人账户养老金: '见附表', 合计: '见附表', 发放状态: '待支付' },
] as const;

/** One look for each month of the year: every office habit comes round once. */
const LOOKS: Record<number, Look> = {
  1: { format: 'xlsx', months: 'number', money: 'number', isTwoLine: true, dress: SIGNED },
  2: { format: 'csv-bom', months: 'dash', money: 'plain', hasNoState: true, dress: {} },
  3: {
    format: 'xls',
    months: 'dot',
    money: 'number',
    dress: { ...SIGNED, notes: ['本表由发放系统导出。', '金额单位：元。'] },
  },
  4: { format: 'pipe-gbk', months: 'compact', money: 'plain', dress: {} },
  5: { format: 'html-xls', months: 'dash', money: 'comma', dress: SIGNED },
  6: {
    format: 'xlsx',
    months: 'slash',
    money: 'number',
    hasBlankColumns: true,
    dress: { hasTotal: true, sheets: ['城区片', '坝区片', '山区片'], hasHiddenSheet: true },
  },
  7: {
    format: 'csv',
    months: 'chinese',
    money: 'yuan',
    idHeader: '公民身份号码',
    breaksHeader: true,
    dress: { hasTotal: true },
  },
  8: { format: 'tab-gbk', months: 'dot', money: 'comma', dress: { spoilt: UNREADABLE } },
  9: { format: 'xlsx', months: 'chinese', money: 'plain', repeatsHeader: true, dress: SIGNED },
  10: { format: 'tab-xls', months: 'compact', money: 'plain', dress: {} },
  11: { format: 'csv-gbk', months: 'dot', money: 'comma', idHeader: '证件号码', dress: { hasTotal: true } },
  12: {
    format: 'xlsx',
    months: 'dash',
    money: 'number',
    isTwoLine: true,
    hasBlankColumns: true,
    dress: { ...SIGNED, notes: ['说明：含补发。'] },
  },
};

const PLAIN_FORMATS: readonly Format[] = ['csv', 'csv-bom', 'pipe-gbk'];

export function* rosterPlans(
  county: County,
  people: readonly Beneficiary[],
  isPlain: boolean,
): Generator<FilePlan<Paid>> {
  const before = addMonths(county.first_month, -1);
  if (EARLIEST_PLANTED_MONTH <= before) yield supplement(county, people, EARLIEST_PLANTED_MONTH, before);
  for (const paid_month of monthsFromTo(county.first_month, county.last_month)) {
    const look = LOOKS[monthOfYear(paid_month)];
    if (look === undefined) throw new Error(`no look for ${paid_month}`);
    const label = `${yearOf(paid_month)}年${monthOfYear(paid_month)}月`;
    const shape: Look = isPlain
      ? {
          ...look,
          format: PLAIN_FORMATS[paid_month % 3] ?? 'csv',
          isTwoLine: false,
          hasBlankColumns: false,
          breaksHeader: false,
          dress: {},
        }
      : look;
    const rows = () => paidIn(people, paid_month);
    yield plan(`${label}城乡居民养老保险待遇发放花名册`, { ...shape, ...placeOf(county) }, rows, label);
  }
}

/** Rosters name the county once those of another one are there too. */
const placeOf = ({ elsewhere }: County): Pick<Look, 'place'> =>
  elsewhere.length === 0 ? {} : { place: '弥勒市' };

/** What another county of the prefecture paid, month by month. */
export function* rostersElsewhere({ elsewhere }: County): Generator<FilePlan<Paid>> {
  const look: Look = { format: 'csv', months: 'compact', money: 'plain', place: '建水县', dress: {} };
  const months = new Set(elsewhere.map(({ line }) => line.paid_month));
  for (const paid_month of [...months].sort()) {
    const rows = () => elsewhere.filter(({ line }) => line.paid_month === paid_month);
    yield plan(`建水县${paid_month}待遇发放花名册`, look, rows, null);
  }
}

/** Whoever the main roster of a month left out, paid with it but on a list of its own. */
export function* supplementaryPlans(
  county: County,
  people: readonly Beneficiary[],
): Generator<FilePlan<Paid>> {
  const look: Look = { format: 'csv', months: 'compact', money: 'plain', dress: {} };
  for (const paid_month of monthsFromTo(county.first_month, county.last_month)) {
    const rows = function* (): Generator<Paid> {
      for (const person of people) {
        for (const line of linesPaidIn(person, paid_month)) if (line.is_supplementary) yield { person, line };
      }
    };
    yield plan(`${paid_month}漏发人员补充发放明细`, look, rows, null);
  }
}

/** Months before the county is watched, for the few whom a plant reaches back for. */
function supplement(
  county: County,
  people: readonly Beneficiary[],
  from: number,
  to: number,
): FilePlan<Paid> {
  const planted = people.filter((person) => person.lines !== null);
  const rows = function* (): Generator<Paid> {
    for (const paid_month of monthsFromTo(from, to)) yield* paidIn(planted, paid_month);
  };
  const look: Look = {
    ...{ format: 'csv-bom', months: 'compact', money: 'plain', dress: {} },
    ...placeOf(county),
  };
  return plan(`${from}至${to}待遇发放明细（补录）`, look, rows, null);
}

function plan(name: string, look: Look, rows: () => Iterable<Paid>, label: string | null): FilePlan<Paid> {
  const isBook = look.format === 'xlsx' || look.format === 'xls' || look.format === 'html-xls';
  const dates: DateStyle = 'iso';
  return {
    name,
    source: 'payout-roster',
    format: look.format,
    form: formOf(dates, look.months, look.money),
    columns: columnsOf(look),
    rows: look.hasNoState ? settledOnly(rows()) : rows(),
    dress: {
      ...look.dress,
      ...(isBook && label !== null
        ? { title: ['弥勒市城乡居民基本养老保险待遇发放花名册', `${label}    单位：元`] }
        : {}),
    },
  };
}

function* paidIn(people: readonly Beneficiary[], paid_month: number): Generator<Paid> {
  for (const person of people) {
    for (const line of linesPaidIn(person, paid_month)) {
      if (!line.is_supplementary) yield { person, line };
    }
  }
}

/** A roster without a state column says that everything on it was paid. */
function* settledOnly(rows: Iterable<Paid>): Generator<Paid> {
  for (const row of rows) {
    if (row.line.state !== '已支付')
      throw new Error(`${row.person.key} is unsettled in a roster without states`);
    yield row;
  }
}

/** A number that a spreadsheet has cut to fifteen digits stands in a workbook as the number it became. */
function idCell({ person, line }: Paid, format: Format): WrittenCell {
  const id = line.resident_id ?? person.roster_id;
  return format === 'xlsx' && /^\d{15}000$/.test(id) ? Number(id) : id;
}

function columnsOf(look: Look): WrittenColumn<Paid>[] {
  const group = look.isTwoLine ? DETAIL : undefined;
  const blank: WrittenColumn<Paid>[] = look.hasBlankColumns ? [textCells('', () => '')] : [];
  const remark = textCells<Paid>('备注', (row) =>
    row.person.guardian === ''
      ? (row.line.remark ?? row.person.remark)
      : `${row.person.remark}：${row.person.guardian}`,
  );
  const { place } = look;
  return [
    serial(),
    ...(place === undefined ? [] : [textCells<Paid>('统筹区', () => place)]),
    textCells('乡镇', (row) => row.person.township),
    textCells('村', (row) => row.person.village),
    textCells('姓名', (row) => row.person.roster_name),
    textCells(look.idHeader ?? '身份证号', (row) => idCell(row, look.format)),
    ...blank,
    monthCells('待遇所属期', (row) => row.line.month),
    monthCells('发放年月', (row) => row.line.paid_month),
    moneyCells('基础养老金', (row) => row.line.basic_fen, group),
    moneyCells('65岁以上加发', (row) => row.line.age_fen, group),
    rareMoney('长缴加发', (row) => row.line.long_fen, group),
    moneyCells(
      look.breaksHeader ? '个人账户\n养老金' : '个人账户养老金',
      (row) => row.line.account_fen,
      group,
    ),
    rareMoney('重度残疾养老补助', (row) => row.line.disability_fen, group),
    rareMoney('补发金额', (row) => row.line.arrears_fen, group),
    textCells('补发月数', (row) => (row.line.arrears_months === 0 ? '' : row.line.arrears_months)),
    moneyCells('合计', (row) => lineTotal(row.line)),
    ...blank,
    textCells('银行账号', (row) => row.line.account ?? row.person.account),
    textCells('户名', (row) => row.person.holder),
    ...(look.hasNoState ? [] : [textCells<Paid>('发放状态', (row) => row.line.state_word ?? row.line.state)]),
    monthCells('待遇开始年月', (row) => row.person.start_month),
    remark,
    ...(look.repeatsHeader ? [textCells<Paid>('备注', () => '')] : []),
  ];
}
