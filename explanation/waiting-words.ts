import { fileNoSql, locateRow } from '../core/row-number.ts';
import type { SourceDefinition } from '../reading/sources/source-definition.ts';
import { type Meaning, meaningsOf } from '../reading/vocabularies/meanings-of.ts';
import { proposeMeanings } from '../reading/vocabularies/propose-meaning.ts';
import type { PublishedBuild } from './published-reader.ts';

/** A column of free text may hold thousands of words: those that most rows wait for are likened to known ones. */
const PROPOSED_FOR = 100;

/** A word that rows of the published build wait for, as a person is asked what it means. */
export interface WaitingWord {
  source: string;
  title: string;
  english: string;
  field: string;
  column: string;
  column_en: string;
  /** As received; '' for a blank cell. */
  word: string;
  rows: number;
  files: number;
  /** The first row that holds it, as the program that wrote the file counts. */
  example: { file: string; file_hash: string; sheet: string; row: number };
  /** What it may mean, the likeliest first, each with the known word that it resembles. */
  proposals: { word: string; means: string }[];
  /** What a cell of this column may mean; empty where the column states an amount, which only its sender can. */
  meanings: Meaning[];
}

/** Every word that rows wait for, most rows first. */
export async function waitingWords(
  build: Pick<PublishedBuild, 'rows'>,
  sources: readonly SourceDefinition[],
): Promise<WaitingWord[]> {
  const held = await build.rows<{
    source: string;
    field: string;
    word: string;
    rows: number;
    files: number;
    first_row: number;
  }>(`
    select
        source, field, word, count(*)::integer as rows, count(distinct ${fileNoSql('row_id')})::integer as files,
        min(row_id) as first_row
    from held
    -- a row that repeats a part of another file waits for a ruling on that file, not for a word
    where field <> '*'
    group by source, field, word
    order by rows desc, source, field, word`);
  const places = await build.rows<Place>(
    'select file_no, sheet_no, name, hash, sheet from file_sheet inner join file using (file_no)',
  );
  return held.map(({ first_row: firstRow, ...one }, place) => {
    const source = sources.find((known) => known.source === one.source);
    const field = source?.vocabulary[one.field];
    const header = source?.fields[one.field]?.headers[0] ?? one.field;
    return {
      ...one,
      title: source?.title ?? one.source,
      english: source?.english ?? one.source,
      column: field?.title ?? header,
      column_en: field?.english ?? header,
      example: exampleAt(firstRow, places),
      proposals: field && one.word !== '' && place < PROPOSED_FOR ? proposeMeanings(field, one.word) : [],
      meanings: field ? meaningsOf(field) : [],
    };
  });
}

interface Place {
  file_no: number;
  sheet_no: number;
  name: string;
  hash: string;
  sheet: string;
}

function exampleAt(rowId: number, places: readonly Place[]): WaitingWord['example'] {
  const { fileNo, sheetNo, row } = locateRow(rowId);
  const place = places.find(({ file_no, sheet_no }) => file_no === fileNo && sheet_no === sheetNo);
  return { file: place?.name ?? '', file_hash: place?.hash ?? '', sheet: place?.sheet ?? '', row };
}
