import * as sheetjs from '@e965/xlsx';
import { checkDigit } from '../../core/resident-id/index.ts';

/** Somebody who draws a pension; no such person exists. */
export interface Payee {
  name: string;
  residentId: string;
  account: string;
  accountPartFen: number;
}

const NAMES = '普国珍 昂桂英 毕文华 白秀兰 李琼仙 王开明 卢家财 袁军 武银凤 向祥'.split(' ');

/** Ten people aged about seventy, so that basic part and age top-up are 118.00 yuan a month. */
export const PAYEES: readonly Payee[] = NAMES.map((name, index) => {
  const born = `${1948 + (index % 5)}0${1 + (index % 9)}1${index}`;
  return {
    name,
    residentId: residentIdOf(born, 996 + (index % 4)),
    account: `62319000000000${String(index + 1).padStart(5, '0')}`,
    accountPartFen: 10_000,
  };
});

/** One of the ten as somebody who draws far more than any other, and the ten with them. */
export const RICH: Payee = { ...payee(3), accountPartFen: 80_000 };
export const WITH_ONE_RICH: readonly Payee[] = PAYEES.with(3, RICH);

/** A valid number that nobody among them has. */
export function residentIdOf(born: string, sequence: number): string {
  const first17 = `532526${born}${sequence}`;
  return first17 + checkDigit(first17);
}

export function payee(index: number): Payee {
  const found = PAYEES[index];
  if (!found) throw new RangeError(`there are ${PAYEES.length} people`);
  return found;
}

export type Line = readonly (string | number)[];

const ROSTER_HEADER: Line = [
  '姓名',
  '身份证号',
  '待遇所属期',
  '基础养老金',
  '65岁以上加发',
  '个人账户养老金',
  '合计',
  '银行账号',
  '户名',
  '发放状态',
];

export function rosterLine(person: Payee, month: number, state = '已支付'): Line {
  const total = 11_300 + 500 + person.accountPartFen;
  return [
    person.name,
    person.residentId,
    month,
    '113.00',
    '5.00',
    yuan(person.accountPartFen),
    yuan(total),
    person.account,
    person.name,
    state,
  ];
}

export interface RosterShape {
  /** Rows above the header. */
  title?: string;
  /** Rows below the people. */
  after?: readonly Line[];
}

export function rosterRows(
  month: number,
  people: readonly Payee[] = PAYEES,
  shape: RosterShape = {},
): Line[] {
  return [
    ...(shape.title === undefined ? [] : [[shape.title]]),
    ROSTER_HEADER,
    ...people.map((person) => rosterLine(person, month)),
    ...(shape.after ?? []),
  ];
}

export function roster(month: number, people: readonly Payee[] = PAYEES, shape: RosterShape = {}): string {
  return csv(rosterRows(month, people, shape));
}

export function rosterName(month: number): string {
  return `${Math.trunc(month / 100)}年${month % 100}月城乡居民养老保险待遇发放花名册.csv`;
}

/** A row of 合计, with the money it states. */
export function totalLine(totalFen: number): Line {
  return ['合计', '', '', '', '', '', yuan(totalFen), '', '', ''];
}

export interface Death {
  person: Pick<Payee, 'name' | 'residentId'>;
  /** YYYYMMDD. */
  on: string;
}

export const POLICE_LIST = '公安局户籍注销人员名单.csv';

export function policeRows(deaths: readonly Death[], title?: string): Line[] {
  return [
    ...(title === undefined ? [] : [[title]]),
    ['姓名', '公民身份号码', '注销原因', '死亡日期', '注销日期'],
    ...deaths.map(({ person, on }) => [person.name, person.residentId, '死亡', on, on]),
  ];
}

export function policeList(deaths: readonly Death[], title?: string): string {
  return csv(policeRows(deaths, title));
}

/** A list of certifications, each passed in person on that day; with its township where one is named. */
export function certificationList(
  people: readonly Pick<Payee, 'name' | 'residentId'>[],
  on: string,
  township?: string,
): string {
  const [title, place] = township === undefined ? [[], []] : [['乡镇'], [township]];
  return csv([
    ['姓名', '身份证号', ...title, '认证日期', '认证方式', '认证结果'],
    ...people.map(({ name, residentId }) => [name, residentId, ...place, on, '现场', '通过']),
  ]);
}

export function csv(rows: readonly Line[]): string {
  return `${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(cell: string | number): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function workbook(sheets: Record<string, readonly Line[]>): Buffer {
  const book = sheetjs.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  return sheetjs.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
