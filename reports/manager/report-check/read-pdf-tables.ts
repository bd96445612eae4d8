import type { ReadTable } from './report-text.ts';
import { bare, numberOf } from './table-cells.ts';

/** A stretch of text as it stands on a page, in points from its left and lower edge. */
export interface Piece {
  text: string;
  left: number;
  right: number;
  base: number;
  height: number;
}

type Line = readonly Piece[];

interface Column {
  left: number;
  right: number;
}

/** A table while it is read: its lines from the head on. */
interface Region {
  lines: Line[];
  columns: Column[];
  /** Whether it goes on to the end of its page, where it may be cut. */
  isCut: boolean;
}

const LEAST_COLUMNS = 3;
const LEAST_ROWS = 3;

/**
 * The tables of a PDF, which knows none: lines whose pieces stand in columns. Where a piece stands across two of them or
 * a page ends within a table that the next does not plainly go on with, nothing is read: a sum over half its rows would be called wrong.
 */
export function readPdfTables(pages: readonly (readonly Piece[])[]): ReadTable[] {
  const open: Region[] = [];
  const whole: Region[] = [];
  for (const page of pages) {
    const lines = linesOf(page);
    const regions = regionsOf(lines);
    const [first] = regions;
    const isAtTop = first !== undefined && lines.slice(0, 3).some((line) => first.lines.includes(line));
    const before = open.pop();
    if (before !== undefined && isAtTop) {
      regions.shift();
      const joined = join(before, first);
      if (joined !== null) (joined.isCut && regions.length === 0 ? open : whole).push(joined);
    } else if (before !== undefined) whole.push(before);
    for (const [index, region] of regions.entries())
      (region.isCut && index === regions.length - 1 ? open : whole).push(region);
  }
  return [...whole, ...open].flatMap(tableIn);
}

/** Pieces that stand on one line, from left to right, with what stands close together as one. */
function linesOf(page: readonly Piece[]): Line[] {
  const lines: Piece[][] = [];
  for (const piece of page
    .filter(({ text }) => text.trim() !== '')
    .toSorted((one, other) => other.base - one.base)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (line !== undefined && first !== undefined && first.base - piece.base < first.height * 0.45)
      line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) =>
    line.toSorted((one, other) => one.left - other.left).reduce<Piece[]>(joinClose, []),
  );
}

function joinClose(line: Piece[], piece: Piece): Piece[] {
  const last = line.at(-1);
  if (last === undefined || piece.left - last.right > last.height * 0.6) return [...line, piece];
  return [...line.slice(0, -1), { ...last, text: last.text + piece.text, right: piece.right }];
}

const isFigure = ({ text }: Piece): boolean => numberOf(text.replace(/%$/, '')) !== null;

/** A line of a table that tells figures. */
const isRow = (line: Line): boolean => line.length >= LEAST_COLUMNS && line.filter(isFigure).length >= 2;

/** Heads that stand close together come as one piece with blanks in it. */
const wordsOf = (line: Line): string[] => line.flatMap(({ text }) => text.trim().split(/\s+/));

function regionsOf(lines: readonly Line[]): Region[] {
  const regions: Region[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (!isRow(lines[at] ?? [])) continue;
    let [from, to] = [at, at];
    while (from > 0 && wordsOf(lines[from - 1] ?? []).length >= 2) from -= 1;
    while (to + 1 < lines.length && (lines[to + 1] ?? []).length >= 2) to += 1;
    const rows = lines.slice(from, to + 1);
    // a page number may stand below it
    const isCut = lines
      .slice(to + 1)
      .every((line) => line.length === 1 && bare(line[0]?.text ?? '').length < 8);
    regions.push({ lines: rows, columns: columnsOf(rows), isCut });
    at = to;
  }
  return regions;
}

/** Where its fullest lines have their pieces. */
function columnsOf(lines: readonly Line[]): Column[] {
  const width = Math.max(...lines.map(({ length }) => length));
  const pieces = lines
    .filter((line) => line.length === width)
    .flat()
    .toSorted((one, other) => one.left - other.left);
  const columns: Column[] = [];
  for (const { left, right } of pieces) {
    const last = columns.at(-1);
    if (last !== undefined && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns.length === width ? columns : [];
}

/** A table that goes on where it was cut: its columns are the same, and its head may come again. */
function join(before: Region, after: Region): Region | null {
  const [head] = before.lines;
  const isRepeated =
    after.lines[0]?.map(({ text }) => text).join(' ') === head?.map(({ text }) => text).join(' ');
  const lines = isRepeated ? after.lines.slice(1) : after.lines;
  if (before.columns.length === 0 || !lines.every((line) => placed(line, before.columns) !== null))
    return null;
  return { ...before, lines: [...before.lines, ...lines], isCut: after.isCut };
}

/** Each piece in the column that it stands in, or its words in as many columns; null where one stands in none or across two. */
function placed(line: Line, columns: readonly Column[]): string[] | null {
  const cells = columns.map(() => '');
  for (const { text, left, right } of line) {
    const over = columns.flatMap((column, at) => (left < column.right && right > column.left ? [at] : []));
    const words = over.length > 1 ? text.trim().split(/\s+/) : [text.trim()];
    if (over.length === 0 || words.length !== over.length) return null;
    for (const [index, at] of over.entries()) {
      if (cells[at] !== '') return null;
      cells[at] = words[index] ?? '';
    }
  }
  return cells;
}

function tableIn({ lines, columns }: Region): ReadTable[] {
  if (columns.length < LEAST_COLUMNS) return [];
  const first = lines.findIndex(isRow);
  const rows = lines.map((line) => placed(line, columns));
  const body = rows.slice(first);
  const head = rows.slice(0, first).filter((row) => row !== null);
  const told = body.filter((row) => row !== null);
  // one line that is not understood may be the one that a sum lacks
  if (head.length === 0 || told.length < LEAST_ROWS || told.length < body.length) return [];
  return [[...head, ...told]];
}
