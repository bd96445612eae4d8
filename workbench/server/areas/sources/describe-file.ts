import { type RecognitionReport, tryFile } from '../../../../reading/try-file.ts';
import { maskSample } from './mask-sample.ts';
import type { Recognised } from './recognise.ts';

type TriedSheet = RecognitionReport['sheets'][number];

const SAMPLE_ROWS = 20;
/** The header stands somewhere in the first forty rows; those and the sample are asked for. */
const ASKED_ROWS = 40 + SAMPLE_ROWS;

const IGNORED = {
  hidden: { zh: '隐藏的工作表，不读取', en: 'a hidden sheet, not read' },
  empty: { zh: '空表', en: 'an empty sheet' },
  notes: { zh: '封面或说明，没有人员行', en: 'a cover or notes, without rows of people' },
} as const;

/** How a file is understood, with its first rows, people masked; it may be large, so this is done aside. */
export async function describeFile(
  path: string,
  name: string,
  mapping: string | null,
): Promise<Omit<Recognised, 'hash'>> {
  const tried = await tryFile(path, { mappingPath: mapping, name, sampleRows: ASKED_ROWS });
  const { refusal } = tried;
  return {
    file: name,
    format: tried.format,
    encoding: tried.encoding,
    refusal: refusal === null ? null : { code: refusal.code, ...inWords(refusal) },
    sheets: tried.sheets.map((sheet) => tellSheet(sheet, tried)),
  };
}

function tellSheet(sheet: TriedSheet, { samples }: RecognitionReport): Recognised['sheets'][number] {
  const rows = samples.find(({ index }) => index === sheet.index)?.rows ?? [];
  const found = sheet.status === 'recognised' ? sheet.recognition : null;
  const told = {
    name: sheet.name,
    status: sheet.status,
    source: found?.source ?? null,
    reason: whyNot(sheet),
  };
  if (found) {
    const columns = [
      ...found.columns.map(({ index, header, field, confidence, how }) => ({
        ...blank(index, header),
        field,
        confidence,
        how,
      })),
      ...found.unused.map(({ index, header, reason, nearest = null }) => ({
        ...blank(index, header),
        why_not: reason,
        nearest,
      })),
    ].sort((one, other) => one.index - other.index);
    const below = rows.filter(({ row }) => row > found.header_rows[1]).slice(0, SAMPLE_ROWS);
    return { ...told, columns, rows: maskSample(columns, below) };
  }
  if (sheet.status !== 'refused') return { ...told, columns: [], rows: [] };
  const header = headerOf(rows);
  if (!header) return { ...told, columns: [], rows: [] };
  const columns = header.cells.flatMap((cell, index) =>
    cell.trim() === '' ? [] : [{ ...blank(index, cell.trim()), why_not: 'unknown' }],
  );
  const below = rows.filter(({ row }) => row > header.row).slice(0, SAMPLE_ROWS);
  return { ...told, columns, rows: maskSample(columns, below) };
}

function whyNot(sheet: TriedSheet): { zh: string; en: string } | null {
  if (sheet.status === 'recognised') return null;
  return sheet.status === 'ignored' ? IGNORED[sheet.reason] : inWords(sheet.refusal);
}

const inWords = ({ zh, en }: { zh: string; en: string }) => ({ zh, en });

const blank = (index: number, header: string) => ({
  index,
  header,
  field: null as string | null,
  why_not: null as string | null,
  nearest: null as string | null,
  confidence: null as number | null,
  how: null as string | null,
});

/** Of a sheet that nobody recognised: the first row with as many cells as any of the first ten. */
function headerOf(rows: RecognitionReport['samples'][number]['rows']) {
  const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
  const first = rows.slice(0, 10);
  const most = Math.max(0, ...first.map(({ cells }) => filled(cells)));
  return first.find(({ cells }) => filled(cells) === most && most > 1);
}
