import { serialDateText } from '../../reading/formats/cell-text.ts';
import type { CellGrid, FileCells } from './file-cells.ts';

/** How two readings of a file stand to each other. */
export interface Comparison {
  cells: number;
  equal: number;
  /** Cells in which the other reader is known to tell something else, by the reason. */
  explained: Record<string, number>;
  /** Cells that differ for no reason known: sheet, place, ours, theirs. */
  differences: [sheet: string, place: string, ours: string, theirs: string][];
}

/** Every cell that either has; rows that ours refuses are left out, since they are told as refused. */
export function compareCells(ours: FileCells, theirs: FileCells): Comparison {
  const comparison: Comparison = { cells: 0, equal: 0, explained: {}, differences: [] };
  for (const [index, sheet] of theirs.sheets.entries()) {
    const mine = matching(ours.sheets, sheet.name, index);
    compareSheets(mine ?? { name: sheet.name, cells: {}, refused: [] }, sheet, comparison);
  }
  for (const [index, sheet] of ours.sheets.entries())
    if (!matching(theirs.sheets, sheet.name, index))
      compareSheets(sheet, { name: sheet.name, cells: {}, refused: [] }, comparison);
  return comparison;
}

function matching(sheets: readonly CellGrid[], name: string, index: number): CellGrid | undefined {
  return sheets.find((sheet) => sheet.name === name) ?? (sheets.length === 1 ? sheets[index] : undefined);
}

function compareSheets(mine: CellGrid, theirs: CellGrid, into: Comparison): void {
  const refused = new Set(mine.refused.map(([row]) => row));
  const ours = theirs.isOrdered ? inOrder(mine.cells) : mine.cells;
  const others = theirs.isOrdered ? inOrder(theirs.cells) : theirs.cells;
  for (const place of new Set([...Object.keys(ours), ...Object.keys(others)])) {
    if (!theirs.isOrdered && refused.has(Number(place.split(':')[0]))) continue;
    const [left, right] = [tidy(ours[place] ?? ''), tidy(others[place] ?? '')];
    if (left === '' && right === '') continue;
    into.cells += 1;
    if (isSame(left, right)) into.equal += 1;
    else {
      const reason = reasonFor(left, right);
      if (reason === null) into.differences.push([mine.name, place, left, right]);
      else into.explained[reason] = (into.explained[reason] ?? 0) + 1;
    }
  }
}

/** Rows counted one after another: the blank ones are not. */
function inOrder(cells: Record<string, string>): Record<string, string> {
  const rows = [...new Set(Object.keys(cells).map((place) => Number(place.split(':')[0])))].sort(
    (a, b) => a - b,
  );
  const number = new Map(rows.map((row, index) => [row, index + 1]));
  return Object.fromEntries(
    Object.entries(cells).map(([place, text]) => {
      const [row, column] = place.split(':');
      return [`${number.get(Number(row))}:${column}`, text];
    }),
  );
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\ufeff', '').trim();
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

function isSame(ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  if (NUMBER.test(ours) && NUMBER.test(theirs)) {
    const [left, right] = [Number(ours), Number(theirs)];
    return Math.abs(left - right) <= Math.abs(left) * 1e-14;
  }
  if (ours === 'TRUE' || ours === 'FALSE') return theirs === (ours === 'TRUE' ? '1' : '0');
  if (ours.startsWith('#') && theirs.startsWith('#ERR')) return true;
  const date = dateOf(ours);
  if (date === null) return false;
  if (NUMBER.test(theirs))
    return [false, true].some((is1904) => {
      const text = serialDateText(Number(theirs), is1904);
      return text !== null && dateOf(text) === date;
    });
  return dateOf(theirs) === date;
}

/** What other readers make of a cell on purpose, where we do not. */
function reasonFor(ours: string, theirs: string): string | null {
  if (/^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA)/.test(ours))
    return theirs === '' || /^(?:0x[0-9a-f]+|0|nan|#.*)$/i.test(theirs)
      ? 'a failed formula told as nothing or as its code'
      : null;
  if (theirs === '#DURATION') return 'a span of time told as such';
  const [left, right] = [timeOf(ours), timeOf(theirs)];
  if (left === null || right === null) return null;
  if (Math.abs(left - right) <= 1000) return 'parts of a second';
  return Math.abs(left % DAY_MS) === Math.abs(right % DAY_MS) && right < FIRST_DAY
    ? 'a time of day told with a day'
    : null;
}

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1900, 0, 2);

function timeOf(text: string): number | null {
  const found = /^(?:(\d{4}-\d\d-\d\d)[T ]?)?(\d\d:\d\d:\d\d(?:\.\d+)?)?Z?$/.exec(text);
  if (!found || text === '') return null;
  return Date.parse(`${found[1] ?? '1900-01-01'}T${(found[2] ?? '00:00:00').slice(0, 12)}Z`);
}

/** A day and a time to the second, however it is written; null for what is neither. */
function dateOf(text: string): string | null {
  const found = /^(?:(\d{4}-\d\d-\d\d)[T ]?)?(\d\d:\d\d:\d\d)?(?:\.\d+)?Z?$/.exec(text);
  if (!found || text === '') return null;
  return `${found[1] ?? ''} ${found[2] ?? (found[1] ? '00:00:00' : '')}`;
}
