import type { z } from 'zod';
import { columnNames } from '../../../../reading/recognition/layout.ts';
import type { Mapping } from '../../../../reading/recognition/mapping.ts';
import { type RecognitionReport, tryFile } from '../../../../reading/try-file.ts';
import type { recognition } from '../../../contract/sources.ts';
import { maskSample } from './mask-sample.ts';

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
  mappings: readonly Mapping[],
): Promise<Omit<Recognised, 'hash'>> {
  const tried = await tryFile(path, { mappings, name, sampleRows: ASKED_ROWS });
  const { refusal } = tried;
  return {
    file: name,
    format: tried.format,
    encoding: tried.encoding,
    refusal: refusal === null ? null : { code: refusal.code, ...inWords(refusal) },
    sheets: tried.sheets.map((sheet) => tellSheet(sheet, tried)),
  };
}

function tellSheet(sheet: TriedSheet, { samples, layouts }: RecognitionReport): Recognised['sheets'][number] {
  const { rows = [], readings = {} } = samples.find(({ index }) => index === sheet.index) ?? {};
  const layout = layouts.find((one) => one.sheet === sheet.name);
  const found = sheet.status === 'recognised' ? sheet.recognition : null;
  const told = {
    name: sheet.name,
    status: sheet.status,
    source: found?.source ?? null,
    reason: whyNot(sheet),
    near: layout?.near ?? [],
    doubted: layout?.doubted ?? null,
  };
  if (layout === undefined) return { ...told, columns: [], rows: [] };
  const read = new Map(found?.columns.map((column) => [column.index, column]));
  const unread = new Map(found?.unused.map((column) => [column.index, column]));
  const columns = columnNames(layout.headers).flatMap((header, index) => {
    const { field = null, confidence = null, how = null } = read.get(index) ?? {};
    const { reason = 'unknown', nearest = null } = unread.get(index) ?? {};
    const perhaps = Object.entries(readings).map(
      ([source, { fields, proposals }]) =>
        [source, { field: fields[index] ?? null, proposals: proposals[index] ?? [] }] as const,
    );
    if (header === '') return [];
    return [
      {
        ...{ index, header, field, confidence, how, nearest },
        why_not: field === null ? reason : null,
        readings: Object.fromEntries(perhaps),
      },
    ];
  });
  const below = rows.filter(({ row }) => row > layout.header_row).slice(0, SAMPLE_ROWS);
  return { ...told, columns, rows: maskSample(columns, below) };
}

function whyNot(sheet: TriedSheet): { zh: string; en: string } | null {
  if (sheet.status === 'recognised') return null;
  return sheet.status === 'ignored' ? IGNORED[sheet.reason] : inWords(sheet.refusal);
}

const inWords = ({ zh, en }: { zh: string; en: string }) => ({ zh, en });

export type Recognised = z.input<typeof recognition>;
