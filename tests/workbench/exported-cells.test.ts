import { type CellValue, readXlsx, type Sheet } from 'hucre';
import { parseCsv } from 'hucre/csv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadActs } from '../../casework/acts/who-may.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { signedIn } from './caller.ts';
import { act } from './demo-case.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

/** What a spreadsheet would run, in the narrow and in the wide characters. */
const FORMULA = /^[=+@\t\r＝＋－＠-]/;
const NUMBER = /^-?[0-9.,]+$/;
/** A word of the program, such as `part_repaid` or `deceased/paid-after-death`. */
const CODE_WORD = /^(?:[a-z]{3,}(?:[-_/.][a-z0-9]+)*|[A-Z][a-z]+[A-Z][A-Za-z]*)$/;

/** Columns that hold codes and names of accounts, and say so. */
const OF_CODES = ['代号', '用户名', '代', '入口', '对象'];

/** The files of cells that pages give out, each by somebody who may have it. */
const FILES = [
  ['chenjing', 'post', '/api/queue/export', { filter: {}, format: 'xlsx', reason: '核对案件' }],
  ['chenjing', 'post', '/api/queue/export', { filter: {}, format: 'csv', reason: '核对案件' }],
  ['chenjing', 'post', '/api/recovery/export', { reason: '核对台账' }],
  ['chenjing', 'post', '/api/audit/export', { reason: '抽查记录' }],
  ['chenjing', 'post', '/api/overview/export', { period: 'all' }],
  ['admin', 'get', '/api/users/matrix/file?format=xlsx', undefined],
  ['admin', 'get', '/api/users/matrix/file?format=csv', undefined],
] as const;

describe('cells of the files that pages give out', () => {
  let workbench: Workbench;
  let home: string;

  beforeAll(async () => {
    home = await copyDemoHome();
    workbench = await openDemo(home);
    const { db } = workbench.desk.ledger;
    const fresh = db
      .prepare(
        "select case_id from case_state where status = 'new' and claimed_fen between 1 and 400000 limit 1",
      )
      .get();
    const caseId = String(fresh?.case_id);
    const { desk } = workbench;
    act(desk, 'chenjing', caseId, 'assign', { assignee: 'zhangmin' });
    act(desk, 'zhangmin', caseId, 'name-debtor', { name: '=1+1', relation: '之子' });
    act(desk, 'zhangmin', caseId, 'substantiate', { reason: '+入户核实' });
    act(desk, 'zhangmin', caseId, 'fix-amount');
    act(desk, 'lina', caseId, 'approve');
  });
  afterAll(() => closeDemo(workbench, home));

  it.each(FILES)(
    '%s %s %s: none is a formula, money is whole fen, and every word is Chinese',
    async (user, method, path, body) => {
      const caller = await signedIn(workbench, user);
      const answer = await caller.ask(method, path, body);
      expect(answer.status, user).toBe(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isWorkbook = bytes.subarray(0, 2).toString() === 'PK';
      const sheets = isWorkbook
        ? (await readXlsx(bytes)).sheets
        : [sheetOf(parseCsv(bytes.toString('utf8')))];
      const rows = sheets.flatMap((sheet) => sheet.rows);
      expect(rows.length).toBeGreaterThan(1);
      const texts = rows.flat().filter((cell) => typeof cell === 'string');
      // a column that is headed as one of codes holds them beside their words
      const codes = new Set(
        sheets.flatMap(({ rows: [head = [], ...below] }) => {
          const places = head.flatMap((word, at) => (OF_CODES.includes(String(word)) ? [at] : []));
          return below.flatMap((row) => places.map((at) => row[at]));
        }),
      );
      if (!isWorkbook) expect(texts.filter((text) => FORMULA.test(text) && !NUMBER.test(text))).toEqual([]);
      const formulas = sheets.flatMap(({ cells }) => [...(cells?.values() ?? [])]);
      expect(formulas.filter(({ formula }) => formula !== undefined)).toEqual([]);
      const amounts = rows.flat().filter((cell) => typeof cell === 'number');
      expect(amounts.filter((yuan) => Math.abs(yuan * 100 - Math.round(yuan * 100)) > 1e-6)).toEqual([]);
      expect([...new Set(texts.filter((text) => CODE_WORD.test(text) && !codes.has(text)))]).toEqual([]);
    },
  );

  it('are of every export that a page has', () => {
    const exports = [...loadActs().keys()].filter((id) => /\.(?:export|matrix-file)$/.test(id));
    const asked = new Set(
      FILES.map(([, , path]) => path.split('?')[0]?.slice('/api/'.length).replace('/', '.')),
    );
    expect([...asked].map((id) => id?.replace('matrix/', 'matrix-')).toSorted()).toEqual(exports.toSorted());
  });
});

function sheetOf(rows: CellValue[][]): Pick<Sheet, 'rows' | 'cells'> {
  return { rows };
}
