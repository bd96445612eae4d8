import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../../casework/roles.ts';
import { exportQueries } from '../../pipelines/export-queries.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { Office } from './office.ts';
import { csv, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';
import { appoint } from './supervisor.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What supervision alone may meet: the rules' names, their titles and their sentences. */
const TRACES = ['insider/', '双改', '均被变更', '被变更，此后', '一人多岗', '同一登录账号'];

const traceIn = (text: string): string | undefined => TRACES.find((trace) => text.includes(trace));

let office: Office;

beforeAll(async () => {
  office = new Office();
  for (const month of [202206, 202207]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
  const [dead, both, paid] = [payee(0), payee(1), payee(2)];
  office.put(
    '信息变更日志.csv',
    csv([
      ['姓名', '身份证号', '变更项目', '变更前', '变更后', '变更时间', '操作员'],
      [dead.name, dead.residentId, '银行账号', '1', dead.account, '2022-06-03', 'u1'],
      [both.name, both.residentId, '姓名', '甲', both.name, '2022-05-03', 'u1'],
      [both.name, both.residentId, '身份证号', '乙', both.residentId, '2022-05-03', 'u1'],
    ]),
  );
  office.put(
    '业务操作日志.csv',
    csv([
      ['业务编号', '业务对象', '证件号码', '操作环节', '操作员', '操作时间'],
      ...['录入', '审核', '支付'].map((step) => ['B1', paid.name, paid.residentId, step, 'u1', '2022-05-06']),
    ]),
  );
  await office.run('user', 'add', 'admin', '--role', 'administrator');
  for (const role of ROLES)
    await office.run(
      'user',
      'add',
      `one-${role}`,
      '--role',
      role === 'approver' ? 'approver:1' : role,
      '--as',
      'admin',
    );
  await office.run('user', 'add', 'local', '--role', 'supervisor@东山镇', '--as', 'admin');
  await office.night();
}, 240_000);
afterAll(() => office.remove());

describe('what is found about the office’s own hands', () => {
  test('is told to supervision of the whole office, with the rows it rests on', async () => {
    const { code, stdout } = await office.run('insider', '--json', '--as', 'one-supervisor');
    expect(code).toBe(0);
    const { findings } = JSON.parse(stdout) as {
      findings: { rule_id: string; name: string; facts: { kind: string }; evidence: { file: string }[] }[];
    };
    expect(findings.map(({ rule_id, name, facts }) => [rule_id, name, facts.kind]).sort()).toEqual([
      ['insider/one-hand', payee(2).name, 'login'],
      ['insider/two-changes', payee(1).name, 'both'],
      ['insider/two-changes', payee(0).name, 'death'],
    ]);
    expect(findings.every(({ evidence }) => evidence.length > 0)).toBe(true);
  });

  test.each([...ROLES.filter((role) => role !== 'supervisor').map((role) => `one-${role}`), 'local'])(
    'is refused to %s',
    async (user) => {
      const { code, stdout } = await office.run('insider', '--json', '--as', user);
      expect([code === 0, traceIn(stdout)]).toEqual([false, undefined]);
    },
  );

  test('is not passed over in silence where there is none, with the logs that have not come', async () => {
    const bare = new Office();
    for (const month of [202206, 202207]) bare.put(rosterName(month), roster(month));
    appoint(bare, { chen: 'supervisor' });
    await bare.night();
    const { stdout } = await bare.run('insider', '--as', 'chen');
    expect(stdout).toContain('没有发现。');
    expect(stdout).toContain('没有到（或没有一行可用）：信息变更日志、业务操作日志。');
    expect((await office.run('insider', '--as', 'one-supervisor')).stdout).not.toContain('没有');
    bare.remove();
  }, 120_000);

  test('is refused to whoever does not say who they are', async () => {
    const { code, stdout } = await office.run('insider', '--json');
    expect([code === 0, traceIn(stdout)]).toEqual([false, undefined]);
  });

  test('stands in no table that a page, an export or a paper is made of', async () => {
    const { warehouse } = await openPublished(office.workspace.builds);
    try {
      const tables = await warehouse.rows<{ schema: string; name: string }>(
        "select table_schema as schema, table_name as name from information_schema.tables where table_schema <> 'supervision'",
      );
      expect(tables.length).toBeGreaterThan(40);
      for (const { schema, name } of tables) {
        const rows = await warehouse.rows(
          `select cast(to_json(t) as varchar) as text from ${schema}."${name}" as t`,
        );
        expect([`${schema}.${name}`, traceIn(JSON.stringify(rows))]).toEqual([
          `${schema}.${name}`,
          undefined,
        ]);
      }
    } finally {
      warehouse.close();
    }
  });

  test('leaves by no export, stands in no paper and in no case', async () => {
    let left = 0;
    for (const what of exportQueries().keys()) {
      const out = join(office.root, `${what}.json`);
      const { code } = await office.run(
        'export',
        what,
        '--format',
        'json',
        '--out',
        out,
        '--as',
        'one-supervisor',
      );
      if (code !== 0) continue;
      left += 1;
      expect([what, traceIn(readFileSync(out, 'utf8'))]).toEqual([what, undefined]);
    }
    expect(left).toBeGreaterThan(3);
    for (const path of filesUnder(office.workspace.reports)) {
      const text = path.endsWith('.xlsx') ? unpacked(path) : readFileSync(path, 'utf8');
      expect([path, traceIn(text)]).toEqual([path, undefined]);
    }
    const events = await office.run('cases', '--json', '--as', 'one-supervisor', '--limit', '1000');
    expect(traceIn(events.stdout)).toBeUndefined();
    expect(traceIn(readFileSync(join(office.home, 'ledger.db'), 'utf8'))).toBeUndefined();
  });

  test('is named by the step that finds it and the verb that tells it, and by nothing else of the program', () => {
    const naming = [
      'core',
      'storage',
      'reading',
      'casework',
      'explanation',
      'reports',
      'pipelines',
      'workbench',
      'sql',
    ]
      .flatMap((room) => filesUnder(join(ROOT, room)))
      .filter((path) => /\.(ts|tsx|sql)$/.test(path) && !path.endsWith('.test.ts'))
      .filter((path) => readFileSync(path, 'utf8').includes('supervision.finding'))
      .map((path) => path.slice(ROOT.length + 1));
    expect(naming.sort()).toEqual(['explanation/reserved-findings.ts', 'pipelines/steps/detect-reserved.ts']);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules') return [];
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

function unpacked(path: string): string {
  const book = sheetjs.read(readFileSync(path));
  return Object.values(book.Sheets)
    .map((sheet) => JSON.stringify(sheetjs.utils.sheet_to_json(sheet)))
    .join('\n');
}
