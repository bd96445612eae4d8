import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadActs, loadVerbs } from '../../casework/acts/who-may.ts';
import { ACT_EXITS, exitOf, VERB_EXITS } from '../../casework/exits/exits.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { APART, ROLES, type Role } from '../../casework/roles.ts';
import { addUser, record } from '../../casework/users/manage-users.ts';
import { setPassword } from '../../casework/users/passwords.ts';
import { run } from '../../pipelines/cli.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Desk } from '../../workbench/server/desk.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { Office } from '../night/office.ts';
import { roster, rosterName } from '../night/small-office.ts';
import { isLong } from '../support/is-long.ts';
import { type Caller, signedIn } from './caller.ts';
import { type Foreign, foreignIn, HOME, namedIn, peopleElsewhere, textOf } from './exits/elsewhere.ts';
import { LEFT_OUT, type Operation, pool, requestsOf } from './exits/requests.ts';
import { letDemoUsersIn } from './made-once.ts';
import { closeDemo, copyDemoHome, openDemo, PASSWORD } from './stand.ts';

/** Who sees most, and who has one township by nature; all of them in `npm run test:long`. */
const WALKED: readonly Role[] = isLong ? ROLES : ['supervisor', 'clerk'];

describe('what leaves by each exit', () => {
  it('is said of every act and of every verb, and of none that is gone', () => {
    expect([...ACT_EXITS.keys()].sort()).toEqual([...loadActs().keys()].sort());
    for (const verb of loadVerbs().keys()) expect(exitOf(verb)).toBeDefined();
    const groups = new Set([...loadVerbs().keys()].flatMap((verb) => [verb, verb.split(' ')[0]]));
    expect([...VERB_EXITS.keys()].filter((verb) => !groups.has(verb))).toEqual([]);
  });
});

describe('whoever has one township', () => {
  let workbench: Workbench;
  let home: string;
  let foreign: Foreign;
  let operations: { method: string; path: string; operation: Operation }[];
  const callers = new Map<Role, Caller>();

  beforeAll(async () => {
    home = await copyDemoHome({ year: true });
    // the walk asks more in a minute than a person
    writeFileSync(
      join(home, 'hedui.yaml'),
      'workbench: { requests_per_minute: 1000000, logins_per_minute: 1000 }\n',
    );
    workbench = await openDemo(home);
    const { desk } = workbench;
    // who keeps users last: with a second one there, whom the first lets in waits for the other
    for (const role of ROLES.toSorted((a, b) => Number(APART.has(a)) - Number(APART.has(b)))) {
      addBound(desk, role);
      callers.set(role, await signedIn(workbench, bound(role)));
    }
    foreign = await peopleElsewhere(desk);
    const described = (await (await workbench.app.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    operations = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    );
  });
  afterAll(() => closeDemo(workbench, home));

  for (const role of WALKED) {
    it(`as ${role} finds nobody of another place in any answer or file`, async () => {
      const caller = callers.get(role);
      if (caller === undefined) throw new Error(`no ${role}`);
      let answers = 0;
      for (const { method, path, operation } of operations.filter(
        (one) => !LEFT_OUT.test(one.operation.operationId),
      ))
        for (const { address, body } of requestsOf(path, operation, pool(workbench.desk, foreign))) {
          const response = await caller.ask(method, address, body);
          const where = `${role} ${operation.operationId} ${address} ${JSON.stringify(body)}`;
          expect(response.status, where).toBeLessThan(500);
          if (response.status >= 300) continue;
          answers += 1;
          const found = await foreignIn(response, foreign, address + JSON.stringify(body));
          expect(found, where).toEqual([]);
        }
      // who gives roles has the users and nothing else, and those are walked elsewhere
      expect(answers).toBeGreaterThan(role === 'security-administrator' ? 0 : 4);
    });
  }

  it('finds nobody of another place on the command line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hedui-exits-'));
    try {
      for (const role of WALKED) {
        for (const argv of verbsOf(foreign, folder)) {
          const { code, text } = await typed(['--home', home, ...argv, '--as', bound(role)]);
          expect(code, `${role} ${argv.join(' ')}`).not.toBe(70);
          const files = readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((file) => file.isFile())
            .map((file) => readFileSync(join(file.parentPath, file.name)));
          const texts = [text, ...(await Promise.all(files.map(textOf)))].join('\n');
          expect(namedIn(texts, foreign, argv.join(' ')), `${role} ${argv.join(' ')}`).toEqual([]);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('cannot be given a role that works for the whole office', () => {
    const { ledger, office } = workbench.desk;
    for (const role of ['cashier', 'auditor', 'administrator'] as const) {
      const outcome = addUser(
        ledger,
        office,
        { user: 'admin', via: 'test' },
        {
          user_id: 'lost',
          display_name: '某人',
          grants: [{ role, level: null, township: HOME }],
        },
      );
      expect(outcome).toMatchObject({ ok: false, refusal: { code: 'role-without-township' } });
    }
  });
});

describe('whatever leaves in full', () => {
  let workbench: Workbench;
  let home: string;
  beforeAll(async () => {
    home = await copyDemoHome({ year: true });
    workbench = await openDemo(home);
  });
  afterAll(() => closeDemo(workbench, home));

  it('is written down with who, which file, what for, and the hash by which it is known again', async () => {
    const manager = await signedIn(workbench, 'zhouju');
    const today = (await (await manager.ask('get', '/api/nights/last')).json()) as {
      papers: { name: string }[];
      night: { as_of: string };
    };
    const list = today.papers.find(({ name }) => name.endsWith('.xlsx'))?.name ?? '';
    const file = await manager.ask(
      'get',
      `/api/nights/${today.night.as_of}/papers/${encodeURIComponent(list)}`,
    );
    expect(file.status).toBe(200);
    const { actor, type, payload } = lastRecord(workbench.desk.ledger);
    expect({ actor, type }).toEqual({ actor: 'zhouju', type: 'DataExported' });
    expect(JSON.parse(payload ?? '')).toMatchObject({
      reason: '阅办当日核对结果',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('names the cases of a list that somebody read, once for each thing they were shown', async () => {
    const cashier = await signedIn(workbench, 'heqin');
    const read = async () => {
      const list = (await (await cashier.ask('get', '/api/recovery/cases?view=all')).json()) as {
        debts: { case_id: string }[];
      };
      return { list, seq: Number(lastRecord(workbench.desk.ledger).seq) };
    };
    const first = await read();
    const { type, payload } = lastRecord(workbench.desk.ledger);
    expect(type).toBe('ListRead');
    const of = [...new Set(first.list.debts.map(({ case_id }) => case_id))].sort();
    expect(JSON.parse(payload ?? '')).toMatchObject({ of_cases: of.length });
    expect((await read()).seq).toBe(first.seq);
  });

  it('is written down for every verb that writes a file of people, with who takes it and what for', async () => {
    const office = new Office();
    office.put(rosterName(202207), roster(202207));
    await office.night('2022-11-30');
    letDemoUsersIn(office.home);
    const desk = openOffice(office.home);
    const list = office.put('../list.csv', '姓名,身份证号\n段小平,532526195001019915\n');
    const next = office.put('../next.csv', roster(202208));
    const taken = async (user: string, ...argv: string[]) => {
      const { code, text } = await typed(['--home', office.home, '--json', ...argv, '--as', user]);
      expect([0, 4], `${argv[0]} ${text}`).toContain(code);
      using ledger = openOfficeLedger(desk, 'read');
      const { actor, type, subject_id, payload } = lastRecord(ledger);
      return [actor, type, subject_id, JSON.parse(payload ?? '').reason];
    };
    const into = (name: string): string => join(office.root, name);
    expect([
      await taken('chenjing', 'precheck', next, '--out', into('hold.xlsx')),
      await taken('chenjing', 'compare', list, list, '--out', into('pairs.csv')),
      await taken('chenjing', ...TRIAL),
      await taken('zhouju', 'report', 'morning'),
      await taken('zhouju', 'report', 'summary', ...QUARTER, '--out', into('summary')),
      await taken('chenjing', 'backup', '--plain', '--out', into('ledger.db')),
    ]).toEqual([
      ['chenjing', 'DataExported', 'precheck', '发放前核查'],
      ['chenjing', 'DataExported', 'comparison', '名单比对'],
      ['chenjing', 'ListRead', 'rule-trial', '试算参数'],
      ['zhouju', 'DataExported', 'morning', '阅办当日核对结果'],
      ['zhouju', 'DataExported', 'summary', '报送分管领导'],
      ['chenjing', 'DataExported', 'backup', '备份'],
    ]);
    office.remove();
  });

  it('is given to nobody unnamed on the command line once the office has users', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hedui-exits-'));
    for (const argv of FULL(folder)) {
      const { code, text } = await typed(['--home', home, '--json', ...argv]);
      expect([argv, code === 0, text.includes('name-who-takes')]).toEqual([argv, false, true]);
    }
    rmSync(folder, { recursive: true });
  });
});

const lastRecord = ({ db }: Ledger) =>
  db.prepare('select * from event order by seq desc limit 1').get() as Record<string, string>;

const ROSTER = join(
  import.meta.dirname,
  '../../data-samples/inbox/2022年12月城乡居民养老保险待遇发放花名册.xlsx',
);
const TRIAL = ['rules', '--try', 'eligibility/amount-above-entitlement', '--set', 'amount_tolerance=5000'];
const QUARTER = ['--from', '2022-07-01', '--to', '2022-09-30'];

const FULL = (folder: string): string[][] => [
  ['export', 'findings', '--out', join(folder, 'f.csv'), '--format', 'csv'],
  ['senders', '--return', folder],
  ['visits', 'list', '--out', join(folder, 'v.xlsx')],
  ['repair', 'list', '--unmasked'],
  ['user', 'list'],
  ['precheck', ROSTER],
  ['compare', join(folder, 'left.csv'), join(folder, 'right.csv'), '--out', join(folder, 'pairs.csv')],
  ['report', 'morning'],
  ['report', 'summary', ...QUARTER, '--out', folder],
  TRIAL,
  ['backup', '--plain', '--out', join(folder, 'ledger.db')],
];

const bound = (role: Role): string => `bound-${role}`;

/** Somebody of one township; the roles that nobody can be given with one are written as an older ledger may hold them. */
function addBound({ ledger, office }: Desk, role: Role): void {
  const user_id = bound(role);
  const level = role === 'approver' ? 1 : null;
  const grants = [{ role, level, township: HOME }];
  const asker = { user: 'admin', via: 'test' };
  const added = addUser(ledger, office, asker, { user_id, display_name: '甲乙', grants });
  if (!added.ok) {
    const payload = { display_name: '甲乙', grants };
    ledger.db.exec('begin');
    record(ledger, office, asker, user_id, { type: 'UserAdded', payload });
    ledger.db.exec('commit');
  }
  const refusal = setPassword(ledger, office, { user: user_id, via: 'test' }, user_id, PASSWORD);
  if (refusal !== null) throw new Error(refusal.en);
}

function verbsOf(foreign: Foreign, folder: string): string[][] {
  const [caseId = ''] = foreign.cases;
  return [
    ['--json', 'cases', '--limit', '1000'],
    ['--json', 'cases', '--held-back'],
    ['--json', 'due', '--within', '400'],
    ['--json', 'case', 'show', caseId],
    ['--json', 'batch', 'items', '2022-6'],
    ['--json', 'feedback', '2022-6', '--partial', '--out', join(folder, 'feedback.xlsx')],
    ['--json', 'receipts', 'list', '--status', 'open'],
    ['--json', 'receipts', 'unconfirmed'],
    ['--json', 'notice', 'draft', caseId],
    ['--json', 'repair', 'list', '--unmasked'],
    ['--json', 'senders', '--return', folder],
    ['--json', 'visits', 'list', '--out', join(folder, 'visits.xlsx')],
    ['--json', 'export', 'findings', '--format', 'csv', '--out', join(folder, 'findings.csv')],
    ['--json', 'user', 'list'],
    ['--json', 'audit', 'log'],
    ['--json', 'precheck', ROSTER, '--out', join(folder, 'hold.xlsx')],
    ['--json', ...TRIAL],
    ['--json', 'report', 'morning'],
    ['--json', 'report', 'summary', ...QUARTER, '--tables', 'csv', '--out', join(folder, 'summary')],
    ['--json', 'backup', '--plain', '--out', join(folder, 'ledger.db')],
  ];
}

/** One command line, run here; what it says on both channels. */
async function typed(argv: string[]): Promise<{ code: number; text: string }> {
  const said: string[] = [];
  const take = (part: unknown): boolean => said.push(String(part)) > 0;
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(take);
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(take);
  try {
    process.exitCode = undefined;
    return { code: await run(argv), text: said.join('') };
  } finally {
    process.exitCode = undefined;
    out.mockRestore();
    err.mockRestore();
  }
}
