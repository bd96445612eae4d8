import type { EvidenceRow, Finding } from '../core/finding.ts';
import { locateRow, numberRow } from '../core/row-number.ts';
import type {
  ComparisonField,
  ComparisonMark,
  ComparisonRow,
  Gap,
  RowPlace,
  SideComparison,
} from './case-explanation.ts';
import { compareAddress, compareName, compareNumber, compareSexAge, type Likeness } from './compare-cells.ts';
import type { Matter } from './matter.ts';
import { monthValue, type ReceivedRow } from './rows/received-rows.ts';
import { contradictsPayment, describeStatus } from './rows/row-status.ts';
import { type Bilingual, STATE_WORDS, say, sayMonth } from './say.ts';

const LABELS: Record<ComparisonField, Bilingual> = {
  name: ['姓名', 'Name'],
  number: ['身份证号', 'ID number'],
  'sex-age': ['性别·年龄', 'Sex, age'],
  address: ['住址', 'Address'],
  'status-date': ['状态·日期', 'Status, date'],
  source: ['出处', 'Where it stands'],
};

const MARKS: Record<ComparisonMark, Bilingual> = {
  same: ['相同', 'same'],
  written: ['写法不同', 'written differently'],
  contradicts: ['矛盾', 'contradicts'],
  missing: ['一方没有', 'missing on one side'],
};

/** One pair of rows, as far as they could be read. */
export interface ReadPair {
  finding: Finding;
  line: EvidenceRow | null;
  counter: EvidenceRow | null;
  left: ReceivedRow | null;
  right: ReceivedRow | null;
}

/** The latest row in question against each row that contradicts it, for every finding. */
export async function readPairs(matter: Matter): Promise<ReadPair[]> {
  const { findings, received } = matter;
  const pairs = findings.flatMap((finding) => {
    const lines = finding.evidence.filter(({ role }) => role === 'line');
    const counters = finding.evidence.filter(({ role }) => role === 'counter');
    const last = lines.at(-1) ?? evidenceOf(matter, matter.payments.at(-1)?.row_id, 'line');
    if (counters.length === 0) return [{ finding, line: last, counter: registerRow(matter) }];
    // one line paid twice: each against its double
    const isPaired = lines.length === counters.length && lines[0]?.source === counters[0]?.source;
    return counters.map((counter, index) => ({
      finding,
      line: isPaired ? (lines[index] ?? last) : last,
      counter,
    }));
  });
  return Promise.all(
    pairs.map(async ({ finding, line, counter }) => {
      const [left, right] = await Promise.all([line, counter].map((row) => row && received.read(row)));
      return { finding, line, counter, left: left ?? null, right: right ?? null };
    }),
  );
}

/** Where nothing contradicts a line, what the household register says of the person stands beside it. */
function registerRow(matter: Matter): EvidenceRow | null {
  return evidenceOf(matter, matter.rows.find(({ source }) => source === 'household')?.row_id, 'counter');
}

function evidenceOf(
  { sheets, language }: Matter,
  rowId: number | undefined,
  role: EvidenceRow['role'],
): EvidenceRow | null {
  const place = rowId === undefined ? null : sheets.place(rowId, language);
  if (!place) return null;
  const { source, file, file_hash, sheet, row } = place;
  return { role, source, file, file_hash, sheet, row };
}

export function comparePair(matter: Matter, pair: ReadPair): SideComparison {
  const { language, received } = matter;
  const { finding, line, counter, left, right } = pair;
  const placeOf = (row: ReceivedRow | null, evidence: EvidenceRow | null): RowPlace | null =>
    row?.place ?? (evidence && (received.place(evidence) ?? { ...bare(evidence) }));
  const places = { left: placeOf(left, line), right: placeOf(right, counter) };
  const rows: ComparisonRow[] = [
    rowOf(matter, pair, 'name', compareName(left, right, matter.masker)),
    rowOf(matter, pair, 'number', compareNumber(left, right, matter.masker, isLinked(matter, left, right))),
    rowOf(matter, pair, 'sex-age', compareSexAge(left, right, matter.as_of, language)),
    rowOf(matter, pair, 'address', compareAddress(left, right)),
    rowOf(matter, pair, 'status-date', compareStatus(matter, pair)),
    sourceRow(matter, places.left, places.right),
  ];
  const counts: Record<ComparisonMark, number> = { same: 0, written: 0, contradicts: 0, missing: 0 };
  for (const { mark } of rows) if (mark !== null) counts[mark] += 1;
  const isUnread = (line !== null && left === null) || (counter !== null && right === null);
  return {
    finding_key: finding.finding_key,
    ...places,
    rows,
    counts,
    unreadable: isUnread
      ? say(language, [
          '读取该文件时留下的行已不在，无法逐栏比对；请看原文件。',
          'What was read from this file is no longer there, so its cells cannot be compared; see the file itself.',
        ])
      : null,
  };
}

/** Whether both rows were put down to this person. */
function isLinked({ rows }: Matter, left: ReceivedRow | null, right: ReceivedRow | null): boolean {
  return [left, right].every((side) => {
    if (side === null) return false;
    const { sheet, place } = side;
    const id = numberRow({ fileNo: sheet.file_no, sheetNo: sheet.sheet_no, row: place.row });
    return rows.some(({ row_id }) => row_id === id);
  });
}

/** The fields that each line of the table is made of; without any of them the list has no such column. */
const MADE_OF: Partial<Record<ComparisonField, readonly string[]>> = {
  name: ['name'],
  number: ['resident_id'],
  'sex-age': ['sex', 'birth', 'resident_id'],
  address: ['township', 'village', 'address'],
};

function gapOf(
  field: ComparisonField,
  text: string | null,
  row: ReceivedRow | null,
  evidence: EvidenceRow | null,
): Gap | null {
  if (text !== null || evidence === null) return null;
  if (row === null) return 'not-read';
  const made = MADE_OF[field];
  if (made === undefined) return 'unknown';
  return row.sheet.columns.some((column) => made.includes(column.field)) ? 'blank' : 'no-column';
}

function rowOf(
  { language }: Matter,
  pair: ReadPair,
  field: ComparisonField,
  likeness: Likeness,
): ComparisonRow {
  const { left, right, mark } = likeness;
  return {
    field,
    label: say(language, LABELS[field]),
    left,
    right,
    left_gap: gapOf(field, left, pair.left, pair.line),
    right_gap: gapOf(field, right, pair.right, pair.counter),
    mark,
    mark_text: mark === null ? null : say(language, likeness.words ?? MARKS[mark]),
    left_marks: likeness.left_marks ?? [],
    right_marks: likeness.right_marks ?? [],
  };
}

function compareStatus(matter: Matter, { finding, left, right }: ReadPair): Likeness {
  const { language } = matter;
  const isDouble = finding.direction === 'fund' && left !== null && left.place.source === right?.place.source;
  const texts = {
    left: left && ((isDouble ? null : rosterStatus(matter, left)) ?? describeStatus(left, language)),
    right: right && describeStatus(right, language),
  };
  if (texts.left === null && texts.right === null) return { left: null, right: null, mark: null };
  if (texts.left === null || texts.right === null) return { ...texts, mark: 'missing' };
  if (right && (isDouble || contradictsPayment(left, right))) {
    return {
      ...texts,
      mark: 'contradicts',
      left_marks: [[0, texts.left.length]],
      right_marks: [[0, texts.right.length]],
    };
  }
  // what two offices say of different things neither agrees nor contradicts
  return { ...texts, mark: texts.left === texts.right ? 'same' : null };
}

/** A roster row says how things stood that month; what matters is until when they went on. */
function rosterStatus({ payments, language }: Matter, { place, values }: ReceivedRow): string | null {
  const last = payments.findLast(({ is_settled, is_arrears }) => is_settled && !is_arrears);
  if (place.source !== 'payout-roster' || !last) return null;
  const month = monthValue(values, 'month');
  const own = payments.find(
    ({ month: paid, row_id }) => paid === month && locateRow(row_id).row === place.row,
  );
  const state = say(language, STATE_WORDS[own?.state ?? 'paid'] ?? ['发放', 'Paid']);
  const until = sayMonth(last.month, language);
  return say(language, [`${state}，末次 ${until}`, `${state}, last month ${until}`]);
}

function sourceRow({ language }: Matter, left: RowPlace | null, right: RowPlace | null): ComparisonRow {
  const tell = (place: RowPlace | null): string | null =>
    place &&
    [place.file, place.sheet, say(language, [`第 ${place.row} 行`, `row ${place.row}`])]
      .filter((part) => part !== '')
      .join(' · ');
  return {
    field: 'source',
    label: say(language, LABELS.source),
    left: tell(left),
    right: tell(right),
    left_gap: null,
    right_gap: null,
    mark: null,
    mark_text: null,
    left_marks: [],
    right_marks: [],
  };
}

function bare({ source, file, file_hash, sheet, row }: EvidenceRow): RowPlace {
  return { source, source_title: source, file, file_hash, sheet, row, as_of: null };
}
