import { CELL_SEPARATOR } from '../raw-file.ts';
import { splitQuoted } from './quoted-record.ts';

/** How the lines of a text table are built, from its beginning. */
export interface LineShape {
  /** As many cells as most lines have; blank ones at the end count, unless most lines leave them out. */
  cells: number;
  /** Lines of this file leave out blank cells at their end, so that a short one lacks nothing. */
  mayBeShort: boolean;
}

/** From this share of short lines on, leaving blank cells out is how the file was written. */
const SHORT_SHARE = 0.1;

/** Titles, totals and signatures have their own shape; the commonest count of cells is that of the rows. */
export function shapeOfLines(lines: readonly string[], delimiter: string): LineShape {
  const split = lines.flatMap((line) => {
    const cells = line.includes('"') ? quotedCells(line, delimiter) : line.split(delimiter);
    return cells === null || cells.length < 2 ? [] : [cells];
  });
  const tally = new Map<number, number>();
  for (const { length } of split) tally.set(length, (tally.get(length) ?? 0) + 1);
  const [commonest = 1] = [...tally].sort((left, right) => right[1] - left[1] || right[0] - left[0])[0] ?? [];
  // the header comes before the rows: where it is wider than they are, they leave blank cells out
  const header = split.find(({ length }) => length >= commonest)?.length ?? commonest;
  const full = split.filter(({ length }) => length === header);
  const shortCount = split.filter(({ length }) => length < header).length;
  const endsBlank = full.some((one) => one.at(-1)?.trim() === '');
  const mayBeShort = header > commonest || (shortCount >= split.length * SHORT_SHARE && !endsBlank);
  return { cells: header, mayBeShort };
}

function quotedCells(line: string, delimiter: string): string[] | null {
  const record = splitQuoted(line, delimiter);
  return record.kind === 'whole' ? record.joined.split(CELL_SEPARATOR) : null;
}
