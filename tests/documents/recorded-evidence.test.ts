import { TemplateHandler } from 'easy-template-x';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseState } from '../../casework/case-state.ts';
import type { Evidence } from '../../casework/decision-guard.ts';
import { debtorSuggested } from '../../casework/suggested-debtor.ts';
import type { Finding } from '../../core/finding.ts';
import { citedAs } from '../../reports/notices/legal-basis.ts';
import {
  NOTHING_OPEN,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../support/sample-office.ts';
import { caseOf, fillPaper } from './paper-desk.ts';
import { act } from './worked-case.ts';

/** Of one person: months paid after the death, and months before it that were paid short. */
let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const PERSON = { person_id: 'p1', name: '王秀兰', resident_id: '532526195002039979' };
const AFTER_DEATH = sampleFinding({
  ...PERSON,
  reason: '王秀兰登记死亡时间为2022年5月31日，2022年6月仍有1个月待遇支付成功，合计113.00元，请核实。',
});
const PAID_SHORT = sampleFinding({
  ...PERSON,
  rule_id: 'eligibility/amount-below-entitlement',
  direction: 'person',
  occurrence_key: 'short-p1',
  reason: '王秀兰2022年3月少发20.00元，应核实后补发。',
  facts: {},
  claims: [[202203, { basic: 2_000 }]],
});

const weighed = ({ finding_key }: Finding, text: string, looked_at: string | null) => ({
  ...{ key: `${finding_key}#${text}`, finding_key, text },
  verdict: looked_at === null ? ('look' as const) : ('unsupported' as const),
  looked_at: looked_at ?? '请核实',
});
const WEIGHED = [
  weighed(AFTER_DEATH, '款项已被银行退回', '1 笔在银行回盘中均为成功，无退票'),
  weighed(AFTER_DEATH, '死亡日期登记有误', null),
  weighed(PAID_SHORT, '首月按实际情况发放', '以后月份没有补发'),
  weighed(PAID_SHORT, '补发在别处', null),
];

/** Decided with the explanations answered, and with this said of who owes. */
function decided(debtor: object = {}, basis: Evidence['basis'] = []): string {
  const caseId = sample.run([AFTER_DEATH, PAID_SHORT]).case_of.get(AFTER_DEATH.finding_key) ?? '';
  act(sample, caseId, [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'name-debtor', { name: '赵小明', relation: '子', ...debtor }],
  ]);
  const evidence = { ...NOTHING_OPEN, explanations: WEIGHED, basis };
  const looked = WEIGHED.map(({ key }) => key);
  const said = { reason: '入户核实', nature: 'late-report', looked };
  const outcome = sample.act('li', caseId, 'substantiate', said, { evidence });
  if (!outcome.ok) throw new Error(outcome.refusal.en);
  act(sample, caseId, [['li', 'fix-amount', {}]]);
  return caseId;
}

function notified(debtor: object = {}): string {
  const caseId = decided(debtor);
  act(sample, caseId, [
    ['yi', 'approve'],
    ['li', 'notify', { on: '2022-10-10' }],
  ]);
  return caseId;
}

const textOf = async (kind: string, state: CaseState): Promise<string> =>
  new TemplateHandler().getText((await fillPaper(sample, kind, state)).docx);

const paper = (kind: string, caseId: string) => textOf(kind, caseOf(sample, caseId));

test.each(['recovery-notice', 'return-notice', 'prior-notice'])(
  'a %s says who drew the money only where what shows it was entered',
  async (kind) => {
    const named = await paper(kind, kind === 'prior-notice' ? decided() : notified());
    expect(named).toContain('赵小明');
    expect(named).toContain('与待遇领取人的关系：子');
    expect(named).not.toContain('上述款项由');
    expect(named).not.toContain('有下列材料证明');
  },
);

test('with what shows it, the notice says who drew the money, and names it', async () => {
  const text = await paper('recovery-notice', notified({ evidence: '代取存折' }));
  expect(text).toContain('上述款项由赵小明领取，有下列材料证明：代取存折。');
});

test('a referral names who owes where nobody recorded who drew the money', async () => {
  const text = await paper('referral', notified());
  expect(text).toContain('不应领取，退款义务人为赵小明（证件号码未登记，与待遇领取人的关系：子），核定金额');
  expect(text).not.toMatch(/由[^。，]*赵小明/);
});

test('a referral says that somebody drew their own pension only where what shows it was entered', async () => {
  const named = caseOf(sample, notified());
  const state = { ...named, debtor: { ...named.debtor, name: '王秀兰', relation: 'self' } };
  expect(await textOf('referral', state)).not.toContain('由其本人领取');
  const debtor = { ...state.debtor, evidence: '银行监控' };
  const shown = await textOf('referral', { ...state, debtor });
  expect(shown).toContain('不应领取，由其本人领取，核定金额');
  expect(shown).toContain('领取情况有下列材料证明：银行监控。');
});

test('the evidence tells what was looked at of the claimed finding, by the data or a person, and of no other', async () => {
  const text = await paper('recovery-notice', notified());
  expect(text).toContain('对“款项已被银行退回”的核查：1 笔在银行回盘中均为成功，无退票');
  expect(text).toContain('对“死亡日期登记有误”，承办人已核查');
  expect(text).not.toMatch(/首月按实际情况发放|没有补发|补发在别处|少发/);
});

test('an older decision, which does not say which finding it means, is told of only where the paper claims all', async () => {
  const state = caseOf(sample, decided());
  if (state.decided === null) throw new Error('not decided');
  const explanations = [{ text: '款项已被银行退回', finding: '无退票' }];
  const both = { ...state, decided: { ...state.decided, explanations } };
  const held = state.findings[AFTER_DEATH.finding_key];
  if (held === undefined) throw new Error('no finding');
  const one = { ...both, findings: { [AFTER_DEATH.finding_key]: held } };
  expect(await textOf('prior-notice', one)).toContain('对“款项已被银行退回”的核查：无退票');
  expect(await textOf('prior-notice', both)).not.toContain('款项已被银行退回');
});

test('who lives in one household, buried or received the grant is not entered as having drawn the pension', () => {
  const chosen = (kind: 'household' | 'reporter' | 'grant-applicant' | 'account-holder') =>
    debtorSuggested([{ kind, name: '赵小明', relation: '子', resident_id: null, why: '所见', place: null }], {
      ...{ place: 0, shown: '赵小明', relation: '' },
    });
  for (const kind of ['household', 'reporter', 'grant-applicant'] as const)
    expect(chosen(kind)).not.toHaveProperty('evidence');
  expect(chosen('account-holder')).toMatchObject({ evidence: '所见', sources: { name: '所见' } });
});

test('a debtor who was proposed keeps where name and number come from, down to the row', () => {
  const place = { source_title: '户籍登记', file: '户籍.csv', row: 5 };
  const proposed = {
    kind: 'household' as const,
    name: '赵小明',
    relation: null,
    why: '户籍登记在同一户',
    place,
  };
  const named = debtorSuggested([{ ...proposed, resident_id: '532526198002039973' }], {
    ...{ place: 0, shown: '赵小明', relation: '子' },
  });
  expect(named).toMatchObject({
    relation: '子',
    resident_id: '532526198002039973',
    sources: { name: '户籍登记，户籍.csv第5行：户籍登记在同一户', resident_id: '户籍登记，户籍.csv第5行' },
  });
});

test('what a decision rests on is told in order of rank, whatever the order in which it was chosen', () => {
  const chosen = [
    '弥勒市实施细则（弥政发〔2014〕193号）',
    '社会保险稽核办法第十二条',
    '中华人民共和国社会保险法第十四条',
  ];
  expect(citedAs(chosen)).toEqual([
    '《中华人民共和国社会保险法》第十四条',
    '《社会保险稽核办法》第十二条',
    '《弥勒市实施细则》（弥政发〔2014〕193号）',
  ]);
});

test('a notice cites the texts of the rules that were decided on and signed, whatever has come into force since', async () => {
  const caseId = decided({}, [{ text: '社会保险稽核办法', article: '第十二条' }]);
  act(sample, caseId, [['yi', 'approve']]);
  const read = async (kind: string) =>
    new TemplateHandler().getText(
      (await fillPaper(sample, kind, caseOf(sample, caseId), { today: '2024-01-10' })).docx,
    );
  const notice = await read('recovery-notice');
  // the article by which the office may order it is of the day of the notice
  expect(notice).toContain('《社会保险经办条例》第四十六条；《社会保险稽核办法》第十二条');
  expect(notice).not.toMatch(/第二十五条|实施细则|社会保险法》第/);
  expect(await read('approval-form')).toContain('依据：《社会保险稽核办法》第十二条。');
});

const SERVED = ['li', 'serve', { servers: ['张经办', '李经办'], receiver: '收发室' }] as const;
const COMPANY = {
  name: '弥勒某劳务公司',
  relation: '代为领取',
  resident_id: '91350100M000100Y43',
  address: '弥阳街道',
};

test.each(['recovery-notice', 'return-notice', 'prior-notice', 'reminder'])(
  'a %s to a company names its social credit code, speaks to it as a company and not of its inheriting',
  async (kind) => {
    const caseId = decided(COMPANY);
    if (kind !== 'prior-notice') act(sample, caseId, [['yi', 'approve'], ['li', 'notify'], SERVED]);
    const text = await paper(kind, caseId);
    expect(text).toContain('弥勒某劳务公司（91350100M000100Y43');
    expect(text).toContain('贵单位');
    expect(text).not.toMatch(/您|继承/);
  },
);

test('a company whose code nobody entered is asked for its code, in the agreement and before the court', async () => {
  const caseId = notified({ ...COMPANY, resident_id: undefined, is_office: true });
  act(sample, caseId, [SERVED]);
  const plan = [{ due_on: '2022-11-10', amount_fen: caseOf(sample, caseId).money.outstanding_fen }];
  act(sample, caseId, [['li', 'plan-instalments', { plan }]]);
  const agreement = await paper('repayment-agreement', caseId);
  expect(agreement).toContain('统一社会信用代码：');
  expect(agreement).not.toContain('证件号码');
});
