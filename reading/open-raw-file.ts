import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeWhole, encodingByMark } from '../core/text-encoding.ts';
import { readablePath } from '../storage/at-rest/kept-bytes.ts';
import { openDbase } from './formats/dbase.ts';
import { isDbase } from './formats/dbase-fields.ts';
import { readDelimited, readLines } from './formats/delimited.ts';
import { sniffDelimiter } from './formats/delimiter.ts';
import { detectEncoding } from './formats/encoding.ts';
import { shapeOfLines } from './formats/line-shape.ts';
import { markupSheets } from './formats/office-library.ts';
import { oldWorkbookSheets } from './formats/old-workbook.ts';
import { openZipped } from './formats/xlsx.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { holdsResidentId, type RawFile, type RawSheet } from './raw-file.ts';
import { assertUnchanged, type FileMark, fileMark } from './stable-file.ts';
import { unreadable } from './unreadable.ts';

const HEAD_BYTES = 256 * 1024;
const OLE_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

type Content = Omit<RawFile, 'path' | 'name' | 'limits'>;

/**
 * Opens a file by what it holds, not by what it is called: many files named .xls are web pages or text.
 * Throws a `Refusal` for what cannot be read; a file that changes underway is refused when its rows are read.
 */
export async function openRawFile(
  kept: string,
  options: Partial<Limits> & { name?: string } = {},
): Promise<RawFile> {
  const { name = basename(kept), ...given } = options;
  const path = readablePath(kept, () => unreadable.damaged(name, 'seal'));
  const limits: Limits = { ...DEFAULT_LIMITS, ...given };
  const mark = await fileMark(path, name, limits.insideOf);
  const head = await headBytes(path);
  const content = await openContent(path, name, head, limits).catch((error) => {
    throw asDamage(error, name);
  });
  await assertUnchanged(path, name, mark);
  const sheets = content.sheets.map((sheet) => guarded(sheet, path, name, mark));
  return { ...content, sheets, path, name, limits };
}

async function openContent(path: string, name: string, head: Buffer, limits: Limits): Promise<Content> {
  const none = { encoding: null, delimiter: null };
  if (head.subarray(0, 2).toString('latin1') === 'PK')
    return { ...none, ...(await openZipped(path, name, limits)) };
  if (isDbase(head)) return { ...none, format: 'dbf', ...(await openDbase(path, head, name, limits)) };
  const isOld =
    head.subarray(0, 8).equals(OLE_MARK) ||
    (head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1) && head.includes(0));
  if (isOld)
    return {
      ...none,
      format: 'xls',
      sheets: oldWorkbookSheets(await wholeFile(path, name, limits), name, limits),
    };
  const foreign = foreignKind(head);
  if (foreign) throw (ARCHIVES.has(foreign) ? unreadable.archive : unreadable.notATable)(name, foreign);
  const beginning = textOf(head).trimStart().slice(0, 4096).toLowerCase();
  const isMarkup =
    /^(?:<!doctype html|<html|<table|<meta|<head|<body|<style|<div)/.test(beginning) ||
    (beginning.startsWith('<?xml') && /urn:schemas-microsoft-com:office|<html|<table/.test(beginning)) ||
    (beginning.startsWith('<') && beginning.includes('<table'));
  if (isMarkup) return { ...none, format: 'html', sheets: await openMarkup(path, name, limits) };
  return openText(path, name, head, limits);
}

async function wholeFile(path: string, name: string, limits: Limits): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > limits.wholeFileBytes)
    throw unreadable.tooLarge(name, `${Math.round(limits.wholeFileBytes / 1024 ** 2)} MB`);
  return readFile(path);
}

async function openMarkup(path: string, name: string, limits: Limits): Promise<RawSheet[]> {
  const bytes = await wholeFile(path, name, limits);
  const text = decodeWhole(bytes);
  if (text === null) throw unreadable.encoding(name);
  return markupSheets(text, name, limits);
}

async function openText(path: string, name: string, head: Buffer, limits: Limits): Promise<Content> {
  const encoding = await detectEncoding(path, head);
  const sample = textOf(head, encoding.encoding);
  if (looksBinary(sample)) throw unreadable.notATable(name, 'binary');
  const lines = sample.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw unreadable.noRows(name);
  // the last line of the sample, or of the file, may be cut
  if (!/[\r\n]\0*$/.test(sample) && lines.length > 1) lines.pop();
  const delimiter = sniffDelimiter(lines.slice(0, 50));
  const widest = Math.max(...lines.slice(0, 50).map((line) => line.trimEnd().split(delimiter).length));
  if (widest > limits.columns) throw unreadable.tooManyColumns(name, limits.columns);
  const shape = shapeOfLines(lines, delimiter);
  if (shape.cells < 2 && lines.some(holdsMoreThanANumber)) throw unreadable.noDelimiter(name);
  const source = { path, name, encoding, delimiter, shape, limits };
  const sheet: RawSheet = {
    index: 0,
    name: '',
    isHidden: false,
    merges: () => [],
    batches: () => readDelimited(source),
    lines: () => readLines(source),
  };
  return { format: 'delimited', encoding: encoding.encoding, delimiter, sheets: [sheet] };
}

/** A line of a person: a number, and a name or an amount beside it. */
function holdsMoreThanANumber(line: string): boolean {
  return holdsResidentId(line) && line.replace(/[\dXx\s]/g, '').length > 1;
}

/** Decodes what may end in the middle of a character. */
function textOf(head: Buffer, encoding?: string): string {
  const label = encoding ?? encodingByMark(head)?.encoding ?? 'utf-8';
  return new TextDecoder(label).decode(head, { stream: true });
}

/** Control characters do not occur in tables; a few may slip into free text, and a bad copy leaves some zeros. */
function looksBinary(sample: string): boolean {
  let controlCount = 0;
  // a sector of zeros costs the lines that it covers
  const text = sample.replace(/\0{2,}/g, '\0');
  const length = Math.min(text.length, 65_536);
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 31 && code !== 12)
      controlCount += 1;
  }
  return controlCount > 4 && controlCount > length / 200;
}

const ARCHIVES: ReadonlySet<string> = new Set(['rar', '7z', 'gzip']);

function foreignKind(head: Buffer): string | null {
  const start = head.subarray(0, 6).toString('latin1');
  if (start.startsWith('%PDF')) return 'PDF';
  if (start.startsWith('\x89PNG') || start.startsWith('\xff\xd8\xff') || start.startsWith('GIF8'))
    return 'image';
  if (start.startsWith('Rar!')) return 'rar';
  if (start.startsWith('7z\xbc\xaf')) return '7z';
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  if (start.startsWith('PAR1')) return 'parquet';
  if (start === 'MIME-V') return 'mht';
  if (start.startsWith('ID;P')) return 'slk';
  if (/^TABLE\r?\n0,1\r?\n/.test(head.subarray(0, 16).toString('latin1'))) return 'dif';
  if (/^(?:\xef\xbb\xbf)?<\?xml[^>]*>\s*<office:document\s/.test(head.subarray(0, 256).toString('latin1')))
    return 'fods';
  return null;
}

/** Whatever looks for bytes that the file does not have reads a damaged file. */
function asDamage(error: unknown, name: string): unknown {
  return error instanceof RangeError ? unreadable.damaged(name, error.message) : error;
}

/** After the last row of each reading the file is looked at again. */
function guarded(sheet: RawSheet, path: string, name: string, mark: FileMark): RawSheet {
  async function* toEnd<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* rows;
    } catch (error) {
      throw asDamage(error, name);
    }
    await assertUnchanged(path, name, mark);
  }
  const { lines } = sheet;
  return {
    ...sheet,
    batches: () => toEnd(sheet.batches()),
    ...(lines ? { lines: () => toEnd(lines()) } : {}),
  };
}

async function headBytes(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
