import { decode as decodeOld } from 'iconv-lite';
import { unreadable } from '../unreadable.ts';
import { type BiffRecord, type BiffStream, BOOK_TYPE, biffRecords, type Substream } from './biff-records.ts';
import { readBiffStrings, readWideString } from './biff-strings.ts';
import { type CellFormat, cellFormat } from './cell-text.ts';
import { areChinese } from './encoding.ts';
import { fontStrikes } from './font-strikes.ts';

/** What the cells of an old workbook need to be read. */
export interface BiffBook {
  stream: BiffStream;
  sheets: { name: string; isHidden: boolean; substream: Substream }[];
  is1904: boolean;
  formats: CellFormat[];
  texts: string[];
  /** Decodes the bytes of a text as they stand in versions before Excel 97. */
  decode: (bytes: Buffer) => string;
}

const KIND = {
  date1904: 0x0022,
  continued: 0x003c,
  codePage: 0x0042,
  sheet: 0x0085,
  sharedStrings: 0x00fc,
} as const;
const FORMATS = new Set([0x001e, 0x041e]);
const FONTS = new Set([0x0031, 0x0231]);
const STYLES = new Set([0x0043, 0x0243, 0x0443, 0x00e0]);
/** Cells that bear their text themselves, up to Excel 95: plain, with fonts, the result of a formula. */
const TEXT_CELLS = new Set([0x0004, 0x0204, 0x00d6, 0x0007, 0x0207]);

/** Those that the platform decodes. The Macintosh numbers its own from 10000 on. */
const CODE_PAGES: Record<number, string> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  10001: 'shift_jis',
  10002: 'big5',
  10003: 'euc-kr',
  10007: 'x-mac-cyrillic',
  32768: 'macintosh',
};
/** Those that it does not. */
const OLD_CODE_PAGES: Record<number, string> = {
  437: 'cp437',
  737: 'cp737',
  775: 'cp775',
  850: 'cp850',
  852: 'cp852',
  855: 'cp855',
  857: 'cp857',
  860: 'cp860',
  861: 'cp861',
  862: 'cp862',
  863: 'cp863',
  864: 'cp864',
  865: 'cp865',
  10006: 'macgreek',
  10010: 'macromania',
  10029: 'maccenteuro',
  10079: 'maciceland',
  10081: 'macturkish',
  10082: 'maccroatian',
};
const CHINESE = new Set([936, 10_008]);

/** The workbook's own records: sheets, formats, texts. Throws a `Refusal` where they are damaged. */
export function readBook(stream: BiffStream, name: string): BiffBook {
  const { bytes, version, substreams } = stream;
  const book: BiffBook = {
    stream,
    sheets: [],
    is1904: false,
    formats: [],
    texts: [],
    decode: (text) => text.toString('latin1'),
  };
  // before Excel 5 a file is one sheet
  const globals = substreams[0];
  if (!globals) throw unreadable.noRows(name);
  const isBook = globals.type === BOOK_TYPE;
  if (!isBook) book.sheets.push({ name: '', isHidden: false, substream: globals });
  const codes = new Map<number, string>();
  const fonts: boolean[] = [];
  const styles: { id: number; font: number }[] = [];
  const sheets: BiffRecord[] = [];
  let strings: Buffer[] | null = null;
  let isInStrings = false;
  let codePage = 0;
  for (const record of biffRecords(bytes, globals)) {
    const { kind, content } = record;
    isInStrings = kind === KIND.sharedStrings || (isInStrings && kind === KIND.continued);
    if (isInStrings) strings = [...(kind === KIND.sharedStrings ? [] : (strings ?? [])), content];
    else if (kind === KIND.date1904) book.is1904 = content.readUInt16LE(0) === 1;
    else if (kind === KIND.codePage) codePage = content.readUInt16LE(0);
    else if (kind === KIND.sheet) sheets.push(record);
    else if (FORMATS.has(kind)) {
      const [id, code] = formatOf(version, content, codes.size);
      codes.set(id, code);
    } else if (FONTS.has(kind)) fonts.push(fontStrikes(content));
    else if (STYLES.has(kind))
      styles.push({ id: formatNumber(version, content), font: version >= 5 ? content.readUInt16LE(0) : 0 });
  }
  // there is no fourth font
  book.formats = styles.map(({ id, font }) =>
    cellFormat(id, codes.get(id) ?? '', version >= 5 && fonts[font > 4 ? font - 1 : font]),
  );
  if (strings !== null) {
    const texts = readBiffStrings(strings);
    if (texts === null) throw unreadable.damaged(name, 'SST');
    book.texts = texts;
  }
  if (version < 8) book.decode = decoderOf(stream, codePage);
  for (const { content, at } of sheets) {
    const place = content.readUInt32LE(0);
    // sheets of cells alone; charts, macros and modules hold no rows
    if (content[5] !== 0) continue;
    const substream = substreams.find(({ start }) => start === place);
    if (!substream) throw unreadable.damaged(name, `sheet ${at}`);
    const isHidden = ((content[4] ?? 0) & 3) > 0;
    const text =
      version === 8
        ? readWideString([content.subarray(6)], 1)
        : book.decode(content.subarray(7, 7 + (content[6] ?? 0)));
    if (text === null) throw unreadable.damaged(name, `sheet ${at}`);
    book.sheets.push({ name: text, isHidden, substream });
  }
  return book;
}

function formatOf(version: number, content: Buffer, count: number): [number, string] {
  if (version === 8) return [content.readUInt16LE(0), readWideString([content.subarray(2)], 2) ?? ''];
  if (version >= 4) return [content.readUInt16LE(0), content.toString('latin1', 3, 3 + (content[2] ?? 0))];
  return [count, content.toString('latin1', 1, 1 + (content[0] ?? 0))];
}

function formatNumber(version: number, content: Buffer): number {
  if (version >= 5) return content.readUInt16LE(2);
  return version === 2 ? (content[2] ?? 0) & 0x3f : (content[1] ?? 0);
}

/** Programs that were told no language write these. */
const UNTOLD = new Set([0, 1252, 32_769]);

/** Texts before Excel 97 are bytes of a code page. */
function decoderOf(stream: BiffStream, codePage: number): (bytes: Buffer) => string {
  const old = OLD_CODE_PAGES[codePage];
  if (old !== undefined) return (text) => decodeOld(text, old);
  const isChinese = CHINESE.has(codePage) || (UNTOLD.has(codePage) && areChinese(textsOf(stream)));
  const decoder = new TextDecoder(isChinese ? 'gb18030' : (CODE_PAGES[codePage] ?? 'windows-1252'));
  return (text) => decoder.decode(text);
}

function* textsOf({ bytes, substreams, version }: BiffStream): Generator<Buffer> {
  for (const substream of substreams)
    for (const { kind, content } of biffRecords(bytes, substream))
      if (TEXT_CELLS.has(kind)) yield byteText(version, kind, content);
}

/** The bytes of the text that such a record holds. */
export function byteText(version: number, kind: number, content: Buffer): Buffer {
  const isResult = kind === 0x0007 || kind === 0x0207;
  const at = isResult ? 0 : version === 2 ? 7 : 6;
  const isShort = version === 2;
  if (content.length < at + (isShort ? 1 : 2)) return content.subarray(0, 0);
  const length = isShort ? (content[at] ?? 0) : content.readUInt16LE(at);
  const from = at + (isShort ? 1 : 2);
  return content.subarray(from, from + length);
}
