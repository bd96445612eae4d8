import { basename } from 'node:path';
import { cellsOf, type RawRow } from '../raw-file.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition } from './column-assignment.ts';
import { withoutWords } from './source-choice.ts';

/** What a list says that it does not hold: 服刑人员名单（不含缓刑）. */
const WITHOUT = /(?:不含|不包括|不包含|不列入|未含|剔除|排除|除)[^，,。；;)）]*/gu;
/** More cells than a note fills: 说明 in one and what it says in another. */
const OF_A_NOTE = 2;

/** Phrases that doubt the rows of one sheet, wherever it says them of itself. */
export class SheetDoubts {
  readonly #words: readonly string[];
  /** Words by which a sheet is called that is none of its source, as a heading among rows is. */
  readonly #others: readonly string[];
  readonly #butNot: readonly string[];

  /** None where a column of the sheet says row by row what they say; those that somebody has answered (`despite`) doubt no more. */
  constructor(
    { doubted_lists: doubted, other_headings }: SourceDefinition,
    columns: readonly ColumnRecognition[],
    despite: readonly string[] = [],
  ) {
    const isSaidByRow = doubted !== null && columns.some(({ field }) => doubted.unless.includes(field));
    this.#words =
      doubted === null || isSaidByRow ? [] : doubted.words.filter((word) => !despite.includes(word));
    this.#others = isSaidByRow ? [] : other_headings.filter((word) => !despite.includes(word));
    this.#butNot = doubted?.but_not ?? [];
  }

  /** The phrase in its name or in what stands above its header; null for none. */
  inTitle(file: string, texts: readonly string[]): string | null {
    return this.#find([basename(file.replaceAll('\\', '/')), ...texts]);
  }

  /** The phrase in the name of a sheet that says whose it is: 停发 beside 正常. */
  inSheetName(sheet: string): string | null {
    return this.#find([sheet], this.#others);
  }

  /** The phrase in a note among the rows; null where the row is none, or says nothing of the kind. */
  inNote(row: RawRow): string | null {
    if (this.#words.length === 0 || !this.#words.some((word) => row.joined.includes(word))) return null;
    const filled = cellsOf(row).filter((cell) => cell.trim() !== '');
    return filled.length > OF_A_NOTE ? null : this.#find([filled.join(' ')]);
  }

  #find(texts: readonly string[], words = this.#words): string | null {
    const said = texts.map((text) => withoutWords(text.replaceAll(WITHOUT, '|'), this.#butNot));
    return words.find((word) => said.some((text) => text.includes(word))) ?? null;
  }
}
