import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLong } from '../support/is-long.ts';
import { Office } from './office.ts';
import { PAYEES, payee, policeList, roster, rosterName } from './small-office.ts';
import { appointSupervisor, ruleOnTexts } from './supervisor.ts';

const DEAD = PAYEES.map((person) => ({ person, on: '20220402' }));
const WHOLE = policeList(DEAD);
const SHORTER = policeList(DEAD.slice(1));

let office: Office;
beforeAll(() => {
  office = new Office();
  office.put(rosterName(202206), roster(202206));
  office.put('公安局户籍注销人员名单_1.csv', WHOLE);
  office.put('公安局户籍注销人员名单_2.csv', SHORTER);
  appointSupervisor(office);
});
afterAll(() => office.remove());

function answer(verdict: 'replaces' | 'replaces-people'): void {
  ruleOnTexts(office, WHOLE, SHORTER, { verdict, reason: '问过公安' });
}

const accused = async () =>
  (await office.read<{ name: string }>("select name from result.finding where status <> 'withdrawn'")).map(
    ({ name }) => name,
  );

test('somebody whom a later list of deaths leaves out is a question with both readings, until it is answered once', async () => {
  const asked = await office.night('2022-12-28');
  expect(asked.questions).toMatchObject([
    {
      kind: 'missing',
      file: '公安局户籍注销人员名单_1.csv',
      by: '公安局户籍注销人员名单_2.csv',
      rows: 1,
      answers: [{ verdict: 'replaces-people' }, { verdict: 'replaces' }],
    },
  ]);
  expect(await accused()).toContain(payee(0).name);
  const listed = await office.run('deliveries', 'list');
  expect(listed.stdout).toContain('待确认：后一份里没有的人');
  if (isLong) {
    answer('replaces-people');
    const stands = await office.night('2022-12-29');
    expect(stands.questions).toEqual([]);
    expect(await accused()).toContain(payee(0).name);
  }
  answer('replaces');
  const gone = await office.night('2022-12-30');
  expect(gone.questions).toEqual([]);
  expect(await accused()).not.toContain(payee(0).name);
});
