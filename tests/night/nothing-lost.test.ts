import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { fileOf, Office } from './office.ts';
import {
  csv,
  type Line,
  PAYEES,
  payee,
  roster,
  rosterLine,
  rosterName,
  rosterRows,
  totalLine,
  workbook,
} from './small-office.ts';

const WORKBOOK = '2022年7月待遇发放花名册.xlsx';
const DIFFERS = '2022年8月待遇发放花名册（合计有误）.csv';
const MONTH_FEN = 218_000;

let office: Office;
let night: NightSummary;

interface RefusedRow {
  file: string;
  sheet: string;
  row_no: number;
  code: string;
  zh: string;
  en: string;
  cells: string;
}

function replaced(line: Line, column: number, value: string): Line {
  return line.map((cell, index) => (index === column ? value : cell));
}

beforeAll(async () => {
  office = new Office();
  const unreadable = replaced(rosterLine(payee(8), 202207), 6, '见附表');
  const nameless = replaced(replaced(rosterLine(payee(9), 202207), 0, ''), 1, '');
  office.put(
    WORKBOOK,
    workbook({
      发放: [
        ['2022年7月城乡居民养老保险待遇发放花名册'],
        ...rosterRows(202207, PAYEES.slice(0, 8)),
        unreadable,
        [],
        nameless,
        totalLine((MONTH_FEN / 10) * 8),
        ['制表人：方丽     审核：陈建国'],
      ],
      兴趣小组: [
        ['姓名', '身份证号', '兴趣'],
        [payee(6).name, payee(6).residentId, '书法'],
        [payee(7).name, payee(7).residentId, '合唱'],
      ],
      说明: [['本表由发放系统导出。']],
    }),
  );
  office.put(rosterName(202206), roster(202206, PAYEES, { after: [totalLine(MONTH_FEN)] }));
  office.put(DIFFERS, csv([...rosterRows(202208), totalLine(MONTH_FEN + 10_000)]));
  night = await office.night();
});
afterAll(() => office.remove());

async function exportRefused(): Promise<RefusedRow[]> {
  const out = join(office.root, 'refused.json');
  const ended = await office.run('export', 'refused', '--format', 'json', '--out', out);
  expect(ended).toMatchObject({ code: 0 });
  return JSON.parse(readFileSync(out, 'utf8')) as RefusedRow[];
}

test('per file, what was received is used, refused or ignored', () => {
  expect(night.files).toHaveLength(3);
  for (const { file, received, used, refused, ignored } of night.files) {
    expect(used + refused + ignored, file).toBe(received);
  }
  expect(fileOf(night, rosterName(202206))).toMatchObject({ received: 11, used: 10, refused: 0, ignored: 1 });
});

test('totals and signatures are ignored rows, spoilt rows and a sheet of no known source are refused ones', () => {
  // eight people; two spoilt rows and three of the strange sheet, its header with them; total and signature
  expect(fileOf(night, WORKBOOK)).toMatchObject({ used: 8, refused: 5, ignored: 2, received: 15 });
  expect(fileOf(night, WORKBOOK).reason).toContain('工作表“兴趣小组”拒收');
  expect(fileOf(night, WORKBOOK).reason_en).toContain('sheet "兴趣小组" refused');
});

test('a refused row keeps its file, sheet, row, raw values and the reason in both languages', async () => {
  const rows = await exportRefused();
  expect(rows).toHaveLength(5);
  const unreadable = rows.find(({ cells }) => cells.includes(payee(8).residentId));
  expect(unreadable).toMatchObject({ file: WORKBOOK, sheet: '发放', row_no: 11 });
  expect(unreadable?.zh).toContain('“合计”一栏的“见附表”不是金额');
  expect(unreadable?.en).toContain('is not an amount');
  expect(JSON.parse(unreadable?.cells ?? '')).toMatchObject({ 姓名: payee(8).name, 合计: '见附表' });
  const nameless = rows.find(({ cells }) => cells.includes(payee(9).account));
  expect(nameless).toMatchObject({ sheet: '发放', row_no: 13 });
  expect(nameless?.zh).toContain('缺少“身份证号”或“姓名”');
  const strange = rows.find(({ cells }) => cells.includes('书法'));
  expect(strange).toMatchObject({ file: WORKBOOK, sheet: '兴趣小组', row_no: 2 });
  expect(strange?.en).toContain('is no source that is known');
});

test('ignored rows can be listed with their text', async () => {
  const rows = await office.read<{ kind: string; text: string }>(
    `select kind, text from ignored where file = '${WORKBOOK}' order by row_no`,
  );
  expect(rows.map(({ text }) => text.split(' ')[0])).toEqual(['合计', '制表人：方丽']);
});

test('a stated total that the rows do not add up to is reported, one that they do is not', () => {
  const differing = fileOf(night, DIFFERS);
  expect(differing).toMatchObject({ status: 'used', used: 10, ignored: 1 });
  expect(differing.control_totals).toMatchObject([{ stated: MONTH_FEN + 10_000, read: MONTH_FEN }]);
  expect(differing.reason).toContain('控制总数不符：“合计”文件写 2280.00，逐行合计 2180.00');
  expect(differing.reason_en).toContain('control total differs');
  expect(fileOf(night, rosterName(202206)).reason).toBeNull();
});

test('refused rows are still there the night after', async () => {
  const before = await exportRefused();
  const second = await office.night();
  expect(fileOf(second, WORKBOOK)).toMatchObject({ status: 'unchanged', used: 8, refused: 5, ignored: 2 });
  expect(await exportRefused()).toEqual(before);
});

test('each file is kept as it came', async () => {
  const kept = await office.read<{ hash: string; name: string }>('select hash, name from file order by name');
  expect(kept).toHaveLength(3);
  for (const { hash, name } of kept) {
    const original = join(office.workspace.received, hash, `original${name.slice(name.lastIndexOf('.'))}`);
    expect(readFileSync(original).equals(readFileSync(join(office.inbox, name)))).toBe(true);
  }
});
