import { join } from 'node:path';
import { NumberColumn, ParquetFile, TextColumn } from '../../storage/parquet/parquet-file.ts';

/** A row that is not used, with its reason in words and its cells by their headers. */
export interface RefusedRow {
  sheetNo: number;
  sheet: string;
  row: number;
  code: string;
  zh: string;
  en: string;
  /** Header and cell; of headers that come twice the later one is numbered. */
  cells: readonly (readonly [string, string | null])[];
}

/** A row below the header that is no data: a total, a signature. */
export interface IgnoredRow {
  sheetNo: number;
  sheet: string;
  row: number;
  kind: string;
  text: string;
}

/**
 * The rows of a file that are not used: `refused.parquet` and `ignored.parquet`, in the order in which they come. Where there
 * are none there is no file.
 */
export class SetAsideRows {
  readonly #refused: Rows<'code' | 'zh' | 'en' | 'cells'>;
  readonly #ignored: Rows<'kind' | 'text'>;

  constructor(folder: string) {
    this.#refused = new Rows(join(folder, 'refused.parquet'), ['code', 'zh', 'en', 'cells']);
    this.#ignored = new Rows(join(folder, 'ignored.parquet'), ['kind', 'text']);
  }

  refuse({ cells, ...row }: RefusedRow): void {
    // not an object: it would put headers that are numbers before the others
    const pairs = cells.map(([header, cell]) => `${JSON.stringify(header)}:${JSON.stringify(cell)}`);
    this.#refused.add({ ...row, cells: `{${pairs.join(',')}}` });
  }

  ignore(row: IgnoredRow): void {
    this.#ignored.add(row);
  }

  finish(): void {
    this.#refused.file?.finish();
    this.#ignored.file?.finish();
  }

  /** Gives up on the files. */
  close(): void {
    this.#refused.file?.close();
    this.#ignored.file?.close();
  }
}

type SetAside<Name extends string> = { sheetNo: number; sheet: string; row: number } & Record<Name, string>;

class Rows<Name extends string> {
  readonly #path: string;
  readonly #sheetNo = new NumberColumn('sheet_no', 'integer');
  readonly #sheet = new TextColumn('sheet');
  readonly #row = new NumberColumn('row_no', 'integer');
  readonly #texts: readonly { name: Name; column: TextColumn }[];
  readonly #columns: readonly (TextColumn | NumberColumn)[];
  file: ParquetFile | null = null;

  constructor(path: string, names: readonly Name[]) {
    this.#path = path;
    this.#texts = names.map((name) => ({ name, column: new TextColumn(name) }));
    this.#columns = [this.#sheetNo, this.#sheet, this.#row, ...this.#texts.map(({ column }) => column)];
  }

  add(row: SetAside<Name>): void {
    this.file ??= new ParquetFile(this.#path, this.#columns);
    this.#sheetNo.addNumber(row.sheetNo);
    this.#sheet.addText(row.sheet);
    this.#row.addNumber(row.row);
    for (const { name, column } of this.#texts) column.addText(row[name]);
    this.file.endRow();
  }
}
