import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { readStreams, type StoredEvent } from '../../storage/ledger/journal.ts';
import { Office } from './office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

let office: Office;

beforeEach(() => {
  office = new Office();
  office.put(rosterName(202212), roster(202212));
});
afterEach(() => office.remove());

/** What the chain says of the office's input, after a record. */
function entered(after = 0): StoredEvent[] {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  return [...readStreams(ledger, ['input', 'night'])].filter(
    ({ seq, type }) => seq > after && !['NightPublished', 'NightKept'].includes(type),
  );
}

const lastRecord = (): number => entered().at(-1)?.seq ?? 0;

test('a night says who began it and names each file that it received for the first time by its hash', async () => {
  await office.runNight();
  const first = entered();
  expect(first.map(({ type, subject_id }) => [type, subject_id])).toEqual([
    ['NightStarted', '2022-12-31'],
    ['SettingsChanged', 'rules'],
    ['FilesReceived', '2022-12-31'],
  ]);
  expect(first[0]?.actor).toMatch(/^command-line/);
  expect(first[2]?.payload).toEqual({
    files: [{ file: rosterName(202212), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  const before = lastRecord();
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20221001' }]));
  await office.runNight();
  expect(entered(before).map(({ type, payload }) => [type, payload])).toEqual([
    ['NightStarted', { inbox: office.inbox }],
    ['FilesReceived', { files: [{ file: POLICE_LIST, sha256: expect.any(String) }] }],
  ]);
});

test('a parameter changed by hand is noticed by the next night, with what it was and what it is', async () => {
  office.settle('parameters: { amount_tolerance: [{ from: 2011-07, value: 0, basis: 示例 }] }\n');
  await office.night();
  const before = lastRecord();
  office.settle('parameters: { amount_tolerance: [{ from: 2011-07, value: 5000, basis: 示例 }] }\n');
  await office.night();
  expect(entered(before)).toMatchObject([
    {
      type: 'SettingsChanged',
      subject_id: 'hedui.yaml',
      actor: 'nightly',
      payload: { changes: [{ place: 'parameters.amount_tolerance.0.value', from: '0', to: '5000' }] },
    },
  ]);
  const known = lastRecord();
  await office.night();
  expect(entered(known)).toEqual([]);
});

test('a mapping written by hand is noticed by the next night', async () => {
  await office.night();
  const before = lastRecord();
  writeFileSync(office.workspace.mapping, '[]\n');
  await office.night();
  expect(entered(before).map(({ type, subject_id, actor }) => [type, subject_id, actor])).toEqual([
    ['SettingsChanged', 'mapping.yaml', 'nightly'],
  ]);
});
