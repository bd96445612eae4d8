import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { letOut } from '../exits/let-out.ts';
import { openOfficeLedger } from '../office.ts';
import { casebookStamp } from './kept-rows.ts';
import { countViews, listQueue, totalQueue } from './queue/list-queue.ts';

const TODAY = '2022-10-10';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

test('a count is worked out again after anybody has decided, and not after somebody has looked', () => {
  const { ledger, office } = sample;
  const [caseId = ''] = [...sample.run([sampleFinding({ person_id: 'p1' })]).case_of.values()];
  const stamp = casebookStamp(ledger);
  expect(totalQueue(ledger, 'program', { view: 'all' }).cases).toBe(1);
  letOut(
    ledger,
    office,
    { user: 'li', via: 'test', act: 'case.read' },
    {
      kind: 'CaseRead',
      subject: caseId,
      detail: {},
    },
  );
  expect(casebookStamp(ledger)).toBe(stamp);
  sample.run([sampleFinding({ person_id: 'p1' }), sampleFinding({ person_id: 'p2', finding_key: 'k2' })]);
  expect(casebookStamp(ledger)).not.toBe(stamp);
  expect(totalQueue(ledger, 'program', { view: 'all' }).cases).toBe(2);
});

test('a note works no count out again, and a row of the queue is of that note', () => {
  const [caseId = ''] = [...sample.run([sampleFinding({ person_id: 'p1' })]).case_of.values()];
  const stamp = casebookStamp(sample.ledger);
  const [before] = listQueue(sample.ledger, 'program', {}).rows;
  sample.act('li', caseId, 'note', { text: '已电话联系' });
  const [after] = listQueue(sample.ledger, 'program', {}).rows;
  expect(casebookStamp(sample.ledger)).toBe(stamp);
  expect(after?.last_seq).toBeGreaterThan(before?.last_seq ?? 0);
  sample.act('li', caseId, 'take');
  expect(casebookStamp(sample.ledger)).not.toBe(stamp);
});

test('what another program writes is seen at once', () => {
  sample.run([sampleFinding({ person_id: 'p1' })]);
  using other = openOfficeLedger(sample.office);
  const before = countViews(other, 'program', TODAY);
  const [caseId = ''] = [...sample.run([sampleFinding({ person_id: 'p1' })]).case_of.values()];
  bringToService(sample, caseId);
  expect(countViews(other, 'program', TODAY)).not.toEqual(before);
  expect(listQueue(other, 'program', { view: 'all' }).rows.map(({ status }) => status)).toEqual(['served']);
});

test('what a caller does to a row it was given is in nobody else’s', () => {
  sample.run([sampleFinding({ person_id: 'p1' })]);
  const once = totalQueue(sample.ledger, 'program', {});
  once.cases = 99;
  expect(totalQueue(sample.ledger, 'program', {}).cases).toBe(1);
});
