import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ITEM_TRANSITIONS } from '../../casework/batches/items.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { findStatementLine } from '../../casework/reads/money/statement-lines.ts';
import { CASE_EVENT_TYPES } from '../../core/words/case-events.ts';
import { PAPER_STAGES } from '../../core/words/documents.ts';
import { ITEM_STATUSES } from '../../core/words/items.ts';
import type { BatchItemRow } from '../../workbench/contract/batches.ts';
import type { DeskFile } from '../../workbench/contract/files.ts';
import type { SettledLine, UnclaimedLine } from '../../workbench/contract/recovery.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { type Caller, signedIn } from './caller.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

let home: string;
let workbench: Workbench;
const callers = new Map<string, Caller>();

/** `no-dead-end.test.ts` walks the cases; here is everything else of an office at work. */
beforeAll(async () => {
  home = await copyDemoHome({ office: true });
  workbench = await openDemo(home);
});
afterAll(() => closeDemo(workbench, home));

async function as(user: string): Promise<Caller> {
  const caller = callers.get(user) ?? (await signedIn(workbench, user));
  callers.set(user, caller);
  return caller;
}

async function read<Answer>(user: string, path: string): Promise<Answer> {
  const answer = await (await as(user)).ask('get', `/api${path}`);
  if (answer.status !== 200) throw new Error(`${user} ${path}: ${answer.status}`);
  return (await answer.json()) as Answer;
}

describe('a received file', () => {
  it('of every fate leads on: its columns can be explained, its words taught, its overlap ruled on', async () => {
    const { files } = await read<{ files: DeskFile[] }>('chenjing', '/files');
    const wanting = files.filter(({ fate }) => ['refused', 'held', 'asked', 'partly'].includes(fate));
    expect(new Set(wanting.map(({ fate }) => fate)).size).toBe(4);
    const { waiting } = await read<{ waiting: { meanings: unknown[] }[] }>('chenjing', '/words');
    const { overlaps } = await read<{ overlaps: { earlier: { hash: string }; later: { hash: string } }[] }>(
      'chenjing',
      '/deliveries',
    );
    for (const { hash, fate, name, file_no } of wanting) {
      const { sheets } = await read<{ sheets: { columns: unknown[] }[] }>(
        'chenjing',
        `/sources/columns/${hash}`,
      );
      expect([name, sheets.some(({ columns }) => columns.length > 0)]).toEqual([name, true]);
      if (fate === 'held') expect(waiting.some(({ meanings }) => meanings.length > 0)).toBe(true);
      if (fate === 'asked')
        expect(overlaps.some(({ earlier, later }) => earlier.hash === hash || later.hash === hash)).toBe(
          true,
        );
      if (fate === 'partly') {
        const { rows } = await read<{ rows: { reason: { zh: string } }[] }>(
          'chenjing',
          `/nights/last/refused?file_no=${file_no}`,
        );
        expect(rows.every(({ reason }) => reason.zh !== '')).toBe(true);
      }
    }
  });
});

describe('an item of a batch', () => {
  it('in every state but the last has a move, and somebody of the office who may make it', () => {
    for (const status of ITEM_STATUSES) {
      const ways = ITEM_TRANSITIONS.filter(({ from }) => (from as readonly string[]).includes(status));
      expect([status, ways.length > 0]).toEqual([status, status !== 'closed_out']);
      for (const { roles } of ways) expect(roles.length).toBeGreaterThan(0);
    }
  });

  it('of the registered batches can be moved on today by one of them', async () => {
    const { batches } = await read<{ batches: { batch_id: string }[] }>('chenjing', '/batches');
    expect(batches.length).toBe(2);
    for (const { batch_id } of batches) {
      for (const { item_number, moves } of (
        await read<{ items: BatchItemRow[] }>('chenjing', `/batches/${batch_id}`)
      ).items)
        expect([batch_id, item_number, moves.length > 0]).toEqual([batch_id, item_number, true]);
    }
  });
});

describe('a paper', () => {
  it('of every stage opens its case, where what comes next is done', async () => {
    const stages = new Set<string>();
    for (const stage of PAPER_STAGES) {
      const { rows } = await read<{ rows: { case_id: string; stage: string }[] }>(
        'zhangmin',
        `/notices?stage=${stage}`,
      );
      for (const { case_id } of rows) {
        stages.add(stage);
        const page = await read<{ status: string; legal_moves: unknown[] }>('chenjing', `/cases/${case_id}`);
        expect([case_id, page.status, page.legal_moves.length > 0]).toEqual([case_id, page.status, true]);
      }
    }
    expect([...stages]).toEqual(expect.arrayContaining(['draft', 'to-issue', 'to-serve', 'served']));
  });
});

describe('money that came in', () => {
  it('waits with the cases it may be for, or with why there are none, and any case can be found by what is said at the counter', async () => {
    const { lines } = await read<{ lines: UnclaimedLine[] }>('heqin', '/recovery/lines');
    expect(lines.length).toBe(3);
    for (const { why } of lines) expect(why.zh).not.toBe('');
    expect(lines.filter(({ proposed }) => proposed !== null).length).toBe(2);
    const [debt] = listCases(workbench.desk.ledger, 'program', {}, { limit: 1_000 }).filter(
      ({ outstanding_fen }) => outstanding_fen > 0,
    );
    const heqin = await as('heqin');
    for (const text of [
      debt?.case_id,
      String(debt?.case_number),
      debt?.notice_number,
      debt?.debtor_name.slice(0, 1),
    ]) {
      const answer = await heqin.ask('post', '/api/recovery/find', { text });
      const { cases } = (await answer.json()) as { cases: { case_id: string; debtor_name: string }[] };
      expect(cases.map(({ case_id }) => case_id)).toContain(debt?.case_id);
      expect(cases.every(({ debtor_name }) => debtor_name.includes('*'))).toBe(true);
    }
  });

  it('that was set aside is listed with its reason, and taken back by the cashier alone', async () => {
    const { lines } = await read<{ lines: SettledLine[] }>(
      'chenjing',
      '/recovery/lines/settled?fate=set_aside',
    );
    expect(lines.map(({ reason }) => reason)).toEqual(['银行结息，不是追缴款']);
    const path = `/api/recovery/lines/${lines[0]?.line_id}/take-back`;
    const body = { reason: '利息里有一笔还款' };
    expect((await (await as('chenjing')).ask('post', path, body)).status).toBe(403);
    expect((await (await as('heqin')).ask('post', path, body)).status).toBe(204);
    expect(findStatementLine(workbench.desk.ledger, lines[0]?.line_id ?? '')?.status).toBe('open');
    const entered = await read<{ lines: SettledLine[] }>('heqin', '/recovery/lines/settled?fate=entered');
    expect(entered.lines.length).toBeGreaterThan(5);
    expect(entered.lines.every(({ case_id }) => case_id !== null)).toBe(true);
  });

  it('and that nobody has confirmed waits for somebody other than who entered it', async () => {
    const { receipts } = await read<{ receipts: { is_own: boolean }[] }>(
      'chenjing',
      '/recovery/receipts/unconfirmed',
    );
    expect(receipts.map(({ is_own }) => is_own)).toEqual([false]);
  });
});

describe('a user', () => {
  it('who is disabled can be enabled again, and who has no password is given one', async () => {
    const admin = await as('admin');
    expect((await admin.ask('post', '/api/users/maxiang/disable', { reason: '休假' })).status).toBeLessThan(
      300,
    );
    const rows = async () =>
      (await read<{ users: { user_id: string; is_disabled: boolean }[] }>('admin', '/users')).users;
    expect((await rows()).find(({ user_id }) => user_id === 'maxiang')?.is_disabled).toBe(true);
    expect((await admin.ask('post', '/api/users/maxiang/enable', { reason: '回来了' })).status).toBeLessThan(
      300,
    );
    expect((await rows()).find(({ user_id }) => user_id === 'maxiang')?.is_disabled).toBe(false);
    const given = await admin.ask('post', '/api/users/maxiang/password', {});
    expect(((await given.json()) as { password: string }).password.length).toBeGreaterThan(8);
  });
});

describe('a history', () => {
  it('names every kind of event in both languages', () => {
    for (const language of ['zh-CN', 'en']) {
      const path = join(import.meta.dirname, `../../workbench/text/${language}/case.json`);
      const said = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
      expect(CASE_EVENT_TYPES.filter((type) => said[`event-${type}`] === undefined)).toEqual([]);
    }
  });
});
