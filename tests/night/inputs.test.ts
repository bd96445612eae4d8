import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { readStreams, type StoredEvent } from '../../storage/ledger/journal.ts';
import { Office } from './office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

const parameter = (fen: number): string =>
  `parameters: { amount_tolerance: [{ from: 2011-07, value: ${fen}, basis: 示例 }] }\n`;

/** One office: a first night, one after which something changed by hand, and one to which nothing is new. */
let office: Office;
let first: StoredEvent[];
let second: StoredEvent[];
let third: StoredEvent[];
beforeAll(async () => {
  office = new Office();
  office.put(rosterName(202212), roster(202212));
  office.settle(parameter(0));
  await office.runNight();
  first = entered();
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20221001' }]));
  office.settle(parameter(5000));
  writeFileSync(office.workspace.mapping, '[]\n');
  await office.runNight();
  second = entered(first.at(-1)?.seq);
  await office.night();
  third = entered(second.at(-1)?.seq);
});
afterAll(() => office.remove());

/** What the chain says of the office's input, after a record. */
function entered(after = 0): StoredEvent[] {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  return [...readStreams(ledger, ['input', 'night'])].filter(
    ({ seq, type }) => seq > after && !['NightPublished', 'NightKept'].includes(type),
  );
}

test('a night says who began it and names each file that it received for the first time by its hash', () => {
  expect(first.map(({ type, subject_id }) => [type, subject_id])).toEqual([
    ['NightStarted', '2022-12-31'],
    ['SettingsChanged', 'hedui.yaml'],
    ['SettingsChanged', 'rules'],
    ['FilesReceived', '2022-12-31'],
  ]);
  expect(first[0]?.actor).toMatch(/^command-line/);
  expect(first.at(-1)?.payload).toEqual({
    files: [{ file: rosterName(202212), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect(second[0]).toMatchObject({ type: 'NightStarted', payload: { inbox: office.inbox } });
  expect(second.at(-1)).toMatchObject({
    type: 'FilesReceived',
    payload: { files: [{ file: POLICE_LIST, sha256: expect.any(String) }] },
  });
});

test('a parameter changed by hand is noticed by the next night, with what it was and what it is', () => {
  expect(second.filter(({ subject_id }) => subject_id === 'hedui.yaml')).toMatchObject([
    {
      type: 'SettingsChanged',
      actor: 'nightly',
      payload: { changes: [{ place: 'parameters.amount_tolerance.0.value', from: '0', to: '5000' }] },
    },
  ]);
});

test('a mapping written by hand is noticed by the next night', () => {
  expect(
    second.filter(({ subject_id }) => subject_id === 'mapping.yaml').map(({ type, actor }) => [type, actor]),
  ).toEqual([['SettingsChanged', 'nightly']]);
});

test('what is as the night before left it is no event', () => {
  expect(second).toHaveLength(4);
  expect(third).toEqual([]);
});
