import { openRawFile } from './open-raw-file.ts';
import { cellsOf, headOf, type RawFormat } from './raw-file.ts';
import { assignColumns } from './recognition/column-assignment.ts';
import type { Layout } from './recognition/layout.ts';
import { applyMapping, type Mapping, mappingFor } from './recognition/mapping.ts';
import { recogniseWithMonths } from './recognition/months-beside.ts';
import { proposeFields } from './recognition/propose-fields.ts';
import type { FileRecognition } from './recognition/recognise-file.ts';
import { prepareKnowledge, type RecognitionKnowledge } from './recognition/recognise-sheet.ts';
import { profileColumns } from './recognition/value-profile.ts';
import { loadSources, SOURCES_FOLDER } from './sources/load-sources.ts';

export interface RecognitionReport extends FileRecognition {
  file: string;
  format: RawFormat;
  encoding: string | null;
  delimiter: string | null;
  /** The first rows of each visible sheet as they were sent, where they were asked for. */
  samples: SheetSample[];
}

export interface SheetSample {
  index: number;
  rows: { row: number; cells: string[] }[];
  /** Per source that the sheet is or may be, by the number of a column: what is read as of itself, and what the others may be. */
  readings: Record<string, { fields: Record<number, string>; proposals: Record<number, string[]> }>;
}

/** Reads as much of a file as recognising it takes, and keeps nothing. */
export async function tryFile(
  path: string,
  options: {
    sourcesDir?: string;
    /** What the office has said of columns. */
    mappings?: readonly Mapping[];
    /** The name the file came under, where it lies under another now. */
    name?: string;
    sampleRows?: number;
  } = {},
): Promise<RecognitionReport> {
  const sources = loadSources(options.sourcesDir ?? SOURCES_FOLDER);
  const knowledge = prepareKnowledge(sources, options.mappings ?? []);
  const opened = await openRawFile(path, options.name === undefined ? {} : { name: options.name });
  const { file, recognised } = await recogniseWithMonths(opened, knowledge);
  const { name, format, encoding, delimiter } = file;
  const samples: SheetSample[] = [];
  for (const sheet of options.sampleRows ? file.sheets : []) {
    if (sheet.isHidden) continue;
    const head = await headOf(sheet, options.sampleRows ?? 0);
    const rows = head.map((row) => ({ row: row.row, cells: cellsOf(row) }));
    const layout = recognised.layouts.find((one) => one.sheet === sheet.name);
    const readings = layout === undefined ? {} : readAsEach(name, layout, rows, knowledge);
    samples.push({ index: sheet.index, rows, readings });
  }
  return { file: name, format, encoding, delimiter, samples, ...recognised };
}

/** What the columns of a sheet are if it is of a source: of the one it was taken for, else of each there is. */
function readAsEach(
  fileName: string,
  layout: Layout,
  rows: SheetSample['rows'],
  { matchers, mappings }: RecognitionKnowledge,
): SheetSample['readings'] {
  const { headers, near, asks } = layout;
  const below = rows.filter(({ row }) => row > layout.header_row).map(({ cells }) => cells);
  const profiles = profileColumns(below, headers.length);
  const said = mappingFor(mappings, fileName, headers);
  const meant = asks?.startsWith('source-')
    ? matchers
    : matchers.filter(({ source }) => near.includes(source.source));
  return Object.fromEntries(
    meant.map((matcher) => {
      const { source } = matcher;
      const mapped = said?.source === source.source ? applyMapping(said, headers) : undefined;
      const { columns } = assignColumns(matcher, headers, profiles, mapped);
      const fields = Object.fromEntries(columns.map(({ index, field }) => [index, field]));
      const taken = new Set(Object.values(fields));
      const proposals = Object.fromEntries(
        headers.flatMap(({ text }, index) =>
          text === '' || fields[index] !== undefined
            ? []
            : [[index, proposeFields(source, text, profiles[index], taken)] as const],
        ),
      );
      return [source.source, { fields, proposals }];
    }),
  );
}

const IGNORED = {
  hidden: '隐藏工作表 hidden',
  empty: '空表 empty',
  notes: '封面或说明 cover or notes',
} as const;
const UNUSED = {
  unknown: '未识别 unknown',
  serial: '序号 serial number',
  duplicate: '重复列 the field is taken by another column',
  'values-do-not-fit': '内容与列名不符 values do not fit the name',
  ignored: '已说明不读 left out, as somebody said',
  'never-import': '按规定不导入 must not be imported',
} as const;

/** The report as lines for a terminal. */
export function printReport(report: RecognitionReport): string[] {
  const how = [report.format, report.encoding, report.delimiter === '\t' ? 'TAB' : report.delimiter];
  const lines = [`${report.file} (${how.filter((part) => part !== null).join(', ')})`];
  for (const sheet of report.sheets) {
    const name = sheet.name === '' ? '' : ` [${sheet.name}]`;
    if (sheet.status === 'ignored') lines.push(`${name} 忽略 ignored: ${IGNORED[sheet.reason]}`);
    if (sheet.status === 'refused') lines.push(`${name} ${sheet.refusal.zh}`, `${name} ${sheet.refusal.en}`);
    if (sheet.status !== 'recognised') continue;
    const { source, header_rows, columns, unused, title } = sheet.recognition;
    lines.push(`${name} → ${source}, 表头第 ${header_rows.join('–')} 行 header rows`);
    for (const text of title) lines.push(`    标题 title: ${text}`);
    for (const { index, header, field, confidence, how: way } of columns) {
      lines.push(`    ${letter(index)}\t${header} → ${field}\t${confidence.toFixed(2)} ${way}`);
    }
    for (const { index, header, reason, nearest } of unused) {
      const hint = nearest === undefined ? '' : `, 最接近 nearest: ${nearest}`;
      lines.push(`    ${letter(index)}\t${header} — ${UNUSED[reason]}${hint}`);
    }
  }
  if (report.refusal && !report.sheets.some(({ status }) => status === 'refused')) {
    lines.push(report.refusal.zh, report.refusal.en);
  }
  return lines;
}

/** A column as a spreadsheet calls it. */
function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
