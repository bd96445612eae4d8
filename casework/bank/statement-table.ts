import { parseDate } from '../../core/dates.ts';
import { parseFen } from '../../core/money.ts';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import { type Headings, readByHeader } from '../received-table.ts';
import type { RefusedLine } from './import-statement.ts';
import type { ReceivedLine } from './received-line.ts';

const HEADINGS = {
  booked_on: ['交易日期', '记账日期', '入账日期', '日期', '交易时间'],
  credit: ['贷方发生额', '贷方金额', '收入金额', '收入', '贷方', '存入金额'],
  debit: ['借方发生额', '借方金额', '支出金额', '支出', '借方', '支取金额'],
  amount: ['交易金额', '发生额', '金额'],
  side: ['借贷标志', '借贷', '收支标志', '收支'],
  payer: ['对方户名', '付款人', '付款人户名', '付款人名称', '对方名称', '交款人', '汇款人'],
  payer_account: ['对方账号', '对方帐号', '付款人账号', '付款账号', '对方账户'],
  remark: ['附言', '备注', '摘要', '用途', '交易附言', '交易摘要'],
  serial: ['流水号', '交易流水号', '交易流水', '凭证号', '日志号'],
} as const satisfies Headings<string>;

/** Reads a bank's statement; rows that are neither a payment nor a total are refused with the reason. */
export function readStatementTable(rows: readonly SheetRow[]): {
  lines: ReceivedLine[];
  refused: RefusedLine[];
} {
  const lines: ReceivedLine[] = [];
  const refused: RefusedLine[] = [];
  for (const { row, cell } of readByHeader(rows, HEADINGS, ['booked_on', 'payer'])) {
    const booked_on = parseDate(cell('booked_on'))?.on ?? null;
    const amount_fen = signedAmount(cell);
    if (booked_on === null && amount_fen === null) continue;
    // Totals and opening balances carry money but no day.
    if (booked_on === null && cell('payer') === '') continue;
    if (booked_on === null) {
      refused.push({ row, zh: '日期看不懂', en: 'the date cannot be read' });
    } else if (amount_fen === null) {
      refused.push({ row, zh: '金额看不懂', en: 'the amount cannot be read' });
    } else {
      lines.push({
        row,
        serial: cell('serial') || null,
        booked_on,
        amount_fen,
        payer: cell('payer'),
        payer_account: cell('payer_account') || null,
        remark: cell('remark'),
      });
    }
  }
  return { lines, refused };
}

function signedAmount(cell: (field: keyof typeof HEADINGS) => string): number | null {
  const credit = parseFen(cell('credit'));
  if (credit !== null && credit !== 0) return credit;
  const debit = parseFen(cell('debit'));
  if (debit !== null && debit !== 0) return -Math.abs(debit);
  const amount = parseFen(cell('amount'));
  if (amount === null) return credit ?? debit;
  return /借|支|^d/i.test(cell('side')) ? -Math.abs(amount) : amount;
}
