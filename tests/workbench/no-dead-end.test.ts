import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { listUsers } from '../../casework/reads/users/users.ts';
import { isFinished, STATUSES } from '../../casework/states.ts';
import { MOVE_FIELDS } from '../../core/words/move-fields.ts';
import type { RowPlace } from '../../explanation/case-explanation.ts';
import { addressOf } from '../../workbench/client/api/call.ts';
import { caseContract } from '../../workbench/contract/case.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { isLong } from '../support/is-long.ts';
import { type Caller, signedIn } from './caller.ts';
import { act, bringDemoCaseToService } from './demo-case.ts';
import { codeIn, refusalOf } from './refusal-words.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

/** One of each role, and the two who sign higher up. */
const USERS = ['chenjing', 'zhangmin', 'lina', 'wuping', 'heqin', 'zhouju', 'sunshen', 'maxiang', 'admin'];

let home: string;
let workbench: Workbench;
const callers = new Map<string, Caller>();
let keys = 0;

beforeAll(async () => {
  home = await copyDemoHome({ year: true });
  workbench = await openDemo(home);
  for (const user of USERS) callers.set(user, await signedIn(workbench, user));
});
afterAll(() => closeDemo(workbench, home));

const as = (user: string): Caller => {
  const caller = callers.get(user);
  if (caller === undefined) throw new Error(`${user} has not signed in`);
  return caller;
};

/** One case of the worked year in each state that it has. */
function oneOfEach(): { case_id: string; status: string }[] {
  const { ledger } = workbench.desk;
  return STATUSES.flatMap((status) => {
    const [first] = listCases(ledger, 'program', { status: [status] }, { limit: 1 });
    return first === undefined ? [] : [{ case_id: first.case_id, status }];
  });
}

type Page = {
  legal_moves: { move: string }[];
  read_only: { zh: string } | null;
  sent_back: { by: string; reason: string } | null;
  decided: { reason: string; outcome: string; nature: string | null; looked: string[] } | null;
};

async function pageOf(user: string, caseId: string): Promise<Page> {
  const answer = await as(user).ask('get', `/api/cases/${caseId}`);
  if (answer.status !== 200) throw new Error(`${user} cannot read ${caseId}: ${answer.status}`);
  return (await answer.json()) as Page;
}

describe('a case', () => {
  it('in every state of an office at work leads on: somebody of the office has more than a note to make', async () => {
    const states = oneOfEach();
    expect(states.length).toBeGreaterThan(10);
    for (const { case_id, status } of states) {
      if (isFinished(status as never) && status !== 'unfounded') continue;
      const moves = new Set<string>();
      for (const user of [
        'chenjing',
        'zhangmin',
        'liuyang',
        'lina',
        'zhouqiang',
        'wuping',
        'zhouju',
        'heqin',
      ]) {
        callers.set(user, callers.get(user) ?? (await signedIn(workbench, user)));
        for (const { move } of (await pageOf(user, case_id)).legal_moves) moves.add(move);
        moves.delete('note');
        moves.delete('acknowledge');
        if (moves.size > 0) break;
      }
      expect([status, moves.size > 0], `${case_id} ${status}`).toEqual([status, true]);
    }
  });

  it('whose decision was sent back comes back whole, says why on top and can become anything', async () => {
    const { desk } = workbench;
    const [first] = listCases(desk.ledger, 'program', { status: ['new'] }, { limit: 200 }).filter(
      ({ claimed_fen }) => claimed_fen > 0,
    );
    const id = first?.case_id ?? '';
    act(desk, 'chenjing', id, 'assign', { assignee: 'zhangmin' });
    act(desk, 'zhangmin', id, 'substantiate', { reason: '入户核实', nature: 'late-report' });
    act(desk, 'zhangmin', id, 'name-debtor', { name: '李小明', relation: '之子' });
    act(desk, 'zhangmin', id, 'fix-amount');
    act(desk, 'lina', id, 'reject', { reason: '请补死亡证明的复印件' });
    const page = await pageOf('zhangmin', id);
    expect(page.sent_back).toMatchObject({ by: '李娜', reason: '请补死亡证明的复印件' });
    expect(page.decided).toMatchObject({ reason: '入户核实', nature: 'late-report' });
    expect(page.decided?.looked).toEqual(['取款人不知情']);
    const moves = page.legal_moves.map(({ move }) => move);
    expect(moves).toEqual(
      expect.arrayContaining(['substantiate', 'clear', 'leave-unverifiable', 'name-debtor']),
    );
    const mine = (await (
      await as('zhangmin').ask('post', '/api/queue/list', { filter: { view: 'mine' } })
    ).json()) as {
      rows: { case_id: string; marks: string[] }[];
    };
    expect(mine.rows.find(({ case_id }) => case_id === id)?.marks).toContain('sent-back');
    const { last_seq: seen } = loadCase(desk.ledger, id) ?? { last_seq: 0 };
    const cleared = await as('zhangmin').ask('post', `/api/cases/${id}/decision`, {
      ...{ key: 'sent-back-and-cleared', expected_last_seq: seen, outcome: 'unfounded', ground: 'other' },
      reason: '证明写错了人',
    });
    expect(cleared.status).toBe(200);
    const now = loadCase(desk.ledger, id);
    expect(now).toMatchObject({ status: 'unfounded', decided: { reason: '证明写错了人' } });
    expect(now?.flags.some(({ code }) => code === 'sent-back')).toBe(false);
  });

  it('with an amount that is signed is not decided anew, whatever was sent back since', () => {
    const { desk } = workbench;
    const [first] = listCases(desk.ledger, 'program', { status: ['new'] }, { limit: 200 }).filter(
      ({ claimed_fen }) => claimed_fen > 0,
    );
    const id = first?.case_id ?? '';
    bringDemoCaseToService(desk, id);
    act(desk, 'zhangmin', id, 'fix-amount', { total_fen: 1_000, ground: '重算' });
    expect(() => act(desk, 'zhangmin', id, 'clear', { reason: '不属实' })).toThrow(/signed and in force/);
  });
});

describe('a refusal', () => {
  it('speaks to its reader: no login, no code word, no moves that are others’ to make', async () => {
    const logins = new RegExp(
      listUsers(workbench.desk.ledger)
        .map(({ user_id }) => user_id)
        .join('|'),
    );
    const heard = new Set<string>();
    for (const { case_id } of oneOfEach()) {
      for (const user of isLong
        ? ['zhangmin', 'chenjing', 'heqin', 'lina', 'maxiang']
        : ['zhangmin', 'heqin']) {
        for (const move of Object.keys(MOVE_FIELDS)) {
          keys += 1;
          const body = { key: `refused-${keys}`, move, input: { note: 7 } };
          const answer = await as(user).ask('post', `/api/cases/${case_id}/moves`, body);
          if (answer.ok) continue;
          const { zh, code } = await refusalOf(answer);
          heard.add(code);
          expect([zh, codeIn(zh)]).toEqual([zh, []]);
          expect(zh).not.toMatch(logins);
        }
      }
    }
    expect(heard).toContain('invalid-input');
  });

  it('names what its reader can do next, not what a cashier or a supervisor could', async () => {
    const [served] = listCases(workbench.desk.ledger, 'program', { status: ['served'] }, { limit: 1 });
    const body = { key: 'too-late-to-serve', move: 'hear', input: {} };
    const { zh } = await refusalOf(
      await as('zhangmin').ask('post', `/api/cases/${served?.case_id}/moves`, body),
    );
    expect(zh).toContain('您现在可以');
    expect(zh.split('您现在可以')[1]).toMatch(/签订分期协议/);
    expect(zh).not.toMatch(/登记收款|冲销|移送|复议/);
  });

  it('of what is not well formed says so in words, for each address that takes something', async () => {
    for (const { id, method, path, body } of workbench.desk.endpoints) {
      if (body === null || body === 'upload' || id.startsWith('session.')) continue;
      for (const [user, caller] of callers) {
        const answer = await caller.ask(method, `/api${path.replace(/\{\w+\}/g, '1')}`, { nonsense: 1 });
        if (answer.status !== 400) continue;
        const { zh } = await refusalOf(answer);
        expect([id, user, codeIn(zh)]).toEqual([id, user, []]);
      }
    }
  });
});

describe('a row of a received file', () => {
  it.runIf(isLong)(
    'opens from the case as it came, be the file a workbook or a text file, which has no sheets',
    async () => {
      const { desk } = workbench;
      const opened = new Set<string>();
      for (const { case_id } of listCases(desk.ledger, 'program', {}, { limit: 200 })) {
        const page = (await (await as('zhangmin').ask('get', `/api/cases/${case_id}`)).json()) as {
          evidence: { sides: { left: RowPlace | null; right: RowPlace | null }[] } | null;
        };
        for (const place of (page.evidence?.sides ?? []).flatMap(({ left, right }) => [left, right])) {
          if (place === null || opened.has(place.file)) continue;
          const { file_hash, sheet, row } = place;
          const address = addressOf(caseContract.sourceRow, {
            params: { case_id },
            query: { file_hash, sheet, row },
          });
          const answer = await as('zhangmin').ask('get', address);
          if (answer.status !== 200) throw new Error(`${place.file}: ${await answer.text()}`);
          const { rows } = (await answer.json()) as { rows: { row: number; is_asked: boolean }[] };
          expect(rows.find(({ is_asked }) => is_asked)?.row).toBe(row);
          opened.add(place.file);
        }
      }
      expect([...opened].filter((file) => /\.(?:csv|txt)$/.test(file)).length).toBeGreaterThan(0);
      expect([...opened].filter((file) => /\.xlsx?$/.test(file)).length).toBeGreaterThan(0);
    },
  );

  it('is asked for by nothing that an address drops: no text must be there and may be empty', () => {
    const both = workbench.desk.endpoints.flatMap(({ id, query }) => {
      const { shape = {} } = query as { shape?: Record<string, z.ZodType> };
      return Object.entries(shape)
        .filter(([, part]) => part.safeParse('').data === '' && !part.safeParse(undefined).success)
        .map(([name]) => `${id} ${name}`);
    });
    expect(both).toEqual([]);
  });
});

describe('a list from above', () => {
  it('that nobody has registered becomes a batch with a deadline, by one button', async () => {
    const fresh = await copyDemoHome();
    const other = await openDemo(fresh);
    try {
      const chenjing = await signedIn(other, 'chenjing');
      const list = async () =>
        (await (await chenjing.ask('get', '/api/batches')).json()) as {
          unregistered: { hash: string; file: string; items: number; title: string }[];
          batches: { batch_id: string; items: number }[];
        };
      const before = await list();
      expect(before.batches).toEqual([]);
      expect(before.unregistered.length).toBe(2);
      const [first] = before.unregistered;
      const body = {
        ...{ hash: first?.hash, batch_id: '2022-6', title: '2022年第6批', sender: '省级' },
        ...{ received_on: '2023-01-10', reply_due_on: '2023-02-10' },
      };
      const zhangmin = await signedIn(other, 'zhangmin');
      expect((await zhangmin.ask('post', '/api/batches', body)).status).toBe(403);
      const done = await chenjing.ask('post', '/api/batches', body);
      expect(await done.json()).toEqual({ batch_id: '2022-6', items: first?.items });
      const after = await list();
      expect(after.batches).toMatchObject([{ batch_id: '2022-6', items: first?.items }]);
      expect(after.unregistered.length).toBe(1);
      const again = await chenjing.ask('post', '/api/batches', body);
      expect([again.status, (await refusalOf(again)).zh]).toEqual([404, '这份名单已经登记，或不在收件里。']);
    } finally {
      await closeDemo(other, fresh);
    }
  });
});
