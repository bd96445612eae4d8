import { isBlankWord } from '../blank-words.ts';
import { CELL_SEPARATOR } from '../raw-file.ts';
import { withItsYear } from '../recognition/month-of-year.ts';
import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { plainWord, WordReader } from '../vocabularies/read-word.ts';

/** As many different rows of cells are remembered with what they come to. */
const REMEMBERED = 20_000;

/** Columns of one sheet that together say one thing of a row: the one that is read first. */
export interface JoinedColumns {
  field: string;
  indexes: number[];
  /** What their cells come to. */
  join: (texts: readonly string[]) => string;
}

/**
 * The coded fields for which a sheet has several columns that all count; where a person named the column, only that one. And
 * months whose year stands beside them.
 */
export function joinedColumns(
  source: SourceDefinition,
  { columns, unused, years_beside }: Pick<SheetRecognition, 'columns' | 'unused' | 'years_beside'>,
): JoinedColumns[] {
  return columns.flatMap(({ field, index, how }): JoinedColumns[] => {
    const beside = years_beside.find(({ month }) => month === index);
    if (beside)
      return [
        { field, indexes: [index, beside.year], join: ([month = '', year = '']) => withItsYear(year, month) },
      ];
    const coded = source.vocabulary[field];
    if (!coded?.each_column_counts || how === 'mapping') return [];
    const others = unused.filter((one) => one.reason === 'duplicate' && one.field === field);
    if (others.length === 0) return [];
    const reader = new WordReader(coded);
    return [
      {
        field,
        indexes: [index, ...others.map((other) => other.index)],
        join: (texts) => joinedText(reader, texts),
      },
    ];
  });
}

/** The cell of one of several columns, until all of the row are known. */
export class CellBesides {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;

  takeNothing(): void {
    this.start = 0;
    this.end = 0;
  }

  take(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.start, this.end - this.start).toString(
      'utf8',
    );
  }
}

/** What several columns say of one thing, put into its field as one cell. */
export class JoinedCells {
  readonly parts: readonly CellBesides[];
  readonly #field: Pick<CellBesides, 'take' | 'takeNothing'>;
  readonly #join: JoinedColumns['join'];
  readonly #known = new Map<string, Buffer>();

  constructor(field: Pick<CellBesides, 'take' | 'takeNothing'>, { indexes, join }: JoinedColumns) {
    this.#field = field;
    this.#join = join;
    this.parts = indexes.map(() => new CellBesides());
  }

  /** After the last cell of a row. */
  finish(): void {
    const texts = this.parts.map(({ text }) => text);
    const key = texts.join(CELL_SEPARATOR);
    let joined = this.#known.get(key);
    if (joined === undefined) {
      joined = Buffer.from(this.#join(texts));
      if (this.#known.size === REMEMBERED) this.#known.clear();
      this.#known.set(key, joined);
    }
    if (joined.length === 0) this.#field.takeNothing();
    else this.#field.take(joined, 0, joined.length);
  }
}

/** What the cells say, each meaning once: 成功 beside 已支付 is 成功, 已支付 beside 退票 stays both. */
export function joinedText(reader: WordReader, texts: readonly string[]): string {
  const said = new Map<string, string>();
  for (const text of texts) {
    if (isBlankWord(text)) continue;
    const { means, isHeld } = reader.read(text);
    const meaning = isHeld ? `?${plainWord(text)}` : means;
    if (meaning !== null && !said.has(meaning)) said.set(meaning, text.trim());
  }
  return said.size === 0 ? (texts[0] ?? '') : [...said.values()].join('；');
}
