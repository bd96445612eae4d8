import { CELL_SEPARATOR, cellsOf, holdsResidentId, isBlank, type RawRow } from './raw-file.ts';
import { normaliseHeader } from './recognition/header-text.ts';
import type { SheetRecognition } from './recognition/recognise-sheet.ts';
import type { SourceDefinition } from './sources/source-definition.ts';
import { tableWords } from './table-words.ts';

/**
 * What a row below the header is. Only `data` rows are staged; the others but `blank` are counted as ignored,
 * each under its kind.
 */
export type RowKind =
  | 'data'
  | 'blank'
  | 'header'
  /** The header of another table in the same sheet: it says of the columns below it something else. */
  | 'other-header'
  | 'grand-total'
  | 'part-total'
  | 'head-count'
  | 'footer'
  | 'deleted';

export type RowClassifier = (row: RawRow) => RowKind;

const HEAD_COUNT = /^(?:以上)?[共计合总]{1,2}[计有]?\d+(?:人|户|笔|条|名|人次|行)/;
const PAGE = /^第?\d+页(?:[,/]?共\d+页)?$|^共\d+页|^第\d+页/;
/** What stands over rows to say who they are: no name ends so. */
const CALLS_PEOPLE = /(?:人员|对象|名单|名册|明细)$/;
const LONE_DATE = /^(?:19|20)\d{2}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?$/;

/**
 * Makes the test for the rows of one recognised sheet. Nearly every row of a roster has its number where it
 * belongs and is done with after one look at one cell; only the others are taken apart.
 */
export function createRowClassifier(recognition: SheetRecognition, source: SourceDefinition): RowClassifier {
  const keyColumns = keyColumnsOf(recognition, source);
  const nameColumns = recognition.columns
    .filter(({ field }) => source.fields[field]?.type === 'name')
    .map(({ index }) => index);
  const headers = recognition.headers.map((header) => {
    const [own = '', ...groups] = header.split('/').reverse().map(normaliseHeader);
    return { own, groups: groups.join('') };
  });
  const fields = new Map(recognition.columns.map(({ index, field }) => [index, field]));
  const words = { ...compiledWords(), ...headerWordsOf(source), fields };
  const below = recognition.header_rows[1] + 1;
  return (row) => {
    if (row.broken) return 'data';
    if (row.isDeleted) return 'deleted';
    for (const column of keyColumns) if (startsWithDigits(row.joined, column)) return 'data';
    if (isBlank(row)) return 'blank';
    const kind = kindOfOdd(cellsOf(row), headers, nameColumns, words);
    // right below the names of the columns stand the codes of the same ones
    return kind === 'other-header' && row.row === below && isInCodes(row) ? 'header' : kind;
  };
}

function isInCodes({ joined }: RawRow): boolean {
  return /^[\w\s]+$/.test(joined.replaceAll(CELL_SEPARATOR, ' '));
}

/** Columns of numbers of people and accounts: a row with one of them is data. */
export function keyColumnsOf(recognition: SheetRecognition, source: SourceDefinition): number[] {
  return recognition.columns
    .filter(({ field }) => ['resident_id', 'account'].includes(source.fields[field]?.type ?? ''))
    .map(({ index }) => index);
}

interface RowWords {
  grand: ReadonlySet<string>;
  part: ReadonlySet<string>;
  footer: RegExp;
}

/** What the columns of a source are called, with the fields that they are: all of them, and those of whom its rows are about. */
interface HeaderWords {
  known: ReadonlyMap<string, ReadonlySet<string>>;
  people: ReadonlySet<string>;
}

type Words = RowWords & HeaderWords & { fields: ReadonlyMap<number, string> };

const headerWords = new WeakMap<SourceDefinition, HeaderWords>();

function headerWordsOf(source: SourceDefinition): HeaderWords {
  const made = headerWords.get(source);
  if (made) return made;
  const fields = Object.entries(source.fields).map(([field, { type, headers }]) => ({
    field,
    isOfPeople: type === 'resident_id' || type === 'name',
    headers: headers.map(normaliseHeader),
  }));
  const words = {
    known: fieldsByHeader(fields),
    people: new Set(fields.flatMap(({ isOfPeople, headers }) => (isOfPeople ? headers : []))),
  };
  headerWords.set(source, words);
  return words;
}

function fieldsByHeader(
  fields: readonly { field: string; headers: readonly string[] }[],
): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const { field, headers } of fields)
    for (const header of headers) known.set(header, (known.get(header) ?? new Set()).add(field));
  return known;
}

let compiled: RowWords | null = null;

function compiledWords(): RowWords {
  const { grand_totals, part_totals, footers } = tableWords();
  compiled ??= {
    grand: new Set(grand_totals.map(normaliseHeader)),
    part: new Set(part_totals.map(normaliseHeader)),
    footer: new RegExp(`^(?:${footers.join('|')})`),
  };
  return compiled;
}

/** Whether the cell holds a number of a person or an account: five digits within its first characters. */
function startsWithDigits(joined: string, column: number): boolean {
  let at = 0;
  for (let skipped = 0; skipped < column; skipped += 1) {
    at = joined.indexOf('\x1f', at) + 1;
    if (at === 0) return false;
  }
  let digits = 0;
  for (let index = at; index < at + 12 && index < joined.length; index += 1) {
    const code = joined.charCodeAt(index);
    if (code === 0x1f) break;
    if ((code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19)) digits += 1;
  }
  return digits >= 5;
}

/** The name of a column, and the names of the groups above it. */
interface HeaderTexts {
  own: string;
  groups: string;
}

/** Whether the header of the sheet has this text in this column, in whichever of its lines. */
function isSaidBy(header: HeaderTexts | undefined, text: string): boolean {
  return header !== undefined && (header.own === text || header.groups.includes(text));
}

function kindOfOdd(
  cells: readonly string[],
  headers: readonly HeaderTexts[],
  nameColumns: readonly number[],
  words: Words,
): RowKind {
  const texts = cells.map((cell) => normaliseHeader(cell));
  const filled = texts.flatMap((text, column) => (text === '' ? [] : [{ text, column }]));
  if (filled.length === 0) return 'blank';
  const said = filled.filter(({ text, column }) => isSaidBy(headers[column], text));
  if (said.length >= 2 && said.length >= filled.length / 2)
    return filled.every((one) => said.includes(one) || PAGE.test(one.text)) ? 'header' : 'other-header';
  if (isNumbering(filled.map(({ text }) => text))) return 'header';
  const known = filled.filter(({ text }) => words.known.has(text));
  if (
    known.length >= 2 &&
    known.length >= filled.length / 2 &&
    filled.some(({ text }) => words.people.has(text))
  ) {
    // XM below 姓名 says the same of its column
    const isSame = ({ text, column }: { text: string; column: number }): boolean =>
      words.known.get(text)?.has(words.fields.get(column) ?? '') === true;
    return known.length === filled.length && known.every(isSame) ? 'header' : 'other-header';
  }
  const total = totalKind(
    filled.map(({ text }) => text),
    words,
  );
  if (total) return total;
  const first = filled[0]?.text ?? '';
  if (filled.some(({ text }) => text === '以下空白')) return 'footer';
  if (filled.some(({ text }) => HEAD_COUNT.test(text))) return 'head-count';
  const isOfPerson = cells.some(holdsResidentId);
  const isNamed = filled.some(({ text, column }) => nameColumns.includes(column) && isNameLike(text));
  if (isFooterStart(cells, words.footer) || PAGE.test(first))
    return isNamed && !asksForSignature(cells) ? 'data' : 'footer';
  if (
    filled.length <= 2 &&
    !isNamed &&
    !isOfPerson &&
    isFooterLike(
      filled.map(({ text }) => text),
      words.footer,
    )
  ) {
    return 'footer';
  }
  // one cell alone names nobody: a township between two blocks, a remark
  if (
    filled.length === 1 &&
    headers.length >= 4 &&
    (!nameColumns.includes(filled[0]?.column ?? -1) || CALLS_PEOPLE.test(first)) &&
    !isOfPerson
  )
    return 'footer';
  return 'data';
}

function totalKind(texts: readonly string[], words: Words): RowKind | null {
  for (const [position, text] of texts.entries()) {
    const word = text.replace(/[\d人户笔条元]+$/, '');
    if (words.grand.has(word) || words.grand.has(text) || /^全.{1,3}[合总]计$/.test(word))
      return 'grand-total';
    if (words.part.has(word) || words.part.has(text)) return 'part-total';
    // 弥阳街道合计 is one block of a longer list, 弥阳街道 汇总 what a spreadsheet calls its subtotals
    if (position < 2 && /^.{1,12}(?:小计|合计|总计|汇总|计数)$/.test(word)) return 'part-total';
  }
  return null;
}

/** 栏次: a row 1 2 3 4 … below the header, its text columns perhaps counted 甲 乙. */
function isNumbering(texts: readonly string[]): boolean {
  const numbers = texts.filter((text) => !/^(?:栏次|行次|[甲乙丙丁戊己])$/.test(text));
  return numbers.length >= 3 && numbers.every((text, index) => text === String(index + 1));
}

/** Whether the row opens as signatures, notes and page marks do. */
export function opensFooter(cells: readonly string[]): boolean {
  return isFooterStart(cells, compiledWords().footer);
}

function isFooterStart(cells: readonly string[], footer: RegExp): boolean {
  const first =
    cells
      .find((cell) => cell.trim() !== '')
      ?.normalize('NFKC')
      .replace(/\s+/g, '') ?? '';
  const match = footer.exec(first);
  if (!match) return false;
  const rest = first.slice(match[0].length);
  // 经办人:张三 is a signature; a remark column may well begin with 审核通过
  return rest === '' || /^[^:]{0,8}:/.test(rest) || /^[.、(]/.test(rest) || first.length > 14;
}

/** 负责人： in a cell of its own, with a name in the next. */
function asksForSignature(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? '';
  return /[:：]\s*$/.test(first);
}

function isFooterLike(texts: readonly string[], footer: RegExp): boolean {
  return texts.every(
    (text) =>
      LONE_DATE.test(text) || footer.test(text) || /(?:盖章|签字|签章|公章)$/.test(text) || text.length > 25,
  );
}

function isNameLike(text: string): boolean {
  return /^[\p{Script=Han}?□*]{2,8}$/u.test(text) && !/(?:签字|盖章|负责人|审核|制表)/.test(text);
}
