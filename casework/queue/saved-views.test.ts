import { afterEach, beforeEach, expect, test } from 'vitest';
import { withoutCaseDays, withoutSecondFactors } from '../../tests/support/older-ledger.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { rebuildCasebook } from '../casebook/rebuild.ts';
import { openOfficeLedger } from '../office.ts';
import { checkCasebook } from '../reads/proof/check-casebook.ts';
import { listQueue } from '../reads/queue/list-queue.ts';
import { listViews } from '../reads/users/saved-views.ts';
import { deleteView, saveView } from './saved-views.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

test('a view belongs to whoever saved it, and its title stands once', () => {
  const { ledger } = sample;
  const first = saveView(ledger, 'li', { title: '竹园 ', query: 'township=竹园镇' });
  saveView(ledger, 'hu', { title: '竹园', query: 'view=all' });
  const again = saveView(ledger, 'li', { title: '竹园', query: 'township=竹园镇&sort=amount' });
  expect(again.view_id).toBe(first.view_id);
  expect(listViews(ledger, 'li')).toMatchObject([{ title: '竹园', query: 'township=竹园镇&sort=amount' }]);
  expect(deleteView(ledger, 'hu', first.view_id)?.code).toBe('unknown-view');
  expect(deleteView(ledger, 'li', first.view_id)).toBeNull();
  expect(listViews(ledger, 'li')).toEqual([]);
  expect(listViews(ledger, 'hu')).toHaveLength(1);
});

test('a rebuilt casebook leaves the views alone', () => {
  saveView(sample.ledger, 'li', { title: '全部', query: 'view=all' });
  rebuildCasebook(sample.ledger);
  expect(listViews(sample.ledger, 'li')).toHaveLength(1);
});

test('a ledger from before there was a queue opens, fills it by itself and keeps a copy of what it was', () => {
  sample.run([sampleFinding({ person_id: 'p1' }), sampleFinding({ person_id: 'p2' })]);
  const { db } = sample.ledger;
  db.exec(
    'drop table case_queue; drop table queue_label; drop table saved_view; drop table unconfirmed_receipt',
  );
  withoutCaseDays(db);
  withoutSecondFactors(db);
  db.exec(`delete from ledger_fact where name = 'queue_version'; pragma user_version = 3`);
  sample.ledger.close();
  using ledger = openOfficeLedger(sample.office);
  expect(listQueue(ledger, 'program').totals).toMatchObject({ cases: 2, people: 2, claimable_fen: 22_600 });
  expect(checkCasebook(ledger)).toEqual({ cases: 2, differing: [], totals_tie: true });
});

test('a queue that other patterns wrote is written again', () => {
  sample.run([sampleFinding({ person_id: 'p1' })]);
  sample.ledger.db.exec(`update queue_label set why = '旧'`);
  sample.ledger.db.exec(`update ledger_fact set value = 'older' where name = 'queue_version'`);
  using ledger = openOfficeLedger(sample.office);
  expect(listQueue(ledger, 'program').rows[0]?.why).toBe('5月31日死亡，6月仍发1笔');
});
