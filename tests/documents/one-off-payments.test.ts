import { TemplateHandler } from 'easy-template-x';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseDeadAddressee } from '../../casework/parties.ts';
import type { Finding } from '../../core/finding.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../support/sample-office.ts';
import { caseOf, fillPaper } from './paper-desk.ts';
import { act, TO_SERVICE } from './worked-case.ts';

/** What is no pension of a month: grants, counted by the payment; and months that do not follow one another. */
let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const GRANT = sampleFinding({
  person_id: 'p1',
  name: '王秀兰',
  resident_id: '532526195002039979',
  rule_id: 'funeral-grant/paid-twice',
  title: '丧葬补助金重复发放',
  reason: '王秀兰的丧葬补助金在2022年5月25日已发放一次，以后又发放合计2712.00元，请核实。',
  facts: { died_month: 202204 },
  claims: [
    [202206, { other: 135_600 }],
    [202211, { other: 135_600 }],
  ],
});

async function notice(finding: Finding): Promise<string> {
  const caseId = sample.caseOf(finding);
  act(sample, caseId, TO_SERVICE);
  const { docx } = await fillPaper(sample, 'recovery-notice', caseOf(sample, caseId));
  return new TemplateHandler().getText(docx);
}

test('a grant is told by the payment, and no month of a pension is named for it', async () => {
  const text = await notice(GRANT);
  expect(text).toContain('名下2022年6月、2022年11月发放的2笔丧葬补助金中有2,712.00元不应领取');
  expect(text).toContain('笔次（发放月）');
  expect(text).toContain('第2笔（2022年11月）');
  expect(text).not.toContain('待遇所属月');
});

test('months that do not follow one another are not told as from the first to the last', async () => {
  const month = { basic: 11_300 };
  const apart = sampleFinding({
    person_id: 'p2',
    name: '王秀兰',
    claims: [
      [202206, month],
      [202208, month],
      [202209, month],
    ],
  });
  expect(await notice(apart)).toContain('2022年6月、2022年8月至2022年9月共3个月的养老金待遇');
});

test('a grant for a death is not claimed of the dead', () => {
  const caseId = sample.caseOf(GRANT);
  expect(refuseDeadAddressee(caseOf(sample, caseId))).toMatchObject({ code: 'addressee-dead' });
});
