import { openRawFile } from '../open-raw-file.ts';
import { cellsOf, isBlank, type MergedCells, type RawFile, type RawSheet } from '../raw-file.ts';
import { recogniseWithMonths } from '../recognition/months-beside.ts';
import { type FileRecognition, refuseDoubted, type SheetOutcome } from '../recognition/recognise-file.ts';
import type { RecognitionKnowledge } from '../recognition/recognise-sheet.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { MonthOfPointOne } from './point-one.ts';
import {
  addCounts,
  type FileReading,
  noRows,
  type RowCounts,
  refusedReading,
  type SheetReading,
} from './reading-result.ts';
import { SetAsideRows } from './set-aside-rows.ts';
import { stageSheet } from './stage-sheet.ts';
import { periodFromTitle, pointOneOfTitle, townshipFromTitle, yearsOfTitle } from './title-period.ts';

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

/**
 * Reads one received file into Parquet files in `folder`: `staged.<source>.<sheet>.parquet` per sheet, `refused.parquet`
 * and `ignored.parquet`. A file that is no list we know is refused; one that cannot be opened throws a `Refusal`.
 */
export async function stageFile(job: FileToStage, folder: string): Promise<FileReading> {
  const opened = await openRawFile(job.path, { name: job.name });
  const { file, recognised: first } = await recogniseWithMonths(opened, job.knowledge);
  let recognised = first;
  // a sheet whose merged cells matter, or a note below whose rows doubts them, is known at its end, and then the file is read again
  const merges = new Map<number, readonly MergedCells[]>();
  const pointOnes: StagingFile['pointOnes'] = new Map();
  const doubted: StagingFile['doubted'] = new Map();
  for (;;) {
    if (recognised.refusal) return refusedReading(recognised.refusal, recognised.layouts);
    const reading = await stageSheets({ job, file, merges, pointOnes, doubted, folder }, recognised);
    if (reading !== null) return reading;
    recognised = refuseDoubted(job.name, recognised, doubted);
  }
}

interface StagingFile {
  job: FileToStage;
  file: RawFile;
  /** Merged cells that decide about rows, by the number of their sheet. */
  merges: Map<number, readonly MergedCells[]>;
  /** Sheets whose own notes doubt their rows, by their number within the file. */
  doubted: Map<number, { source: SourceDefinition; phrase: string }>;
  /** The month that 2022.1 is, by field, of sheets whose other cells told it, by their number. */
  pointOnes: Map<number, ReadonlyMap<string, MonthOfPointOne>>;
  folder: string;
}

async function stageSheets(
  staging: StagingFile,
  { sheets: outcomes, layouts }: FileRecognition,
): Promise<FileReading | null> {
  const { file, folder } = staging;
  const reading: FileReading = {
    status: 'used',
    code: null,
    zh: '',
    en: '',
    sources: [],
    counts: noRows(),
    sheets: [],
    layouts,
    control_totals: [],
    format: file.format,
    encoding: file.encoding,
  };
  const aside = new SetAsideRows(folder);
  try {
    for (const [position, outcome] of outcomes.entries()) {
      const sheet = file.sheets.find(({ index }) => index === outcome.index);
      if (!sheet) throw new Error(`sheet ${outcome.index} was recognised but is not in the file`);
      const sheetReading = await readSheet(
        staging,
        { sheet, outcome, sheetNo: position + 1, aside },
        reading,
      );
      if (sheetReading === null) {
        aside.close();
        return null;
      }
      reading.sheets.push(sheetReading);
      reading.counts = addCounts(reading.counts, sheetReading.counts);
    }
    aside.finish();
  } catch (error) {
    aside.close();
    throw error;
  }
  reading.sources = [...new Set(reading.sheets.flatMap(({ source }) => source ?? []))].sort();
  return reading;
}

interface SheetJob {
  sheet: RawSheet;
  outcome: SheetOutcome;
  sheetNo: number;
  aside: SetAsideRows;
}

/** Null where the file has to be read again, with the merged cells or the doubt that were found. */
async function readSheet(
  { job, merges, pointOnes, doubted, folder }: StagingFile,
  { sheet, outcome, sheetNo, aside }: SheetJob,
  reading: FileReading,
): Promise<SheetReading | null> {
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
    mapping: null,
    period: null,
    counts: noRows(),
    lost_digits: [],
  };
  if (outcome.status === 'ignored') return { ...blank, ...IGNORED_SHEET[outcome.reason] };
  if (outcome.status === 'refused') {
    const counts = await refuseSheet(
      { sheet, sheetNo, aside },
      outcome.refusal,
      [...job.sources.values()].flatMap(({ never_import }) => never_import),
    );
    return { ...blank, status: 'refused', zh: outcome.refusal.zh, en: outcome.refusal.en, counts };
  }
  const { recognition } = outcome;
  const source = job.sources.get(recognition.source);
  if (!source) throw new Error(`recognised a source that is not loaded: ${recognition.source}`);
  const names = { file: job.name, sheet: sheet.name };
  const period = periodFromTitle(source, recognition, names);
  const township = townshipFromTitle(source, recognition, names);
  const staged = await stageSheet(
    {
      ...{ sheet, recognition, source, period, township, sheetNo },
      merges: merges.get(sheetNo) ?? [],
      years: yearsOfTitle(source, recognition, names),
      is1904: sheet.countsFrom1904 === true,
      pointOnes: pointOneOfTitle(source, recognition, names),
      pointOnesFound: pointOnes.get(sheetNo) ?? new Map(),
    },
    folder,
    aside,
  );
  if ('merges' in staged) {
    merges.set(sheetNo, staged.merges);
    return null;
  }
  if ('pointOnes' in staged) {
    pointOnes.set(sheetNo, new Map([...(pointOnes.get(sheetNo) ?? []), ...staged.pointOnes]));
    return null;
  }
  if ('phrase' in staged) {
    doubted.set(sheet.index, { source, phrase: staged.phrase });
    return null;
  }
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
    mapping: recognition.mapping,
    period,
    counts: staged.counts,
    lost_digits: staged.lostDigits,
  };
}

/**
 * A sheet of people that is no known source, in a workbook whose other sheets are: all its rows are refused, none lost.
 * A column headed like one that some source must not import is not kept here either.
 */
async function refuseSheet(
  { sheet, sheetNo, aside }: Pick<SheetJob, 'sheet' | 'sheetNo' | 'aside'>,
  { code, zh, en }: { code: string; zh: string; en: string },
  neverImport: readonly string[],
): Promise<RowCounts> {
  let received = 0;
  const barred = new Set<number>();
  for await (const batch of sheet.batches()) {
    for (const row of batch) {
      if (isBlank(row)) continue;
      received += 1;
      const cells = cellsOf(row).map((cell, index) => {
        if (neverImport.some((word) => cell.includes(word))) barred.add(index);
        return [`第${index + 1}栏`, barred.has(index) ? '' : cell] as const;
      });
      aside.refuse({ sheetNo, sheet: sheet.name, row: row.row, code, zh, en, cells });
    }
  }
  return { received, used: 0, refused: received, ignored: 0 };
}
