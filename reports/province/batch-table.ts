import type { BatchToMake } from '../../casework/province/hand-down.ts';
import { FEEDBACK_HEADINGS, type FeedbackField } from '../feedback/feedback-columns.ts';
import { type SheetColumn, type SheetTable, writeWorkbook } from '../tables/workbook.ts';

/** Columns by which a returned table is known again, and its rows. */
export const ITEM_HEADERS = {
  item_number: '序号',
  batch_id: '批次',
  suspicion: '疑点类型',
  name: '姓名',
  resident_id: '身份证号',
} as const;

const YES_NO = ['是', '否'] as const;
export const OUTCOME_WORDS = {
  属实: 'substantiated',
  部分属实: 'partly',
  不属实: 'unfounded',
  无法核实: 'unverifiable',
} as const;

const TOLD: readonly SheetColumn[] = [
  { header: ITEM_HEADERS.item_number, kind: 'integer', width: 6 },
  { header: ITEM_HEADERS.batch_id, kind: 'text', width: 22 },
  { header: ITEM_HEADERS.suspicion, kind: 'text', width: 26 },
  { header: '参保地', kind: 'text', width: 12 },
  { header: '乡镇', kind: 'text', width: 12 },
  { header: ITEM_HEADERS.name, kind: 'text', width: 10 },
  { header: ITEM_HEADERS.resident_id, kind: 'text', width: 21 },
  { header: '险种', kind: 'text', width: 16 },
  { header: '死亡日期', kind: 'text', width: 12 },
  { header: '数据来源', kind: 'text', width: 18 },
  { header: '开始年月', kind: 'month' },
  { header: '截止年月', kind: 'month' },
  { header: '涉及月数', kind: 'integer' },
  { header: '疑似金额', kind: 'money' },
  { header: '下发日期', kind: 'text', width: 12 },
  { header: '反馈期限', kind: 'text', width: 12 },
  { header: '此前批次', kind: 'text', width: 22 },
];

/** What the county fills in, by the first name that each column has in the forms of higher offices. */
const ASKED: readonly { field: FeedbackField; width: number; choices?: readonly string[] }[] = [
  { field: 'is_verified', width: 9, choices: YES_NO },
  { field: 'outcome', width: 10, choices: Object.keys(OUTCOME_WORDS) },
  { field: 'conclusion', width: 24 },
  { field: 'is_alive', width: 9, choices: YES_NO },
  { field: 'died_on', width: 13 },
  { field: 'months', width: 9 },
  { field: 'amount', width: 12 },
  { field: 'recovered', width: 12 },
  { field: 'unrecovered_reason', width: 18 },
  { field: 'method', width: 10 },
  { field: 'verified_by', width: 10 },
  { field: 'done_on', width: 12 },
  { field: 'note', width: 18 },
];

const SCHEME = '城乡居民基本养老保险';

/** Writes what one county is asked, as a table with a row per item; refused disks are the caller's matter. */
export async function writeBatchTable(path: string, batch: BatchToMake): Promise<void> {
  const columns = [
    ...TOLD,
    ...ASKED.map(
      ({ field, ...look }): SheetColumn => ({
        header: FEEDBACK_HEADINGS[field][0] ?? field,
        kind: 'text',
        ...look,
      }),
    ),
  ];
  const table: SheetTable = {
    name: '跨县疑点',
    columns,
    printTitle: `${batch.county.name} 跨县数据疑点核查表 ${batch.batch_id}（反馈期限 ${batch.reply_due_on}）`,
    rows: batch.items.map((item) => [
      ...[item.item_number, batch.batch_id, item.suspicion, batch.county.name, item.township],
      ...[item.name, item.resident_id, SCHEME, item.died, item.known_by.join('、')],
      ...[item.first_month, item.last_month, item.months, item.amount_fen],
      ...[batch.issued_on, batch.reply_due_on, item.asked_in],
      ...ASKED.map(() => null),
    ]),
  };
  await writeWorkbook(path, [table]);
}
