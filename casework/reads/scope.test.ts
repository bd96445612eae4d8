import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  grant,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { receiveBatch } from '../batches/receive-batch.ts';
import type { Grant, User } from '../roles.ts';
import { listCases } from './cases/list-cases.ts';
import { listHeldBack } from './findings/held-back.ts';
import { listPaperCases } from './papers/paper-cases.ts';
import { totalQueue } from './queue/list-queue.ts';
import { maySee, townshipsOf, type Viewer } from './scope.ts';
import { listItems } from './waiting/batches.ts';
import { listDue } from './waiting/list-due.ts';

const PLACES = ['弥阳镇', '竹园镇', null] as const;

let sample: SampleOffice;

beforeEach(() => {
  sample = openSampleOffice();
  sample.run(
    PLACES.map((township, place) =>
      sampleFinding({ person_id: `p${place}`, township, claims: [[202206, { basic: 65_400 }]] }),
    ),
  );
});

afterEach(() => sample.close());

function user(...grants: Grant[]): User {
  return { user_id: 'wen', display_name: '文', grants, delegations: [], is_disabled: false };
}

const viewers: [string, Viewer, number][] = [
  ['the program', 'program', 3],
  ['an investigator of the whole county', user(grant('investigator')), 3],
  ['a clerk of one township', user(grant('clerk', { township: '竹园镇' })), 1],
  ['an auditor of one township', user(grant('auditor', { township: '竹园镇' })), 1],
  ['the clerk of a township without a case', user(grant('clerk', { township: '东山镇' })), 0],
  ['the administrator', user(grant('administrator')), 0],
  ['somebody whose account is disabled', { ...user(grant('supervisor')), is_disabled: true }, 0],
];

test.each(viewers)('%s sees the same cases in every list', (_who, viewer, cases) => {
  const { ledger } = sample;
  expect(listCases(ledger, viewer)).toHaveLength(cases);
  expect(totalQueue(ledger, viewer)).toMatchObject({ cases });
  expect(PLACES.filter((township) => maySee(viewer, township))).toHaveLength(cases);
});

test.each(viewers)('%s sees the items of a batch by the same rule', (_who, viewer, items) => {
  const { ledger } = sample;
  const author = { actor: 'sun', on_behalf_of: null, via: 'test', at: sample.clock.at };
  const refusal = receiveBatch(ledger, sample.office, author, {
    batch_id: 'b1',
    title: '省级疑点',
    sender: '省厅',
    received_on: '2022-10-01',
    reply_due_on: null,
    file: '疑点.xlsx',
    file_hash: '0'.repeat(64),
    items: PLACES.map((township, place) => ({
      item_number: place + 1,
      row: place + 2,
      name: '测试甲',
      resident_id: null,
      township,
      claimed_fen: null,
    })),
  });
  expect(refusal).toBeNull();
  expect(listItems(ledger, viewer, 'b1')).toHaveLength(items);
});

test('a case without a township is nobody’s of a township', () => {
  const clerk = user(grant('clerk', { township: '竹园镇' }));
  expect(townshipsOf(clerk)).toEqual(['竹园镇']);
  expect(listCases(sample.ledger, clerk).map(({ township }) => township)).toEqual(['竹园镇']);
  expect(listHeldBack(sample.ledger, clerk)).toEqual([]);
  expect(listDue(sample.ledger, sample.office.clocks, clerk, '2022-10-10', '2023-12-31')).toEqual([]);
  expect(listPaperCases(sample.ledger, clerk).size).toBe(0);
});
