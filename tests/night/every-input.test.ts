import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EVENTS_BESIDE_CASES } from '../../core/words/journal-events.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import { isLong } from '../support/is-long.ts';
import { Office } from './office.ts';
import { csv, PAYEES, payee, policeList, rosterLine, rosterRows } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

/* Whatever changes what the next night will see, by its way on the command line, one act after the other. */

const ROSTER = '2022年7月待遇发放花名册.csv';
const AGAIN = '2022年7月待遇发放花名册（再送）.csv';
const UNKNOWN = '村里报的.csv';
const STREAMS = ['night', 'input', 'word', 'column', 'delivery', 'id-repair', 'rule'] as const;
const BY_LI = ['--as', 'li', '--reason', '问过经办人'];

let office: Office;
beforeAll(async () => {
  office = new Office();
  const rows = rosterRows(202207, PAYEES);
  const odd = rosterLine(payee(0), 202207, '惠民直达');
  office.put(ROSTER, csv(rows.map((row) => (row[0] === payee(0).name ? odd : row))));
  // half of the people once more: nobody can tell whether these are theirs anew
  office.put(AGAIN, csv([...rows.slice(0, 6), ...rosterRows(202207, [payee(7)]).slice(-1)]));
  office.put('死亡.csv', policeList([{ person: payee(1), on: '20220531' }]));
  office.put(
    UNKNOWN,
    csv([
      ['当事人', '证照码', '走的时间'],
      [payee(2).name, payee(2).residentId, '2022-06-30'],
    ]),
  );
  await office.runNight();
  appointSupervisor(office);
}, 120_000);
afterAll(() => office.remove());

type Told = readonly [type: string, actor: string];

function recordsAfter(seq: number): { last: number; told: Told[] } {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  const records = [...readStreams(ledger, STREAMS)];
  return {
    last: records.at(-1)?.seq ?? 0,
    told: records.filter((one) => one.seq > seq).map(({ type, actor }) => [type, actor]),
  };
}

const DAMAGED = '532526195001019999';

/** Each act with the records that it leaves and by whom, besides those of the night that it may run. */
const ACTS: readonly [act: string, words: () => Promise<string[]> | string[], left: readonly Told[]][] = [
  [
    'a word is explained',
    () => ['words', 'teach', 'payout-roster', 'state', '惠民直达', 'paid', '--save', ...BY_LI],
    [['WordTaught', 'li']],
  ],
  [
    'a word is taken back',
    () => ['words', 'forget', 'payout-roster', 'state', '惠民直达', '--save', ...BY_LI],
    [['WordForgotten', 'li']],
  ],
  [
    'columns are explained',
    () => [
      ...['columns', 'teach', UNKNOWN, '--source', 'police-death', '--column=证照码=resident_id'],
      ...['--column=当事人=name', '--column=走的时间=died_on', '--save', ...BY_LI],
    ],
    [['ColumnsTaught', 'li']],
  ],
  [
    'columns are taken back',
    async () => {
      const { taught } = await office.json<{ taught: { key: string }[] }>('columns', 'list');
      return ['columns', 'forget', taught[0]?.key ?? '', '--save', ...BY_LI];
    },
    [['ColumnsForgotten', 'li']],
  ],
  [
    'it is said which of two files counts',
    () => ['deliveries', 'rule', ROSTER, AGAIN, 'beside', '--save', ...BY_LI],
    [['DeliveryRuled', 'li']],
  ],
  [
    'that is taken back',
    () => ['deliveries', 'revoke', ROSTER, AGAIN, '--save', ...BY_LI],
    [['DeliveryRulingRevoked', 'li']],
  ],
  [
    'a number is corrected',
    () => ['repair', 'confirm', DAMAGED, '--name', payee(3).name, '--to', payee(3).residentId, ...BY_LI],
    [['IdRepairConfirmed', 'li']],
  ],
  [
    'that is taken back, too',
    () => ['repair', 'revoke', DAMAGED, '--name', payee(3).name, ...BY_LI],
    [['IdRepairRevoked', 'li']],
  ],
  [
    'a parameter is changed by hand',
    () => {
      office.settle('parameters: { amount_tolerance: [{ from: 2011-07, value: 0, basis: 示例 }] }\n');
      return ['nightly', '--inbox', office.inbox, '--as-of', '2022-12-31'];
    },
    [
      ['NightStarted', 'command line'],
      ['SettingsChanged', 'nightly'],
    ],
  ],
  [
    'a file arrives',
    () => {
      office.put('又一份.csv', policeList([{ person: payee(4), on: '20220601' }]));
      return ['nightly', '--inbox', office.inbox, '--as-of', '2022-12-31'];
    },
    [
      ['NightStarted', 'command line'],
      ['FilesReceived', 'nightly'],
    ],
  ],
  [
    'an earlier day is shown again',
    () => ['nightly', '--inbox', office.inbox, '--as-of', '2022-11-30', '--replay', ...BY_LI],
    [
      ['NightForced', 'li'],
      ['NightStarted', 'li'],
    ],
  ],
  [
    'a backup is put in the place of the ledger',
    async () => {
      const copy = join(office.root, 'copy.db');
      await office.run('backup', '--plain', '--out', copy, '--as', 'li');
      return ['restore', copy, '--as', 'li'];
    },
    [['LedgerRestored', 'li']],
  ],
  [
    'the folder is sealed',
    async () => {
      const key = join(office.root, 'office.key');
      await office.run('at-rest', 'key', key);
      office.settle(`at_rest: { key: "${key}" }\n`);
      return ['at-rest', 'apply'];
    },
    [['FolderSealed', 'command line']],
  ],
  [
    'the folder is opened again',
    () => {
      office.settle(`at_rest: { key: "${join(office.root, 'office.key')}", cipher: none }\n`);
      return ['at-rest', 'apply'];
    },
    [['FolderOpened', 'command line']],
  ],
];

/** In `npm test` what is taken back again is left to `npm run test:long`, as is the day shown again. */
const PLAYED = isLong
  ? ACTS
  : ACTS.filter(([act]) => !/is taken back|are taken back|shown again|opened again/.test(act));

test.each(PLAYED)('%s: who did it is in the chain, once', async (_act, words, left) => {
  const argv = await words();
  const { last } = recordsAfter(0);
  const { code, stderr, stdout } = await office.run(...argv);
  expect([0, 3, 4], `${stdout}${stderr}`).toContain(code);
  const told = recordsAfter(last).told.filter(([type]) => !['NightPublished', 'NightKept'].includes(type));
  expect(
    told.map(([type, actor]) => [type, actor.startsWith('command-line') ? 'command line' : actor]),
    `${stdout}${stderr}`,
  ).toEqual(left);
});

/** Events of these streams that the acts above do not leave: what nobody does, and what is played elsewhere. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'what came of a night, of a rule on trial, of its gate': [
    ...['NightPublished', 'NightKept', 'ShadowFound', 'GateOpened', 'GateClosed', 'RuleStopped'],
  ],
  'no act leaves it any more': ['MappingSaved'],
  'tests/workbench/inputs.test.ts': ['FileSent', 'FileRemoved', 'NightStopped'],
  'tests/night/held-rules.test.ts': ['RuleReleased'],
  'tests/night/rule-life.test.ts': [
    ...['RuleDrafted', 'RuleShadowed', 'RuleReleaseProposed', 'RuleWentLive', 'RuleRetired'],
  ],
  'casework/rule-gate': ['SampleLooked'],
};

test('no event that changes what a night sees is left without an act that is played', () => {
  const played = ACTS.flatMap(([, , left]) => left.map(([type]) => type));
  const all = STREAMS.flatMap((stream): readonly string[] => EVENTS_BESIDE_CASES[stream]);
  expect([...new Set([...played, ...Object.values(ELSEWHERE).flat()])].sort()).toEqual([...all].sort());
});
