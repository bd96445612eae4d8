import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openXlsx, readXlsx, saveXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { Office } from '../night/office.ts';
import { csv, PAYEES, payee, roster, rosterName } from '../night/small-office.ts';
import { appoint } from '../night/supervisor.ts';

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202208, 202209, 202210, 202211]) office.put(rosterName(month), roster(month));
  // everybody but the first two was certified in the autumn window
  const certified = PAYEES.slice(2).map(({ name, residentId }) => [
    name,
    residentId,
    '手机认证',
    '2022-09-10',
    '认证通过',
  ]);
  office.put(
    '2022年下半年待遇领取资格认证记录.csv',
    csv([['姓名', '身份证号码', '认证方式', '认证日期', '认证结果'], ...certified]),
  );
  await office.night('2022-12-31');
  appoint(office, { li: 'investigator' });
});
afterAll(() => office.remove());

const FILLED = { 6: '2023-01-05', 7: '是', 9: '入户', 10: '王协办' };

async function listed(): Promise<string> {
  const out = join(office.root, 'visits.xlsx');
  const told = await office.run('--json', 'visits', 'list', '--out', out, '--as', 'li');
  expect(told.code, told.stderr).toBe(0);
  expect(JSON.parse(told.stdout)).toMatchObject({ people: 2 });
  return out;
}

async function fill(path: string, cells: Record<number, string>): Promise<string> {
  const book = await openXlsx(readFileSync(path), { readStyles: true });
  const sheet = book.sheets[0];
  if (!sheet) throw new Error('a workbook without a sheet');
  const row = sheet.rows[1];
  for (const [column, value] of Object.entries(cells)) {
    if (row) row[Number(column)] = value;
    sheet.cells?.delete(`1,${column}`);
  }
  const out = join(office.root, 'filled.xlsx');
  writeFileAtomically(out, await saveXlsx(book));
  return out;
}

test('the list names who missed the window, ready for paper, with ids as text', async () => {
  const book = await readXlsx(readFileSync(await listed()), { readStyles: true });
  const rows = book.sheets[0]?.rows.slice(1) ?? [];
  expect(rows.map((row) => row[3]).sort()).toEqual([payee(0).residentId, payee(1).residentId].sort());
  expect(book.sheets[0]?.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '$1:$1' });
});

test.each([
  ['alive with a day of death', { ...FILLED, 8: '2022-11-01' }, '健在的不填死亡日期'],
  ['dead without one', { ...FILLED, 7: '否' }, '已死亡的须填死亡日期'],
])('a row that says %s is refused and enters nothing', async (_what, cells, reason) => {
  const told = await office.run('--json', 'visits', 'read', await fill(await listed(), cells), '--as', 'li');
  expect(told.code).toBe(3);
  expect(JSON.parse(told.stdout)).toMatchObject({ entered: 0, refused: [{ row: 2, zh: reason }] });
});

test('what the village reports becomes a note of the case, once however often it is read', async () => {
  const filled = await fill(await listed(), FILLED);
  const first = await office.run('--json', 'visits', 'read', filled, '--as', 'li');
  expect(first.code, first.stderr + first.stdout).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ entered: 1, alive: 1, dead: 0, open: [3], refused: [] });
  const again = await office.run('--json', 'visits', 'read', filled, '--as', 'li');
  expect(JSON.parse(again.stdout)).toMatchObject({ entered: 0, repeated: 1 });
  const cases = await office.read<{ case_id: string }>(
    "select case_id from result.finding where rule_id = 'certification/overdue-still-paid'",
  );
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  const notes = cases.flatMap(({ case_id }) => loadCase(ledger, case_id)?.notes ?? []);
  expect(notes.map(({ text }) => text)).toEqual(['入户核查 2023-01-05；本人健在；入户；核查人 王协办']);
});
