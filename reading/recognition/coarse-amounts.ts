import { moneyUnit, YUAN } from '../money-unit.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition } from './column-assignment.ts';
import type { ComposedHeader } from './header-match.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';
import type { ColumnProfile } from './value-profile.ts';

const FIGURE = /\d(?:[\d,]*)(?:\.(\d*))?/;

/**
 * Columns of amounts in 万元, 千元 or 百元 of which none reaches the yuan: 0.48 is anything from 4,750 to 4,850 yuan, and no amount that
 * anybody can be asked for. Somebody says whether they are exact all the same; and so of a column beside one of 角 or 分.
 */
export function coarseAmounts(
  source: SourceDefinition,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  columns: readonly ColumnRecognition[],
  title: readonly string[],
): UnclearColumns[] {
  return columns.flatMap(({ index, field, how }) => {
    if (source.fields[field]?.type !== 'money' || how === 'mapping') return [];
    const { parent = '', text = '' } = headers[index] ?? {};
    if (/^[角分]$/.test(headers[index + 1]?.text ?? '')) return [oneOfOrNone(index, [field])];
    const unit = moneyUnit(`${parent}${text}`, title);
    const figures = profiles[index]?.values.filter((value) => /[1-9]/.test(value)) ?? [];
    if (unit <= YUAN || figures.length === 0) return [];
    const places = String(unit / YUAN).length - 1;
    const finest = Math.max(...figures.map((value) => FIGURE.exec(value)?.[1]?.length ?? 0));
    return finest < places ? [oneOfOrNone(index, [field])] : [];
  });
}
