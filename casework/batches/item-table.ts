import { parseFen } from '../../core/money.ts';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import { type Headings, readByHeader } from '../received-table.ts';
import type { ReceivedBatch } from './items.ts';

const HEADINGS = {
  item_number: ['序号', '编号'],
  name: ['姓名', '参保人姓名', '疑点人员姓名', '人员姓名'],
  resident_id: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '社会保障号码'],
  township: ['乡镇', '所属乡镇', '乡(镇)街道', '乡镇街道'],
  claimed_fen: ['疑似金额', '涉及金额', '违规金额', '多领金额', '金额'],
} as const satisfies Headings<string>;

/** Reads the items of a handed-down list in the sender's order; rows without a name and number are totals or notes. */
export function readItemTable(rows: readonly SheetRow[]): ReceivedBatch['items'] {
  return readByHeader(rows, HEADINGS, ['name', 'resident_id'])
    .filter(({ cell }) => cell('name') !== '' && cell('resident_id') !== '')
    .map(({ row, cell }, place) => ({
      item_number: place + 1,
      row,
      name: cell('name'),
      resident_id: cell('resident_id'),
      township: cell('township') || null,
      claimed_fen: parseFen(cell('claimed_fen')),
    }));
}
