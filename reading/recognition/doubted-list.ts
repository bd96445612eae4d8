import { basename } from 'node:path';
import { cellsOf, type RawRow } from '../raw-file.ts';
import { createRowClassifier } from '../row-kinds.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { SheetRecognition } from './recognise-sheet.ts';

/** What a list says that it does not hold: 服刑人员名单（不含缓刑）. */
const WITHOUT = /(?:不含|不包括|不包含|不列入|未含|剔除|排除|除)[^，,。；;)）]*/gu;

/**
 * The phrase by which a list says of itself, in its name, its title or below its rows, that its rows are wrong or were not carried
 * out; null where there is none, or where a column of its own says so row by row.
 */
export function doubtOfList(
  { doubted_lists: doubted, ...source }: SourceDefinition,
  recognition: SheetRecognition,
  below: readonly RawRow[],
  names: { file: string; sheet: string },
): string | null {
  if (doubted === null) return null;
  if (recognition.columns.some(({ field }) => doubted.unless.includes(field))) return null;
  const kindOf = createRowClassifier(recognition, { ...source, doubted_lists: doubted });
  // a short note under the names may be taken for one
  const isNote = (row: RawRow): boolean =>
    kindOf(row) === 'footer' || cellsOf(row).filter((cell) => cell.trim() !== '').length === 1;
  const notes = below.filter(isNote).map((row) => cellsOf(row).join(' '));
  const said = [basename(names.file.replaceAll('\\', '/')), names.sheet, ...recognition.title, ...notes].map(
    (text) =>
      doubted.but_not.reduce((left, word) => left.replaceAll(word, '|'), text.replaceAll(WITHOUT, '|')),
  );
  return doubted.words.find((word) => said.some((text) => text.includes(word))) ?? null;
}
