import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ended, Office } from '../night/office.ts';
import { openSampleOffice, type SampleOffice } from '../support/sample-office.ts';
import { laidOut, runningNumbers, settleLetterhead } from './paper-desk.ts';
import { approveMany } from './worked-case.ts';

let sample: SampleOffice;
let office: Office;
beforeEach(() => {
  sample = openSampleOffice();
  office = new Office({ root: sample.home, home: sample.home });
  settleLetterhead(sample);
});
afterEach(() => sample.close());

const papers = (): string[] => laidOut(sample).filter((name) => name.endsWith('.docx'));

test('a batch killed half way goes on where it stopped, and no number is used twice', async () => {
  const cases = approveMany(sample, 60);
  const child = office.start('notice', 'issue', '--as', 'li', '--all-approved', '--pdf');
  const end = ended(child);
  while (papers().length < 5 && child.exitCode === null) await sleep(20);
  child.kill('SIGKILL');
  await end;
  const before = papers();
  expect(before.length).toBeGreaterThanOrEqual(5);
  expect(before.length).toBeLessThan(60);
  const again = await office.run('--json', 'notice', 'issue', '--as', 'li', '--all-approved', '--pdf');
  expect(again.code, again.stderr).toBe(0);
  const result = JSON.parse(again.stdout) as {
    made: number;
    kept: number;
    documents: { number: string; case_id: string }[];
  };
  // what was frozen last may not have been laid out for people yet
  expect(result.kept).toBeGreaterThanOrEqual(before.length);
  expect(result.made + result.kept).toBe(60);
  expect(result.made).toBeGreaterThan(0);
  const numbers = runningNumbers(result.documents.map(({ number }) => number));
  expect(numbers).toEqual(cases.map((_, index) => index + 1));
  expect(papers()).toHaveLength(60);
  for (const name of before) expect(papers()).toContain(name);
});
