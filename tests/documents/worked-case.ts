import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import type { Finding } from '../../core/finding.ts';
import type { Move } from '../../core/words/moves.ts';
import type { Letterhead } from '../../reports/notices/letterhead.ts';
import type { CitedRule } from '../../reports/notices/notice-data.ts';
import {
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  sampleFinding,
} from '../support/sample-office.ts';

export const LETTERHEAD: Letterhead = {
  issuer: '弥勒市城乡居民社会养老保险管理中心',
  payee_name: '弥勒市社会保险基金财政专户',
  payee_account: '2409001029200000001',
  payee_bank: '弥勒农村商业银行营业部',
  contact: '测试经办',
  phone: '0873-0000000',
  address: '弥勒市弥阳街道测试路1号',
  review_organ: '弥勒市人民政府',
  court: '弥勒市人民法院',
  series: {},
  titles: {},
};

export const RULES: readonly CitedRule[] = loadRules();

/** Every case is worked from the same morning on: no paper of it may bear a day before what it tells. */
const BEGINS = '2022-10-10T01:00:00.000Z';

const MONTH = { basic: 11_300, age_topup: 500, account: 10_000 };

/** The first worked amount of the rule pack: died on 31 May, paid for June to August, 218.00 a month. */
export function openWorkedCase(sample: SampleOffice, person = 'p1', name = '㐱𠮷祥'): string {
  return openCase(sample, [overpaid(person, name)]);
}

function openCase(sample: SampleOffice, findings: readonly Finding[]): string {
  sample.clock.at = BEGINS;
  // no rule is asked of anybody else: what is found of those before stands
  const cases = sample.run(findings, 1, { rules: [] }).case_of;
  const caseId = cases.get(findings[0]?.finding_key ?? '');
  if (caseId === undefined) throw new Error('no case was opened');
  return caseId;
}

/** Too much was paid after a death, and the funeral grant for it fell short. */
export function openBothCase(sample: SampleOffice, person: string): string {
  return openCase(sample, [overpaid(person, '王秀兰'), underpaid(person, '王秀兰')]);
}

function overpaid(person: string, name: string): Finding {
  return sampleFinding({
    person_id: person,
    name,
    resident_id: '532526195002039979',
    village: '竹园村',
    reason: `${name}登记死亡时间为2022年5月31日，2022年6月至2022年8月仍有3个月待遇支付成功，合计654.00元，请核实。`,
    claims: [
      [202206, MONTH],
      [202207, MONTH],
      [202208, MONTH],
    ],
    evidence: [
      {
        role: 'line',
        source: 'payout-roster',
        file: '2022年6月待遇发放花名册.xlsx',
        file_hash: 'a',
        sheet: '1',
        row: 12,
      },
      {
        role: 'counter',
        source: 'police-death',
        file: '公安局户籍注销人员名单.xls',
        file_hash: 'b',
        sheet: '1',
        row: 3,
      },
    ],
  });
}

/** A funeral grant that was paid 60.00 short: owed to whoever the dead person left behind. */
export function openOwedCase(sample: SampleOffice, person = 'p1', name = '王秀兰'): string {
  return openCase(sample, [underpaid(person, name)]);
}

function underpaid(person: string, name: string): Finding {
  return sampleFinding({
    person_id: person,
    name,
    resident_id: '532526195002039979',
    rule_id: 'funeral-grant/wrong-amount',
    title: '丧葬补助金金额不符',
    direction: 'person',
    reason: `${name}丧葬补助金已发1296.00元，按标准应为1356.00元，少发60.00元，应核实后补发。`,
    claims: [[202206, { basic: 6_000 }]],
  });
}

export type Step = readonly [user: string, move: Move, input?: object];

export function act(sample: SampleOffice, caseId: string, steps: readonly Step[]): CaseState {
  for (const [user, move, input] of steps) {
    const { on } = (input ?? {}) as { on?: string };
    if (on !== undefined) passTimeUntil(sample, on);
    const outcome = sample.act(user, caseId, move, input ?? {});
    if (!outcome.ok) throw new Error(`${move}: ${outcome.refusal.en}`);
  }
  const state = loadCase(sample.ledger, caseId);
  if (state === null) throw new Error(`no case ${caseId}`);
  return state;
}

export const TO_APPROVAL: readonly Step[] = [
  ['sun', 'assign', { assignee: 'li' }],
  [
    'li',
    'name-debtor',
    {
      name: '李桂芬',
      relation: '配偶',
      resident_id: '532526195203049963',
      address: '弥勒市竹园镇竹园村',
      evidence: '代取存折',
    },
  ],
  ['li', 'substantiate', { reason: '入户核实' }],
  ['li', 'fix-amount', {}],
  ['yi', 'approve'],
];

export const TO_SERVICE: readonly Step[] = [
  ...TO_APPROVAL,
  ['li', 'notify', { on: '2022-10-10' }],
  [
    'li',
    'serve',
    {
      on: '2022-10-12',
      method: 'left-at-home',
      servers: ['张经办', '李经办'],
      witness: '王支书',
      place: '竹园镇竹园村家中',
      reason: '受送达人拒收',
    },
  ],
];

/** Two ways were tried and came to nothing, as a public notice needs. */
export const UNSERVED: readonly Step[] = [
  [
    'li',
    'fail-to-serve',
    { on: '2022-10-11', method: 'in-person', reason: '三次上门，均无人', servers: ['张经办', '李经办'] },
  ],
  [
    'li',
    'fail-to-serve',
    {
      ...{ on: '2022-10-12', method: 'post', reason: '退件：查无此人', servers: ['张经办', '李经办'] },
      post_number: 'XA12345678953',
    },
  ],
];

/** Cases of as many people, each brought as far as its approval. */
export function approveMany(sample: SampleOffice, count: number): string[] {
  const findings = Array.from({ length: count }, (_, index) =>
    sampleFinding({ person_id: `p${index}`, name: '测试甲', resident_id: '532526195002039979' }),
  );
  const { case_of } = sample.run(findings);
  return findings.map(({ finding_key }) => act(sample, case_of.get(finding_key) ?? '', TO_APPROVAL).case_id);
}

/** Two cases of one person: the first was closed when the second finding came, and taken up again. */
export function workTwoCases(
  sample: SampleOffice,
  [one, other]: readonly [Finding, Finding],
  steps: readonly Step[] = TO_APPROVAL,
): [string, string] {
  const first = sample.caseOf(one);
  act(sample, first, [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'clear', { reason: '家属说明' }],
  ]);
  const second = sample.run([one, other], 2).case_of.get(other.finding_key) ?? '';
  act(sample, first, [['sun', 'reopen', { reason: '说明不实' }], ...steps.slice(1)]);
  act(sample, second, steps);
  return [first, second];
}

export const REMINDED: readonly Step[] = [
  ['li', 'overdue', { on: '2022-12-01' }],
  ['li', 'remind', { on: '2022-12-05' }],
];

export { openSampleOffice };
