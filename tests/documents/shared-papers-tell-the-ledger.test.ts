import { afterEach, beforeEach, expect, test } from 'vitest';
import { paperSources } from '../../casework/documents/issued-paper.ts';
import { Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { findKind, loadKinds } from '../../reports/notices/kinds.ts';
import { publishPaper } from '../../reports/notices/publish.ts';
import {
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  sampleFinding,
} from '../support/sample-office.ts';
import { contradictions, rowsOf, textOf } from './contradictions.ts';
import { caseOf, deskOf, fillPaper, preparePaper } from './paper-desk.ts';
import { act, LETTERHEAD, type Step, TO_SERVICE, UNSERVED, workTwoCases } from './worked-case.ts';

/** Papers that several cases share, after what may happen in one of them: each is held against the ledger of every case. */
let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const PERSON = { person_id: 'p1', name: '王秀兰', resident_id: '532526195002039979' };
const PENSION = sampleFinding({ ...PERSON, claims: [[202206, { basic: 11_300 }]] });
const GRANT = sampleFinding({
  ...PERSON,
  rule_id: 'funeral-grant/paid-twice',
  title: '丧葬补助金重复发放',
  occurrence_key: 'grant-p1',
  claims: [[202209, { basic: 135_600 }]],
});
GRANT.lines = GRANT.lines.map((line) => ({ ...line, line_id: 'grant-2' }));

/** Two cases of one person, approved and with one notice. */
function sharing(): [string, string] {
  const [first, second] = workTwoCases(sample, [PENSION, GRANT]);
  act(sample, first, [['li', 'notify', { on: '2022-10-10', with: [second] }]]);
  return [first, second];
}

/** Every paper that can be shown of a case now, against its ledger; how many there were. */
async function judge(caseId: string, told: string): Promise<number> {
  let judged = 0;
  for (const { kind } of loadKinds().filter(({ each }) => each === undefined)) {
    const state = caseOf(sample, caseId);
    const sources = paperSources(sample.ledger, state, findKind(kind), sample.clock.at.slice(0, 10));
    try {
      const { page } = await fillPaper(sample, kind, state);
      judged += 1;
      expect(contradictions(textOf(page), rowsOf(page), sources), `${kind} ${told}\n${textOf(page)}`).toEqual(
        [],
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return judged;
}

const SERVED = TO_SERVICE.at(-1) as Step;

test.each<[string, readonly Step[]]>([
  ['nothing', []],
  ['its service', [SERVED]],
  ['its service and money in one of them', [SERVED, ['chen', 'receipt', { amount_fen: 5_000 }]]],
  ['all of the money of one of them', [SERVED, ['chen', 'receipt', { amount_fen: 11_300 }]]],
  ['a review of one of them', [SERVED, ['sun', 'open-review', { kind: 'reconsideration' }]]],
  [
    'a revocation of one of them',
    [SERVED, ['li', 'propose-revocation', { reason: '有误' }], ['yi', 'approve']],
  ],
  ['the notice being void', [['sun', 'void-notice', { reason: '写错收件人' }]]],
])('a notice that two cases share tells both as they were, after %s', async (told, steps) => {
  const cases = sharing();
  passTimeUntil(sample, '2022-10-13');
  act(
    sample,
    cases[0],
    steps.map(([user, move, input]): Step => [user, move, input ?? {}]),
  );
  for (const caseId of cases) expect(await judge(caseId, told)).toBeGreaterThan(0);
  if (told === 'the notice being void') return;
  for (const caseId of cases) {
    const state = caseOf(sample, caseId);
    if (state.status === 'revoked') continue;
    const { page } = await fillPaper(sample, 'recovery-notice', state);
    // what it orders is what both owed on its day, whatever was paid since
    expect(textOf(page)).toContain(`应退回${formatYuan(146_900)}元`);
  }
});

test('no paper calls a notice served by public notice before the term of that has run', async () => {
  const caseId = sample.caseOf(PENSION);
  act(sample, caseId, [...TO_SERVICE.slice(0, -1), ...UNSERVED]);
  passTimeUntil(sample, '2022-10-20');
  const servers = ['张经办', '李经办'];
  const asked = { key: 'one', cases: [caseId], on: '2022-10-20', servers, place: '公示栏' };
  await publishPaper(deskOf(sample), LETTERHEAD, asked);
  expect(await judge(caseId, 'published')).toBeGreaterThan(0);
  const holds = async (today: string): Promise<boolean> =>
    (await preparePaper(sample, 'reminder', caseOf(sample, caseId), { today })).job.data.was_served;
  expect([await holds('2022-11-18'), await holds('2022-11-19')]).toEqual([false, true]);
});
