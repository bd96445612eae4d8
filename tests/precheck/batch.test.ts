import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { maskName } from '../../core/mask.ts';
import { queriesOnDisk } from '../../pipelines/precheck/batch/judge-batch.ts';
import type { Office } from '../night/office.ts';
import { officeOfTwoMonths, stopsOf } from './batch-office.ts';
import { cleanMonth } from './clean-months.ts';
import { county, fileOf, MONTH, rosterName } from './county.ts';
import { expectStopped, STOPPED } from './expect-stopped.ts';
import { MUTATIONS } from './mutations.ts';

let office: Office;
beforeAll(async () => {
  office = await officeOfTwoMonths();
});
afterAll(() => office.remove());

const BATCH = join(import.meta.dirname, '../../pipelines/precheck/batch');

test('each check has its query, and each query its words', () => {
  const words = parse(readFileSync(join(BATCH, 'checks.yaml'), 'utf8')) as Record<string, unknown>;
  expect(Object.keys(words).sort()).toEqual(queriesOnDisk().sort());
});

/** One mistake for each check; all of them, and two dozen clean months, are in `every-mistake.test.ts`. */
const ONE_EACH = [...new Map(MUTATIONS.map((mutation) => [mutation.check, mutation])).values()];

test.each(ONE_EACH.map((mutation) => [mutation.name, mutation] as const))(
  'a batch is stopped with the lines that explain it: %s',
  (_, mutation) => expectStopped(office, mutation),
);

test.each([4])('a clean month with its ordinary jumps passes: seed %i', async (seed) =>
  expect(await stopsOf(office, cleanMonth(seed))).toEqual([]),
);

test('a voucher that says another sum than the lines stops the batch, the same sum does not', async () => {
  const lines = county(MONTH);
  const sum = lines.reduce((fen, { total }) => fen + total, 0);
  expect(await stopsOf(office, fileOf(lines), sum)).toEqual([]);
  const [stop] = await stopsOf(office, fileOf(lines), sum + lines[3]!.total);
  expect(stop).toMatchObject({ check: 'voucher-differs' });
  expect(stop?.lines.map(({ row }) => row)).toContain(5);
});

test('the verb stops with 4, says why in both languages, and names nobody in full; its workbook opens with each line and its row', async () => {
  const lines = county(MONTH);
  lines[4] = { ...lines[4]!, total: lines[4]!.total * 10 };
  const out = join(office.root, 'hold.xlsx');
  const roster = office.put(`../${rosterName(MONTH)}`, fileOf(lines));
  const { code, stdout } = await office.run('precheck', roster, '--out', out);
  expect(code).toBe(4);
  expect(stdout).toContain('整批停送 STOP 合计与各项之和不符 Total and parts of a line differ');
  expect(stdout).toContain('第 6 行');
  expect(stdout).not.toContain(lines[4]?.residentId);
  const { SheetNames, Sheets } = sheetjs.read(readFileSync(out));
  expect(SheetNames[0]).toBe(STOPPED);
  const rows = sheetjs.utils.sheet_to_json<string[]>(Sheets[STOPPED] ?? {}, { header: 1, raw: false });
  const [header, said, ...stopped] = rows;
  expect(header?.slice(0, 3)).toEqual(['原因', '说明', 'Reason']);
  expect(said?.[0]).toBe('合计与各项之和不符');
  expect(stopped.map((line) => [line[3], line[4], line[5]])).toContainEqual([
    '本名册',
    '6',
    maskName(lines[4].name),
  ]);
});
