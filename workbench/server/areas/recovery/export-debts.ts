import { businessDay } from '../../../../casework/business-day.ts';
import { type DebtFilter, listDebts } from '../../../../casework/reads/money/list-debts.ts';
import type { SheetTable } from '../../../../reports/tables/workbook.ts';
import type { Asking } from '../../desk.ts';
import { exportWorkbook } from '../../export-file.ts';
import type { FileAnswer } from '../../implement.ts';
import { debtAnswer } from './debt-answer.ts';

const PORTION = 5_000;

const COLUMNS = [
  ['case_id', '案件号', 'text'],
  ['debtor_name', '义务人', 'text'],
  ['township', '乡镇', 'text'],
  ['assessed_fen', '应追', 'money'],
  ['repaid_fen', '已追回', 'money'],
  ['offset_fen', '已抵扣', 'money'],
  ['written_off_fen', '已核销', 'money'],
  ['refunded_fen', '退还多缴', 'money'],
  ['outstanding_fen', '未收回', 'money'],
  ['next_on', '下期', 'date'],
  ['next_fen', '应还', 'money'],
  ['status', '状态', 'text'],
] as const;

/** The whole filtered ledger as a workbook; names masked as on the page. */
export async function exportDebts(asking: Asking, filter: DebtFilter, reason: string): Promise<FileAnswer> {
  const { desk, user } = asking;
  const today = businessDay(desk.office.now());
  const rows: (string | number | null)[][] = [];
  for (let offset = 0; ; offset += PORTION) {
    const page = listDebts(desk.ledger, desk.office.clocks, user, filter, { limit: PORTION, offset });
    for (const debt of page.debts) {
      const shown = { ...debtAnswer(debt, today), status: debtAnswer(debt, today).status_title.zh };
      rows.push(COLUMNS.map(([key]) => shown[key]));
    }
    if (page.debts.length < PORTION) break;
  }
  const table: SheetTable = {
    name: '追缴台账',
    columns: COLUMNS.map(([, header, kind]) => ({ header, kind })),
    rows,
  };
  return exportWorkbook(asking, 'recovery', `追缴台账-${today}.xlsx`, reason, [table]);
}
