import { cellsOf, type RawRow } from '../raw-file.ts';
import type { ComposedHeader, HeaderMatcher } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';

export interface HeaderBlock {
  /** Positions within the head, both included. */
  from: number;
  to: number;
  headers: ComposedHeader[];
  /** How many columns are known by name to any source. */
  knownCount: number;
}

/** How far down a header may stand: above it are titles, units and remarks. */
const SEARCH_ROWS = 40;
const MAX_HEADER_ROWS = 3;

/** The row or rows that name the columns; null when no two cells of any row are known headers. */
export function findHeader(
  head: readonly RawRow[],
  isKnown: (header: ComposedHeader) => boolean,
): HeaderBlock | null {
  let best: HeaderBlock | null = null;
  const rows = head.slice(0, SEARCH_ROWS).map((row) => cellsOf(row).map((cell) => cell.trim()));
  for (let from = 0; from < rows.length; from += 1) {
    if (!isHeaderLike(rows[from] ?? [])) continue;
    for (let height = 1; height <= MAX_HEADER_ROWS && from + height <= rows.length; height += 1) {
      const block = rows.slice(from, from + height);
      if (
        height > 1 &&
        !(
          isContinuation(block.at(-1) ?? []) &&
          block.slice(0, -1).every((cells, upper) => isGroupRow(cells, block[upper + 1] ?? []))
        )
      )
        break;
      const headers = compose(block);
      const knownCount = headers.filter(
        (header) =>
          header.text !== '' && (isKnown(header) || (isPartOfMonth(header) && isKnown(groupOf(header)))),
      ).length;
      if (knownCount >= 2 && knownCount > (best?.knownCount ?? 0)) {
        best = { from, to: from + height - 1, headers, knownCount };
      }
    }
  }
  return best && withUnitsBelow(withGroupsAbove(best, rows, head), rows);
}

/** 年 and 月 below 所属期. */
const isPartOfMonth = ({ text, parent }: ComposedHeader): boolean =>
  parent !== '' && /^(?:年度?|月份?)$/.test(text);
const groupOf = ({ parent }: ComposedHeader): ComposedHeader => ({ text: parent, parent: '' });

/** （元）, 单位：万元: a cell below the name of its column. */
const UNIT_ALONE = /^[(]?\s*(?:单位:?)?\s*([百千万]?元|[角分])\s*[)]?$/u;

/** A line of units below the names of the columns is a part of these. */
function withUnitsBelow(block: HeaderBlock, rows: readonly (readonly string[])[]): HeaderBlock {
  const units = (rows[block.to + 1] ?? []).map((cell) => cell.normalize('NFKC'));
  const filled = units.filter((cell) => cell !== '');
  if (filled.length === 0 || !filled.every((cell) => UNIT_ALONE.test(cell))) return block;
  const headers = block.headers.map((header, column) => {
    const unit = UNIT_ALONE.exec(units[column] ?? '')?.[1];
    if (unit === undefined) return header;
    // 元 角 分 below one name
    return { ...header, text: header.text === '' ? unit : `${header.text}(${unit})` };
  });
  return { ...block, to: block.to + 1, headers };
}

/** Of a sheet without known headers: the first of the uppermost rows that names most columns, else that fills most. */
export function guessHeader(head: readonly RawRow[]): { row: number; headers: ComposedHeader[] } | null {
  const rows = head
    .slice(0, 10)
    .map((row) => ({ row: row.row, cells: cellsOf(row).map((cell) => cell.trim()) }));
  const named = rows.filter(({ cells }) => isHeaderLike(cells));
  const filled = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length;
  const [first] = (named.length > 0 ? named : rows).toSorted(
    (one, other) => filled(other.cells) - filled(one.cells),
  );
  return first === undefined ? null : { row: first.row, headers: compose([first.cells]) };
}

/** Names of groups above the header (家属信息) count for nothing by themselves, but change what is below. */
function withGroupsAbove(
  block: HeaderBlock,
  rows: readonly (readonly string[])[],
  head: readonly RawRow[],
): HeaderBlock {
  const above = rows[block.from - 1];
  const isApart = (head[block.from]?.row ?? 0) - (head[block.from - 1]?.row ?? 0) !== 1;
  if (
    !above ||
    isApart ||
    block.to - block.from + 1 >= MAX_HEADER_ROWS ||
    !isGroupRow(above, rows[block.from] ?? [])
  )
    return block;
  const from = block.from - 1;
  return { ...block, from, headers: compose(rows.slice(from, block.to + 1)) };
}

export function knownToAny(matchers: readonly HeaderMatcher[]): (header: ComposedHeader) => boolean {
  return (header) => matchers.some((matcher) => matcher.isKnown(header));
}

/** Titles fill one cell; data rows hold numbers. */
function isHeaderLike(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length >= 2 && filled.filter(isValue).length <= filled.length / 4;
}

/** Short names over columns; a title is one cell at the left, and what a form asks for ends in a colon. */
function isGroupRow(cells: readonly string[], below: readonly string[]): boolean {
  const filled = cells.flatMap((cell, column) => (cell === '' ? [] : [{ cell, column }]));
  const [first] = filled;
  if (!first || (filled.length === 1 && first.column <= below.findIndex((cell) => cell !== ''))) return false;
  return filled.every(
    ({ cell }) => cell.length <= 20 && !/[:：]|单位|^[（(].*[)）]$/.test(cell) && !isValue(cell),
  );
}

function isContinuation(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && !filled.some(isValue);
}

/** Something that stands in data and not in a header: a number, a date, an amount, a sex. */
function isValue(cell: string): boolean {
  const text = cell.normalize('NFKC').replace(/[\s,￥¥元]/g, '');
  return /^[-+]?\d[\d.\-/:年月日]*[Xx]?$/.test(text) || /\d{6,}/.test(text) || /^[男女]$/.test(text);
}

/**
 * One header per column out of the rows of a header. A cell merged over several columns leaves its text in
 * the first of them only; a cell merged downwards leaves the rows below blank.
 */
function compose(rows: readonly (readonly string[])[]): ComposedHeader[] {
  const width = Math.max(...rows.map((cells) => cells.length));
  const lowest = rows.at(-1) ?? [];
  const upper = rows.slice(0, -1).map((cells) => spread(cells, lowest, width));
  return Array.from({ length: width }, (_, column) => {
    const parents = upper.map((cells) => cells[column] ?? '').filter((text) => text !== '');
    const own = lowest[column] ?? '';
    if (own === '') return { text: parents.at(-1) ?? '', parent: parents.slice(0, -1).join('') };
    const different = parents.filter((text) => normaliseHeader(text) !== normaliseHeader(own));
    return { text: own, parent: [...new Set(different)].join('') };
  });
}

function spread(cells: readonly string[], below: readonly string[], width: number): string[] {
  let group = '';
  return Array.from({ length: width }, (_, column) => {
    const own = cells[column] ?? '';
    const hasChild = (below[column] ?? '') !== '';
    // a group reaches to the right only over columns that have a name of their own below it
    if (own !== '') group = hasChild ? own : '';
    else if (!hasChild) group = '';
    return own === '' ? group : own;
  });
}
