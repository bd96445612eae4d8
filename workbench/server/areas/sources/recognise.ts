import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { recognition } from '../../../contract/sources.ts';
import { runVerb } from '../../command-line.ts';
import type { Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';
import { inboxFiles } from './inbox.ts';
import { maskSample } from './mask-sample.ts';

export type Recognised = z.input<typeof recognition>;

/** What the command line says of one file. */
export interface TriedFile {
  file: string;
  format: string;
  encoding: string | null;
  samples: { index: number; rows: { row: number; cells: string[] }[] }[];
  refusal: { code: string; zh: string; en: string } | null;
  sheets: TriedSheet[];
}

export interface TriedSheet {
  index: number;
  name: string;
  status: 'recognised' | 'ignored' | 'refused';
  reason?: 'hidden' | 'empty' | 'notes';
  refusal?: { zh: string; en: string };
  recognition?: {
    source: string;
    header_rows: [number, number];
    columns: { index: number; header: string; field: string; confidence: number; how: string }[];
    unused: { index: number; header: string; reason: string; nearest?: string }[];
  };
}

const SAMPLE_ROWS = 20;
/** The header stands somewhere in the first forty rows; those and the sample are asked for. */
const ASKED_ROWS = 40 + SAMPLE_ROWS;

const IGNORED = {
  hidden: { zh: '隐藏的工作表，不读取', en: 'a hidden sheet, not read' },
  empty: { zh: '空表', en: 'an empty sheet' },
  notes: { zh: '封面或说明，没有人员行', en: 'a cover or notes, without rows of people' },
} as const;

const receiptFile = z.object({ name: z.string(), kept_as: z.string() });

const kept = new WeakMap<Desk, Map<string, Promise<Recognised>>>();

/** How a file is understood, by the mapping as it stands; files do not change under their hash. */
export function recognise(desk: Desk, hash: string): Promise<Recognised> {
  const known = kept.get(desk) ?? new Map<string, Promise<Recognised>>();
  kept.set(desk, known);
  const key = `${hash} ${stampOf(desk.workspace.mapping)}`;
  const asked = known.get(key) ?? ask(desk, hash);
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

async function ask(desk: Desk, hash: string): Promise<Recognised> {
  const { path, name } = locate(desk, hash);
  const tried = await runVerb<TriedFile>(desk.workspace.home, [
    'sources',
    ...['--try', path],
    ...['--name', name],
    ...['--rows', String(ASKED_ROWS)],
  ]);
  const { refusal } = tried;
  return {
    file: name,
    hash,
    format: tried.format,
    encoding: tried.encoding,
    refusal: refusal === null ? null : { code: refusal.code, zh: refusal.zh, en: refusal.en },
    sheets: tried.sheets.map((sheet) => tellSheet(sheet, tried)),
  };
}

/** A file by its content: it waits in the inbox, or a night has received it. */
function locate({ workspace, ...desk }: Desk, hash: string): { path: string; name: string } {
  const waiting = inboxFiles({ workspace, ...desk }).find((file) => file.hash === hash);
  if (waiting) return waiting;
  const folder = join(workspace.received, hash);
  const receipt = join(folder, 'receipt.json');
  if (!existsSync(receipt)) notFound({ zh: '没有这个文件。', en: 'There is no such file.' });
  const { name, kept_as } = receiptFile.parse(JSON.parse(readFileSync(receipt, 'utf8')));
  return { path: join(folder, kept_as), name };
}

function stampOf(path: string): string {
  return existsSync(path) ? String(statSync(path).mtimeMs) : '-';
}

function tellSheet(sheet: TriedSheet, { samples }: TriedFile): Recognised['sheets'][number] {
  const rows = samples.find(({ index }) => index === sheet.index)?.rows ?? [];
  const { recognition: found } = sheet;
  const told = {
    name: sheet.name,
    status: sheet.status,
    source: found?.source ?? null,
    reason: sheet.refusal
      ? { zh: sheet.refusal.zh, en: sheet.refusal.en }
      : sheet.reason
        ? IGNORED[sheet.reason]
        : null,
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
function headerOf(rows: TriedFile['samples'][number]['rows']) {
  const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
  const first = rows.slice(0, 10);
  const most = Math.max(0, ...first.map(({ cells }) => filled(cells)));
  return first.find(({ cells }) => filled(cells) === most && most > 1);
}
