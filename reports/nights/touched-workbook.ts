import { writeWorkbook } from '../tables/workbook.ts';

interface TouchedRow {
  case_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  status_title: string;
  decided_on: string;
  assessed_fen: number | null;
  was_fen: number;
  is_fen: number;
  owed_was_fen: number;
  owed_is_fen: number;
  causes: readonly { zh: string }[];
  findings: readonly {
    title: string;
    months: readonly {
      month: number;
      was_fen: number;
      is_fen: number;
      values: readonly {
        title: string;
        was: readonly (string | number)[];
        is: readonly (string | number)[];
      }[];
    }[];
  }[];
}

/** The worklist of decided cases that a change touches: one sheet of cases, one of their months with the values read. */
export async function writeTouched(path: string, cases: readonly TouchedRow[]): Promise<void> {
  await writeWorkbook(path, [
    {
      name: '受影响的案件',
      columns: [
        { header: '案件', kind: 'text', width: 14 },
        { header: '姓名', kind: 'text', width: 10 },
        { header: '身份证号', kind: 'text', width: 21 },
        { header: '乡镇', kind: 'text', width: 12 },
        { header: '状态', kind: 'text', width: 12 },
        { header: '认定日期', kind: 'date' },
        { header: '核定金额(元)', kind: 'money' },
        { header: '认定时可追(元)', kind: 'money' },
        { header: '现在可追(元)', kind: 'money' },
        { header: '差额(元)', kind: 'money' },
        { header: '认定时应补(元)', kind: 'money' },
        { header: '现在应补(元)', kind: 'money' },
        { header: '原因', kind: 'text', width: 80 },
      ],
      rows: cases.map((one) => [
        ...[one.case_id, one.name, one.resident_id, one.township, one.status_title, one.decided_on],
        ...[
          one.assessed_fen,
          one.was_fen,
          one.is_fen,
          one.is_fen - one.was_fen,
          one.owed_was_fen,
          one.owed_is_fen,
        ],
        one.causes.map(({ zh }) => zh).join('；'),
      ]),
    },
    {
      name: '逐月',
      columns: [
        { header: '案件', kind: 'text', width: 14 },
        { header: '疑点类型', kind: 'text', width: 26 },
        { header: '所属月', kind: 'month' },
        { header: '认定时(元)', kind: 'money' },
        { header: '现在(元)', kind: 'money' },
        { header: '差额(元)', kind: 'money' },
        { header: '参数', kind: 'text', width: 60 },
      ],
      rows: cases.flatMap(({ case_id, findings }) =>
        findings.flatMap(({ title, months }) =>
          months.map(({ month, was_fen, is_fen, values }) => [
            ...[case_id, title, month, was_fen, is_fen, is_fen - was_fen],
            values
              .map((one) => `${one.title}：${one.was.join('、') || '—'} → ${one.is.join('、') || '—'}`)
              .join('；'),
          ]),
        ),
      ),
    },
  ]);
}
