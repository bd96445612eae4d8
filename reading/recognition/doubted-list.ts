import { basename } from 'node:path';
import { cellsOf, type RawRow } from '../raw-file.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition } from './column-assignment.ts';
import { withoutWords } from './source-choice.ts';

/** What a list says that it does not hold: 服刑人员名单（不含缓刑）. */
const WITHOUT = /(?:不含|不包括|不包含|不列入|未含|剔除|排除|除)[^，,。；;)）]*/gu;
/** More cells than a note fills: 说明 in one and what it says in another. */
const OF_A_NOTE = 2;

/**
 * The phrase by which a list says of itself, in its name, its title or below its rows, that its rows are wrong or were not carried
 * out; null where there is none but those that somebody has answered (`despite`), or where a column of its own says so row by row.
 */
export function doubtOfList(
  { doubted_lists: doubted }: SourceDefinition,
  columns: readonly ColumnRecognition[],
  { file, texts, below }: { file: string; texts: readonly string[]; below: readonly RawRow[] },
  despite: readonly string[] = [],
): string | null {
  if (doubted === null || columns.some(({ field }) => doubted.unless.includes(field))) return null;
  const notes = below
    .map((row) => cellsOf(row).filter((cell) => cell.trim() !== ''))
    .filter(({ length }) => length <= OF_A_NOTE)
    .map((cells) => cells.join(' '));
  const said = [basename(file.replaceAll('\\', '/')), ...texts, ...notes].map((text) =>
    withoutWords(text.replaceAll(WITHOUT, '|'), doubted.but_not),
  );
  const open = doubted.words.filter((word) => !despite.includes(word));
  return open.find((word) => said.some((text) => text.includes(word))) ?? null;
}
