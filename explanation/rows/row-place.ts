import { locateRow } from '../../core/row-number.ts';
import type { Language } from '../../core/words/language.ts';
import type { RowPlace } from '../case-explanation.ts';
import type { PublishedBuild } from '../published-reader.ts';

/** One sheet of a received file, as the build knows it. */
export interface SheetRecord {
  file_no: number;
  sheet_no: number;
  sheet: string;
  file: string;
  hash: string;
  source: string;
  source_title: string;
  source_english: string;
  headers: string[];
  /** Positions of the columns that may be shown. */
  kept: number[];
  columns: { index: number; header: string; field: string }[];
  as_of: string | null;
}

/** All sheets of the build by file number and sheet number. */
export function sheetsOf(build: PublishedBuild): Promise<SheetIndex> {
  return build.once('sheets', async () => {
    const rows = await build.rows<
      Omit<SheetRecord, 'headers' | 'kept' | 'columns'> & { headers: string; kept: string; columns: string }
    >(`
      select
          file_sheet.file_no, file_sheet.sheet_no, file_sheet.sheet, file.name as file, file.hash,
          coalesce(file_sheet.source, '') as source, coalesce(source.title, '') as source_title,
          coalesce(source.english, '') as source_english, file_sheet.headers, file_sheet.kept, file_sheet.columns,
          source_file.data_until as as_of
      from file_sheet
      inner join file using (file_no)
      left join result.source as source on source.source = file_sheet.source
      left join result.source_file as source_file
          on source_file.source = file_sheet.source and source_file.file_no = file_sheet.file_no`);
    return new SheetIndex(
      rows.map((row) => ({
        ...row,
        headers: JSON.parse(row.headers) as string[],
        kept: JSON.parse(row.kept) as number[],
        columns: JSON.parse(row.columns) as SheetRecord['columns'],
      })),
    );
  });
}

/** Finds sheets by the number of a row, or by what a finding's evidence says of it. */
export class SheetIndex {
  readonly #byNumber = new Map<string, SheetRecord>();
  readonly #byName = new Map<string, SheetRecord>();

  constructor(sheets: readonly SheetRecord[]) {
    for (const sheet of sheets) {
      this.#byNumber.set(`${sheet.file_no}/${sheet.sheet_no}`, sheet);
      this.#byName.set(`${sheet.hash}/${sheet.sheet}`, sheet);
    }
  }

  named(hash: string, sheet: string): SheetRecord | null {
    return this.#byName.get(`${hash}/${sheet}`) ?? null;
  }

  /** Where the row with this number stands. */
  place(rowId: number, language: Language): RowPlace | null {
    const { fileNo, sheetNo, row } = locateRow(rowId);
    const sheet = this.#byNumber.get(`${fileNo}/${sheetNo}`);
    return sheet ? placeIn(sheet, row, language) : null;
  }
}

export function placeIn(sheet: SheetRecord, row: number, language: Language): RowPlace {
  return {
    source: sheet.source,
    source_title: language === 'zh' ? sheet.source_title : sheet.source_english,
    file: sheet.file,
    file_hash: sheet.hash,
    sheet: sheet.sheet,
    row,
    as_of: sheet.as_of,
  };
}
