import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { findItem, listItems } from '../../casework/reads/waiting/batches.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { Office } from './office.ts';
import { csv, POLICE_LIST, payee, policeList, residentIdOf, roster, rosterName } from './small-office.ts';

const LIST = '上级下发疑点数据（2022年第6批）.csv';
const [dead, alive, later] = [payee(0), payee(1), payee(2)];
const stranger = { name: '毕远方', residentId: residentIdOf('19500101', 998) };

let office: Office;
let first: NightSummary;

beforeAll(async () => {
  office = new Office();
  for (const month of [202206, 202207]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([{ person: dead, on: '20220531' }]));
  office.put(
    LIST,
    csv([
      ['2022年第6批疑点数据'],
      ['序号', '疑点类型', '姓名', '身份证号码', '疑似金额', '反馈期限'],
      ...[dead, alive, stranger, later].map(({ name, residentId }, place) => [
        place + 1,
        '疑似死亡',
        name,
        residentId,
        '436.00',
        '2023-02-10',
      ]),
    ]),
  );
  first = await office.night('2022-12-29');
  await office.run('user', 'add', 'admin', '--role', 'administrator');
  await office.run('user', 'add', 'sun', '--role', 'supervisor', '--as', 'admin');
});
afterAll(() => office.remove());

function withLedger<T>(look: (ledger: ReturnType<typeof openOfficeLedger>) => T): T {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  return look(ledger);
}

function answers() {
  return withLedger((ledger) =>
    listItems(ledger, 'program', 'b6').map(({ answer, case_id }) => [answer, case_id]),
  );
}

async function caseOf(name: string): Promise<string | null> {
  return (await office.standing()).find((finding) => finding.name === name)?.case_id ?? null;
}

/** By whose seal a night's build is known again is written every night. */
function records(): number {
  const said = "select count(*) as n from event where type <> 'NightKept'";
  return withLedger((ledger) => Number(ledger.db.prepare(said).get()?.n));
}

function caseCount(): number {
  return withLedger((ledger) => Number(ledger.db.prepare('select count(*) as n from case_state').get()?.n));
}

test('a list that nobody has registered is named, with the command that registers it', async () => {
  expect(first.batches).toMatchObject({ answered: 0, unregistered: [{ file: LIST, items: 4 }] });
  const command = first.batches.unregistered[0]?.register ?? '';
  expect(command).toContain('--reply-due-on 2023-02-10');
  const [, path = ''] = /receive "([^"]+)"/.exec(command) ?? [];
  expect(await office.run('batch', 'receive', path, '--as', 'sun', '--id', 'b6')).toMatchObject({ code: 0 });
});

test('the next night answers every item and joins the supported one to its case', async () => {
  const cases = caseCount();
  const second = await office.night('2022-12-30');
  expect(second.batches).toEqual({ answered: 4, unchanged: 0, waiting: 0, not_read: 0, unregistered: [] });
  expect(answers()).toEqual([
    ['supported', await caseOf(dead.name)],
    ['not-supported', null],
    ['cannot-match', null],
    ['not-supported', null],
  ]);
  expect(withLedger((ledger) => findItem(ledger, 'b6', 1)?.status)).toBe('received');
  expect(caseCount()).toBe(cases);
});

test('the same night again writes nothing but by what its build is known', async () => {
  const before = records();
  expect((await office.night('2022-12-30')).batches).toMatchObject({ answered: 0, unchanged: 4 });
  expect(records()).toBe(before);
});

test('an item that a later list bears out is joined to the case of that night, the others stay', async () => {
  office.put('公安局户籍注销人员名单（增补）.csv', policeList([{ person: later, on: '20220531' }]));
  const third = await office.night('2022-12-31');
  expect(third.batches).toMatchObject({ answered: 1, unchanged: 3 });
  expect(answers()[3]).toEqual(['supported', await caseOf(later.name)]);
});

test('a case that a person opened for an unsupported item stays with it, and no night opens another', async () => {
  const opened = await office.run('batch', 'open-case', 'b6', '2', '--as', 'sun', '--json');
  const { case_id } = JSON.parse(opened.stdout) as { case_id: string };
  const cases = caseCount();
  expect((await office.night('2023-01-01')).batches).toMatchObject({ answered: 0, unchanged: 4 });
  expect(answers()[1]).toEqual(['not-supported', case_id]);
  expect(caseCount()).toBe(cases);
});

test('a list that was registered but never put into the inbox is counted, not answered', async () => {
  const elsewhere = new Office();
  const path = elsewhere.put(
    '第7批.csv',
    csv([
      ['姓名', '身份证号码'],
      [alive.name, alive.residentId],
    ]),
  );
  await office.run('batch', 'receive', path, '--as', 'sun', '--id', 'b7');
  elsewhere.remove();
  expect((await office.night('2023-01-02')).batches).toMatchObject({ unchanged: 4, not_read: 1 });
});
