import { join } from 'node:path';
import {
  ColumnWriter,
  INTEGER,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { openRawFile } from '../open-raw-file.ts';
import { cellsOf, isBlank, type RawFile, type RawSheet } from '../raw-file.ts';
import { recogniseFile, type SheetOutcome } from '../recognition/recognise-file.ts';
import type { RecognitionKnowledge } from '../recognition/recognise-sheet.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { REGION_TABLE, regionTableSql } from './plain-resident-id.ts';
import { addCounts, type FileReading, noRows, type RowCounts, type SheetReading } from './reading-result.ts';
import { type StagedSheet, stageSheet } from './stage-sheet.ts';
import { periodFromTitle } from './title-period.ts';

export interface FileToStage {
  path: string;
  /** Name under which the office sent it. */
  name: string;
  knowledge: RecognitionKnowledge;
  sources: ReadonlyMap<string, SourceDefinition>;
}

const IGNORED_SHEET = {
  hidden: { zh: '隐藏的工作表，不读', en: 'hidden sheet, not read' },
  empty: { zh: '空表', en: 'empty sheet' },
  notes: { zh: '封面或说明，不是名单', en: 'cover or notes, no list' },
} as const;

/** Makes what every file needs; once per warehouse. */
export async function prepareStaging(warehouse: Warehouse): Promise<void> {
  await warehouse.run(regionTableSql());
}

/** Removes what reading a file left behind in the engine. */
export async function clearStaging(warehouse: Warehouse): Promise<void> {
  const tables = await warehouse.rows<{ name: string }>(
    `select table_name as name from duckdb_tables() where temporary and table_name <> '${REGION_TABLE}'`,
  );
  if (tables.length > 0)
    await warehouse.run(tables.map(({ name }) => `drop table ${quoteName(name)}`).join('; '));
}

/**
 * Reads one received file into Parquet files in `folder`: `staged.<source>.<sheet>.parquet` per sheet, `refused.parquet`
 * and `ignored.parquet`. Throws a `Refusal` when the file as a whole cannot be used.
 */
export async function stageFile(
  warehouse: Warehouse,
  job: FileToStage,
  folder: string,
): Promise<FileReading> {
  const file = await openRawFile(job.path, { name: job.name });
  const recognised = await recogniseFile(file, job.knowledge);
  if (recognised.refusal) throw recognised.refusal;
  await warehouse.run(`
    create or replace temp table refused_row (
        sheet_no integer, sheet varchar, row_no integer, code varchar, zh varchar, en varchar, cells varchar);
    create or replace temp table ignored_row (
        sheet_no integer, sheet varchar, row_no integer, kind varchar, text varchar)`);
  const reading: FileReading = {
    status: 'used',
    code: null,
    zh: '',
    en: '',
    sources: [],
    counts: noRows(),
    sheets: [],
    control_totals: [],
    format: file.format,
    encoding: file.encoding,
  };
  for (const [position, outcome] of recognised.sheets.entries()) {
    const sheet = file.sheets.find(({ index }) => index === outcome.index);
    if (!sheet) throw new Error(`sheet ${outcome.index} was recognised but is not in the file`);
    const sheetReading = await readSheet(
      { warehouse, job, file, sheet, outcome, sheetNo: position + 1, folder },
      reading,
    );
    reading.sheets.push(sheetReading);
    reading.counts = addCounts(reading.counts, sheetReading.counts);
  }
  await writeOthers(warehouse, folder);
  reading.sources = [...new Set(reading.sheets.flatMap(({ source }) => source ?? []))].sort();
  return reading;
}

interface SheetJob {
  warehouse: Warehouse;
  job: FileToStage;
  file: RawFile;
  sheet: RawSheet;
  outcome: SheetOutcome;
  sheetNo: number;
  folder: string;
}

async function readSheet(
  { warehouse, job, sheet, outcome, sheetNo, folder }: SheetJob,
  reading: FileReading,
): Promise<SheetReading> {
  const blank: SheetReading = {
    sheet_no: sheetNo,
    sheet: sheet.name,
    status: 'ignored',
    zh: '',
    en: '',
    source: null,
    header_rows: null,
    title: [],
    headers: [],
    columns: [],
    unused: [],
    period: null,
    counts: noRows(),
  };
  if (outcome.status === 'ignored') return { ...blank, ...IGNORED_SHEET[outcome.reason] };
  if (outcome.status === 'refused') {
    const counts = await refuseSheet(
      warehouse,
      sheet,
      sheetNo,
      outcome.refusal,
      [...job.sources.values()].flatMap(({ never_import }) => never_import),
    );
    return { ...blank, status: 'refused', zh: outcome.refusal.zh, en: outcome.refusal.en, counts };
  }
  const { recognition } = outcome;
  const source = job.sources.get(recognition.source);
  if (!source) throw new Error(`recognised a source that is not loaded: ${recognition.source}`);
  const period = periodFromTitle(source, recognition, { file: job.name, sheet: sheet.name });
  const staged: StagedSheet = await stageSheet(
    warehouse,
    { sheet, recognition, source, period, sheetNo },
    folder,
  );
  reading.control_totals.push(...staged.controlTotals);
  return {
    ...blank,
    status: 'used',
    source: source.source,
    header_rows: recognition.header_rows,
    title: recognition.title,
    headers: recognition.headers,
    columns: recognition.columns,
    unused: recognition.unused,
    period,
    counts: staged.counts,
  };
}

/**
 * A sheet of people that is no known source, in a workbook whose other sheets are: all its rows are refused, none lost.
 * A column headed like one that some source must not import is not kept here either.
 */
async function refuseSheet(
  warehouse: Warehouse,
  sheet: RawSheet,
  sheetNo: number,
  refusal: { code: string; zh: string; en: string },
  neverImport: readonly string[],
): Promise<RowCounts> {
  let received = 0;
  const barred = new Set<number>();
  await warehouse.run('create or replace temp table unknown_row (row_no integer, cells varchar)');
  for await (const batch of sheet.batches()) {
    const writer = new ColumnWriter([INTEGER, VARCHAR]);
    for (const row of batch) {
      if (isBlank(row)) continue;
      received += 1;
      const kept = cellsOf(row).map((cell, index) => {
        if (neverImport.some((word) => cell.includes(word))) barred.add(index);
        return [`第${index + 1}栏`, barred.has(index) ? '' : cell];
      });
      writer.add(row.row, JSON.stringify(Object.fromEntries(kept)));
    }
    await warehouse.appendColumns(null, 'unknown_row', writer);
  }
  await warehouse.run(
    'insert into refused_row select $no, $sheet, row_no, $code, $zh, $en, cells from unknown_row',
    {
      no: sheetNo,
      sheet: sheet.name,
      code: refusal.code,
      zh: refusal.zh,
      en: refusal.en,
    },
  );
  return { received, used: 0, refused: received, ignored: 0 };
}

async function writeOthers(warehouse: Warehouse, folder: string): Promise<void> {
  for (const table of ['refused', 'ignored']) {
    await warehouse.run(
      `copy (select * from ${table}_row order by sheet_no, row_no)
       to ${quoteText(join(folder, `${table}.parquet`))} (format parquet)`,
    );
  }
}
