import { writeCsv } from 'hucre/csv';
import { businessDay } from '../../../../casework/business-day.ts';
import { listQueue } from '../../../../casework/reads/queue/list-queue.ts';
import type { QueueFilter } from '../../../../casework/reads/queue/queue-filter.ts';
import type { QueueSort } from '../../../../casework/reads/queue/queue-order.ts';
import { STATUS_TITLES, type Status } from '../../../../casework/states.ts';
import { STRENGTH_TITLES } from '../../../../core/finding.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import { formatYuan } from '../../../../core/money.ts';
import type { Language } from '../../../../core/words/language.ts';
import type { SheetColumn } from '../../../../reports/tables/workbook.ts';
import type { QueueRow } from '../../../contract/queue.ts';
import type { Asking } from '../../desk.ts';
import { workbookOf } from '../../export-file.ts';
import type { FileAnswer } from '../../implement.ts';
import { queueRowAnswers } from './queue-row-answer.ts';

type Cell = string | number | null;

interface ExportedColumn {
  zh: string;
  en: string;
  kind: SheetColumn['kind'];
  width?: number;
  cell: (row: QueueRow, language: Language) => Cell;
}

const COLUMNS: readonly ExportedColumn[] = [
  { zh: '案件号', en: 'Case', kind: 'text', cell: (row) => row.case_id },
  { zh: '姓名', en: 'Name', kind: 'text', cell: (row) => row.name },
  { zh: '身份证号', en: 'ID number', kind: 'text', width: 21, cell: (row) => row.resident_id },
  { zh: '乡镇', en: 'Township', kind: 'text', cell: (row) => row.township },
  { zh: '疑点', en: 'Finding', kind: 'text', width: 24, cell: (row, language) => row.title[language] },
  { zh: '为什么', en: 'Why', kind: 'text', width: 36, cell: (row, language) => row.why[language] },
  {
    zh: '匹配',
    en: 'Match',
    kind: 'text',
    cell: ({ strength }, language) => (strength === null ? null : STRENGTH_TITLES[strength][language]),
  },
  { zh: '月数', en: 'Months', kind: 'integer', cell: (row) => row.months },
  { zh: '可追金额（元）', en: 'Claimable (yuan)', kind: 'money', cell: (row) => row.claimable_fen },
  { zh: '仅属可能（元）', en: 'Merely possible (yuan)', kind: 'money', cell: (row) => row.possible_fen },
  { zh: '有风险（元）', en: 'At risk (yuan)', kind: 'money', cell: (row) => row.at_risk_fen },
  { zh: '应补（元）', en: 'Due to person (yuan)', kind: 'money', cell: (row) => row.owed_to_person_fen },
  { zh: '发现', en: 'Found', kind: 'date', cell: (row) => row.found_on },
  {
    zh: '状态',
    en: 'State',
    kind: 'text',
    cell: ({ status }, language) => STATUS_TITLES[status as Status][language],
  },
  { zh: '经办', en: 'Held by', kind: 'text', cell: (row) => row.holder },
];

type ExportFormat = 'xlsx' | 'csv';

/** Every case of a filter as one file, masked; who took it, why, and the hash of the file are written down first. */
export async function exportCases(
  asking: Asking,
  filter: QueueFilter,
  wish: { sort: QueueSort; format: ExportFormat; reason: string },
): Promise<FileAnswer> {
  const { desk, user, language } = asking;
  const found = listQueue(desk.ledger, user, filter, { sort: wish.sort, limit: Number.MAX_SAFE_INTEGER });
  if (found.rows.length !== found.totals.cases) throw new Error('an export would leave cases out');
  const rows = await queueRowAnswers(asking, found.rows);
  const content = await WRITERS[wish.format](rows, language);
  asking.letOut({
    kind: 'DataExported',
    subject: 'queue',
    detail: {
      format: wish.format,
      reason: wish.reason,
      view: filter.view ?? 'all',
      cases: found.totals.cases,
      people: found.totals.people,
      is_masked: true,
      sha256: sha256Hex(content),
    },
    of: found.rows.map(({ case_id }) => case_id),
  });
  const title = language === 'zh' ? '案件队列' : 'case-queue';
  const name = `${title}-${businessDay(desk.office.now())}.${wish.format}`;
  return { name, content };
}

type Writer = (rows: readonly QueueRow[], language: Language) => Promise<Uint8Array<ArrayBuffer>>;

const WRITERS: Readonly<Record<ExportFormat, Writer>> = { xlsx: toWorkbook, csv: toCsv };

function toWorkbook(rows: readonly QueueRow[], language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const columns = COLUMNS.map(({ kind, width, ...title }) => ({
    header: title[language],
    kind,
    ...(width === undefined ? {} : { width }),
  }));
  const name = language === 'zh' ? '案件队列' : 'Case queue';
  const cells = rows.map((row) => COLUMNS.map(({ cell }) => cell(row, language)));
  return workbookOf([{ name, columns, rows: cells }]);
}

/** A spreadsheet opens this file too: it is told the encoding, and no cell can become a formula. */
function toCsv(rows: readonly QueueRow[], language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const header = COLUMNS.map((column) => column[language]);
  const cells = rows.map((row) =>
    COLUMNS.map(({ kind, cell }) => {
      const value = cell(row, language);
      return kind === 'money' && typeof value === 'number' ? formatYuan(value) : value;
    }),
  );
  const text = writeCsv([header, ...cells], { bom: true, escapeFormulae: true });
  return Promise.resolve(new TextEncoder().encode(text));
}
