import { unreadable } from '../unreadable.ts';
import { numberText } from './cell-text.ts';

/** A column of a dBASE or FoxPro table. */
export interface DbaseField {
  /** Bytes of its name, in the encoding of the table. */
  name: Buffer;
  type: string;
  /** Where it stands in a record, and how many bytes. */
  start: number;
  length: number;
  /** A column that the program keeps for itself. */
  isSystem: boolean;
  /** Its bits among those that say what is missing and what is shorter than its column; null where it has none. */
  shorterBit: number | null;
  missingBit: number | null;
}

export interface DbaseHeader {
  /** Number of its code page, by which the program that wrote it knows it. */
  codePage: number;
  records: number;
  headerBytes: number;
  recordBytes: number;
  fields: DbaseField[];
  /** Where the bits stand; null where no column has any. */
  bits: DbaseField | null;
}

/** First bytes of dBASE III and IV, FoxBASE, FoxPro and Visual FoxPro, with and without notes (memo) beside them. */
const KINDS = new Set([0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb]);
const VISUAL_FOXPRO = new Set([0x30, 0x31, 0x32]);
const FIELD_BYTES = 32;
const FIELDS_END = 0x0d;
/** Visual FoxPro names the database that a table belongs to behind its fields; others leave the room for it blank. */
const BACKLINK_BYTES = 263;

/** Bytes that values of these types have, whatever the table says. */
const LENGTHS: Record<string, readonly number[]> = {
  D: [8],
  L: [1],
  I: [4],
  '+': [4],
  Y: [8],
  T: [8],
  '@': [8],
  M: [4, 10],
  G: [4, 10],
  P: [4, 10],
  W: [4],
  B: [8, 10],
};
const ANY_LENGTH = new Set(['C', 'N', 'F', 'V', 'Q', '0']);

/** By the first bytes: a known kind, a day of its last change, and zeros where no text has any. */
export function isDbase(head: Buffer): boolean {
  const [kind = 0, , month = 0, day = 0] = head;
  return head.length >= 33 && KINDS.has(kind) && month <= 12 && day <= 31 && head[12] === 0 && head[13] === 0;
}

/** What stands before the records; its parts must fit each other to the byte. */
export function readHeader(head: Buffer, name: string): DbaseHeader {
  const isVisualFoxPro = VISUAL_FOXPRO.has(head[0] ?? 0);
  const headerBytes = head.readUInt16LE(8);
  const recordBytes = head.readUInt16LE(10);
  const fields: DbaseField[] = [];
  let at = FIELD_BYTES;
  let start = 1;
  let bit = 0;
  for (; head[at] !== FIELDS_END; at += FIELD_BYTES) {
    if (at + FIELD_BYTES > Math.min(head.length, headerBytes)) throw unreadable.damaged(name, 'header');
    const bytes = head.subarray(at, at + FIELD_BYTES);
    const type = String.fromCharCode(bytes[11] ?? 0);
    // a long text has the upper byte of its length where numbers have their decimals
    const length = (bytes[16] ?? 0) + (type === 'C' ? (bytes[17] ?? 0) * 256 : 0);
    const isOdd = LENGTHS[type] ? !LENGTHS[type].includes(length) : !ANY_LENGTH.has(type) || length === 0;
    if (isOdd) throw unreadable.damaged(name, `field ${fields.length + 1}: ${type} ${length}`);
    const flags = isVisualFoxPro ? (bytes[18] ?? 0) : 0;
    const end = bytes.subarray(0, 11).indexOf(0);
    fields.push({
      name: bytes.subarray(0, end === -1 ? 11 : end),
      type,
      start,
      length,
      isSystem: type === '0' || (flags & 1) === 1,
      shorterBit: type === 'V' || type === 'Q' ? bit++ : null,
      missingBit: (flags & 2) === 2 ? bit++ : null,
    });
    start += length;
  }
  const behind = headerBytes - at - 1;
  const isWhole =
    start === recordBytes &&
    (behind === 0 ||
      (behind === 1 && head[at + 1] === 0) ||
      (behind === BACKLINK_BYTES &&
        (isVisualFoxPro || head.subarray(at + 1, headerBytes).every((byte) => byte === 0))));
  if (!isWhole) throw unreadable.damaged(name, 'header');
  return {
    codePage: head[29] ?? 0,
    records: head.readUInt32LE(4),
    headerBytes,
    recordBytes,
    fields: fields.filter(({ isSystem }) => !isSystem),
    bits: fields.find(({ type }) => type === '0') ?? null,
  };
}

/** The table says that there is a note, which stands in a file of its own. */
const NOTE_ELSEWHERE = '（备注另存于 .fpt/.dbt 文件 note kept in another file）';

/** One value as text; `text` decodes the bytes of a character column. */
export function fieldText(field: DbaseField, bytes: Buffer, text: (bytes: Buffer) => string): string {
  switch (field.type) {
    case 'C':
    case 'V':
      return text(bytes);
    case 'N':
    case 'F':
      return bytes.toString('latin1').replaceAll('\0', ' ').trim();
    case 'D':
      return dateText(bytes.toString('latin1'));
    case 'L':
      return LOGICAL[bytes.toString('latin1')] ?? '';
    case 'I':
    case '+':
      return String(bytes.readInt32LE(0));
    case 'Y':
      return moneyText(bytes.readBigInt64LE(0));
    case 'T':
    case '@':
      return momentText(bytes.readInt32LE(0), bytes.readInt32LE(4));
    case 'B':
      return bytes.length === 8 ? numberText(String(bytes.readDoubleLE(0))) : noteText(bytes);
    case 'Q':
      return '';
    default:
      return noteText(bytes);
  }
}

const LOGICAL: Record<string, string> = {
  T: 'TRUE',
  t: 'TRUE',
  Y: 'TRUE',
  y: 'TRUE',
  F: 'FALSE',
  f: 'FALSE',
  N: 'FALSE',
  n: 'FALSE',
};

function dateText(stored: string): string {
  const found = /^(\d{4})(\d\d)(\d\d)$/.exec(stored);
  if (!found) return stored.replaceAll('\0', ' ').trim();
  return stored === '00000000' ? '' : `${found[1]}-${found[2]}-${found[3]}`;
}

/** Ten thousandths of a yuan. */
function moneyText(stored: bigint): string {
  const digits = (stored < 0n ? -stored : stored).toString().padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`;
  return numberText(stored < 0n ? `-${text}` : text);
}

const JULIAN_OF_1970 = 2_440_588;

/** A Julian day and the milliseconds since midnight. */
function momentText(day: number, milliseconds: number): string {
  if (day === 0) return '';
  const moment = new Date((day - JULIAN_OF_1970) * 86_400_000 + Math.round(milliseconds / 1000) * 1000);
  if (Number.isNaN(moment.getTime())) return '';
  return moment.toISOString().slice(0, 19).replace('T00:00:00', '').replace('T', ' ');
}

function noteText(bytes: Buffer): string {
  const isNone =
    bytes.length === 4 ? bytes.readInt32LE(0) === 0 : /^[\s0\0]*$/.test(bytes.toString('latin1'));
  return isNone ? '' : NOTE_ELSEWHERE;
}
