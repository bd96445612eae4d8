import { type Fen, parseFen, withPointMoved } from '../core/money.ts';

export const YUAN = 100;

/** What one of a column's amounts is, in fen. */
const UNITS: Readonly<Record<string, number>> = {
  分: 1,
  角: 10,
  元: YUAN,
  百元: 10_000,
  千元: 100_000,
  万元: 1_000_000,
};

const UNIT = '(分|角|[百千万]?元)';
/** 合计(分), 实发金额（单位：万元）, 金额/分. */
const IN_HEADER = new RegExp(
  `[(\\[【〔](?:金额)?(?:单位)?:?(?:人民币)?${UNIT}[)\\]】〕]|[/,、]\\s*${UNIT}$`,
  'u',
);
/** 单位：万元 above a list; 单位：分水岭村 is somebody's name. */
const IN_TITLE = new RegExp(`单位\\s*[:为]?\\s*(?:人民币)?${UNIT}(?!\\p{Script=Han})`, 'u');
/** 发放表（万元）, 金额：万元: a unit in brackets, or of the amounts. */
const OF_TITLE = new RegExp(
  `[(\\[【〔](?:金额)?(?:单位)?:?(?:人民币)?${UNIT}[)\\]】〕]|金额\\s*[:为]\\s*(?:人民币)?${UNIT}(?!\\p{Script=Han})`,
  'u',
);
/** Says its own currency, so that the column's unit is not the cell's. */
const OWN_UNIT = /[元圆角分¥￥]/u;

/** The unit of a money column, in fen: as its header says, else as the title says for the whole list, else yuan. */
export function moneyUnit(header: string, title: readonly string[]): number {
  const named = IN_HEADER.exec(header.normalize('NFKC').trim());
  const above = title.join('\n').normalize('NFKC');
  const said = IN_TITLE.exec(above) ?? OF_TITLE.exec(above);
  const unit = named?.[1] ?? named?.[2] ?? said?.[1] ?? said?.[2];
  return unit === undefined ? YUAN : UNITS[unit]!;
}

/** An amount of a column in that unit, exactly; null where it is none, or says another unit than its column. */
export function fenIn(text: string, unit: number): Fen | null {
  const own = /[百千万]元/u.exec(text.normalize('NFKC'))?.[0];
  // 0.1356万元 under 万元 says it twice
  if (unit === YUAN || (own !== undefined && UNITS[own] === unit)) return parseFen(text);
  // 113.00 below 分 contradicts its header
  if (OWN_UNIT.test(text) || (unit === UNITS.分 && text.includes('.'))) return null;
  if (unit > YUAN) return parseFen(withPointMoved(text, String(unit / YUAN).length - 1));
  const fen = parseFen(text);
  const scaled = fen === null ? null : (fen * unit) / YUAN;
  return Number.isSafeInteger(scaled) ? scaled : null;
}
