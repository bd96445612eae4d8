import { type SheetTable, writeWorkbook } from '../tables/workbook.ts';

/** One finding that two nights, two texts or two sets of values say differently; numbers and names in full. */
export interface DifferenceRow {
  finding_id: string | null;
  case_id: string | null;
  title: string;
  kind: 'come' | 'gone' | 'changed';
  name: string;
  resident_id: string | null;
  township: string | null;
  village: string | null;
  was_fen: number | null;
  is_fen: number | null;
  reason: string;
  causes: readonly { zh: string }[];
}

const KINDS = { come: '新增', gone: '不再有', changed: '有变化' } as const;

/** Writes a difference as a workbook: one line per finding, with the reasons why it came, went or changed. */
export async function writeDifference(path: string, rows: readonly DifferenceRow[]): Promise<void> {
  await writeWorkbook(path, [sheetOf(rows)]);
}

function sheetOf(rows: readonly DifferenceRow[]): SheetTable {
  return {
    name: '对照',
    columns: [
      { header: '变化', kind: 'text', width: 9 },
      { header: '疑点编号', kind: 'text', width: 16 },
      { header: '案件', kind: 'text', width: 14 },
      { header: '疑点类型', kind: 'text', width: 26 },
      { header: '姓名', kind: 'text', width: 10 },
      { header: '身份证号', kind: 'text', width: 21 },
      { header: '乡镇', kind: 'text', width: 12 },
      { header: '村(社区)', kind: 'text', width: 14 },
      { header: '原金额(元)', kind: 'money' },
      { header: '现金额(元)', kind: 'money' },
      { header: '差额(元)', kind: 'money' },
      { header: '原因', kind: 'text', width: 70 },
      { header: '说明', kind: 'text', width: 70 },
    ],
    rows: rows.map((row) => [
      KINDS[row.kind],
      row.finding_id,
      row.case_id,
      row.title,
      row.name,
      row.resident_id,
      row.township,
      row.village,
      row.was_fen,
      row.is_fen,
      (row.is_fen ?? 0) - (row.was_fen ?? 0),
      row.causes.map(({ zh }) => zh).join('；'),
      row.reason,
    ]),
  };
}
