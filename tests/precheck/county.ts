import { addMonths } from '../../core/month.ts';
import { csv, type Line, residentIdOf } from '../night/small-office.ts';

/** One line of a roster as an office writes it, before it is text. */
export interface RosterLine {
  township: string;
  name: string;
  residentId: string;
  month: number | string;
  basic: number;
  topup: number;
  account: number;
  arrears: number;
  total: number;
  card: string;
  state: string;
}

export const TOWNSHIPS = ['弥阳镇', '竹园镇', '虹溪镇'];
const PER_TOWNSHIP = 60;
const SURNAMES = '普昂毕白李王卢袁武向杨张赵何'.split('');
const GIVEN = '国珍桂英文华秀兰琼仙开明家财银凤祥军'.split('');

/** An invented person of a county; with the same number always the same one. */
function person(index: number, month: number): RosterLine {
  const born = `${1945 + (index % 12)}${two(1 + (index % 12))}${two(1 + (index % 28))}`;
  const account = 2_000 + ((index * index * 7 + index * 13) % 97) * 100;
  return settle({
    township: TOWNSHIPS[index % TOWNSHIPS.length]!,
    name: SURNAMES[index % 14]! + GIVEN[(index * 5) % 18]! + GIVEN[(index * 11 + 3) % 18]!,
    residentId: residentIdOf(born, 990 + (Math.trunc(index / 84) % 10)),
    month,
    basic: 11_300,
    topup: 500,
    account,
    arrears: 0,
    total: 0,
    card: `62319010000${String(index * 13 + 7).padStart(8, '0')}`,
    state: '待支付',
  });
}

/** The total made the sum of the parts again. */
export function settle(line: RosterLine): RosterLine {
  return { ...line, total: line.basic + line.topup + line.account + line.arrears };
}

export const PEOPLE = TOWNSHIPS.length * PER_TOWNSHIP;

/** The roster of a month, township by township. */
export function county(month: number, state = '待支付'): RosterLine[] {
  return Array.from({ length: PEOPLE }, (_, index) => ({ ...person(index, month), state })).sort(byTownship);
}

export const newcomer = (number: number, month: number): RosterLine => person(PEOPLE + number, month);

export const byTownship = (one: RosterLine, other: RosterLine): number =>
  TOWNSHIPS.indexOf(one.township) - TOWNSHIPS.indexOf(other.township);

const HEADER: Line = [
  '乡镇',
  '姓名',
  '身份证号',
  '待遇所属期',
  '基础养老金',
  '65岁以上加发',
  '个人账户养老金',
];
const HEADER_END: Line = ['补发金额', '合计', '银行账号', '发放状态'];
export const FULL_HEADER: Line = [...HEADER, ...HEADER_END];

export function cells(line: RosterLine): Line {
  const { township, name, residentId, month, basic, topup, account, arrears, total, card, state } = line;
  const money = [basic, topup, account, arrears, total].map((fen) => (fen / 100).toFixed(2));
  return [township, name, residentId, month, ...money, card, state];
}

/** A file of lines, with the row of totals that offices put below. */
export function fileOf(lines: readonly RosterLine[], shape: { total?: number; rows?: readonly Line[] } = {}) {
  const total = shape.total ?? lines.reduce((sum, line) => sum + line.total, 0);
  const last = ['合计', '', '', '', '', '', '', '', (total / 100).toFixed(2), '', ''];
  return csv([FULL_HEADER, ...(shape.rows ?? lines.map(cells)), last]);
}

/** A file whose one line with arrears states from when to 2022-11 they are. */
export function withArrearsMonths(lines: readonly RosterLine[], at: number, from: number): string {
  const months = (index: number): Line => (index === at ? [from, 202211] : ['', '']);
  const header = [...FULL_HEADER, '补发起始年月', '补发截止年月'];
  return csv([header, ...lines.map((line, index) => [...cells(line), ...months(index)])]);
}

export const rosterName = (month: number): string =>
  `${Math.trunc(month / 100)}年${month % 100}月城乡居民养老保险待遇发放花名册.csv`;

export const MONTH = 202212;
export const BEFORE = addMonths(MONTH, -1);

const two = (value: number): string => String(value).padStart(2, '0');
