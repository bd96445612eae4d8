import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { findKept, issuedFolder } from '../../casework/documents/kept-paper.ts';
import { numberedPapers } from '../../casework/reads/papers/paper-register.ts';
import { proveLedger } from '../../casework/reads/proof/prove-ledger.ts';
import { runHere } from '../support/command-here.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../support/sample-office.ts';
import { caseOf, handOutPaper, preparePaper, settleLetterhead } from './paper-desk.ts';
import { act, type Step, TO_APPROVAL, TO_SERVICE, workTwoCases } from './worked-case.ts';

/** Of one person: months paid after the death, and a funeral grant that was paid twice. */
let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const PERSON = { person_id: 'p1', name: '王秀兰', resident_id: '532526195002039979' };
const AFTER_DEATH = sampleFinding({
  ...PERSON,
  reason:
    '王秀兰登记死亡时间为2022年5月31日，2022年6月至2022年8月仍有3个月待遇支付成功，合计354.00元，请核实。',
  claims: [202206, 202207, 202208].map((month) => [month, { basic: 11_300, age_topup: 500 }]),
});
const GRANT_TWICE = sampleFinding({
  ...PERSON,
  rule_id: 'funeral-grant/paid-twice',
  title: '丧葬补助金重复发放',
  occurrence_key: 'grant-p1',
  reason: '王秀兰一次死亡发放了2笔丧葬补助金，多发1356.00元，请核实。',
  facts: { died_on: '2022-05-31', grants: 2 },
  claims: [[202209, { basic: 135_600 }]],
});
GRANT_TWICE.lines = GRANT_TWICE.lines.map((line) => ({ ...line, line_id: 'grant-2' }));

/** One case that both findings stand in. */
function oneCase(): string {
  return sample.run([AFTER_DEATH, GRANT_TWICE]).case_of.get(AFTER_DEATH.finding_key) ?? '';
}

function twoCases(steps?: readonly Step[]): [string, string] {
  const [first, second] = workTwoCases(sample, [AFTER_DEATH, GRANT_TWICE], steps);
  expect(second).not.toBe(first);
  return [first, second];
}

async function paper(caseId: string, withPdf = false) {
  const { job } = await preparePaper(sample, 'recovery-notice', caseOf(sample, caseId), { withPdf });
  const bytes = await handOutPaper(sample, job);
  return { job, bytes, text: await new TemplateHandler().getText(Buffer.from(bytes)) };
}

const share = (first: string, second: string) =>
  sample.act('li', first, 'notify', { on: '2022-10-10', with: [second] });

describe('one notice for several findings of a person', () => {
  test('has a table for each finding with its own unit and grounds, and one sum', async () => {
    const caseId = oneCase();
    act(sample, caseId, [...TO_APPROVAL, ['li', 'notify', { on: '2022-10-10' }]]);
    const { job, text } = await paper(caseId, true);
    expect(job.data.tables).toMatchObject([
      {
        title: '（一）死亡后继续领取：2022年6月至2022年8月共3个月的养老金待遇',
        unit: '待遇所属月',
        grounds: expect.stringContaining('《中华人民共和国社会保险法》第十四条'),
        subtotal: '354.00',
      },
      {
        title: '（二）丧葬补助金重复发放：2022年9月发放的1笔丧葬补助金',
        unit: '笔次（发放月）',
        rows: [{ what: '第1笔（2022年9月）', amount: '1,356.00' }],
        subtotal: '1,356.00',
      },
    ]);
    expect(text).toContain('上述核定金额1,710.00元（大写：壹仟柒佰壹拾元整）');
    expect(text).toContain('三、各项金额');
    expect(text).not.toContain('分月金额');
  });

  test('an adjustment is a table of its own, so that the tables add up to the amount', async () => {
    const caseId = oneCase();
    const total = { total_fen: 150_000, ground: '家属已垫付医药费，经研究少计' };
    const steps = TO_APPROVAL.map(
      (step): Step => (step[1] === 'fix-amount' ? ['li', 'fix-amount', total] : step),
    );
    act(sample, caseId, [...steps, ['li', 'notify', { on: '2022-10-10' }]]);
    const { tables, assessed } = (await paper(caseId)).job.data;
    const fen = (text: string) => Math.round(Number(text.replaceAll(',', '')) * 100);
    expect(tables.map(({ subtotal }) => subtotal)).toEqual(['354.00', '1,356.00', '-210.00']);
    expect(tables.reduce((sum, { subtotal }) => sum + fen(subtotal), 0)).toBe(fen(assessed));
  });

  test('one finding alone keeps its table by month', async () => {
    const caseId = sample.caseOf(AFTER_DEATH);
    act(sample, caseId, [...TO_APPROVAL, ['li', 'notify', { on: '2022-10-10' }]]);
    const { job, text } = await paper(caseId);
    expect(job.data.tables).toEqual([]);
    expect(text).toContain('三、分月金额');
  });
});

describe('one notice about two cases of a person', () => {
  test('has one number, both cases follow it, and each holds the paper', async () => {
    const [first, second] = twoCases();
    const issued = share(first, second);
    expect(issued.ok ? '' : issued.refusal.zh).toBe('');
    const states = () => [first, second].map((one) => loadCase(sample.ledger, one));
    expect(states().map((one) => [one?.status, one?.notices[0]?.notice_number])).toEqual([
      ['notified', '弥人社追〔2022〕1号'],
      ['notified', '弥人社追〔2022〕1号'],
    ]);
    const { bytes, text } = await paper(second, true);
    expect(text).toContain('责令您于收到本文书之日起30日内退回1,710.00元');
    expect(text).toContain(`${first}、${second} 李桂芬 退回养老保险待遇`);
    expect((await paper(first)).bytes).toEqual(bytes);
    const kept = [first, second].map((one) => findKept(sample.ledger, one, '弥人社追〔2022〕1号'));
    expect(kept[0]).toEqual(kept[1]);
    for (const one of [first, second])
      expect(readdirSync(join(issuedFolder(sample.home), one))).toHaveLength(2);
    act(sample, second, [TO_SERVICE.at(-1) as Step]);
    expect(states().map((one) => [one?.status, one?.milestones.served_on])).toEqual([
      ['served', '2022-10-12'],
      ['served', '2022-10-12'],
    ]);
    const papers = numberedPapers(sample.ledger).map(({ case_id, document_number }) => [
      case_id,
      document_number,
    ]);
    expect(papers).toEqual([first, second].map((one) => [one, '弥人社追〔2022〕1号']));
    expect(proveLedger(sample.ledger)).toMatchObject({ is_sound: true });
  });

  test('made void it is so in both, and the next one has the next number', () => {
    const [first, second] = twoCases();
    share(first, second);
    act(sample, second, [['sun', 'void-notice', { reason: '地址有误' }]]);
    expect([first, second].map((one) => loadCase(sample.ledger, one)?.status)).toEqual([
      'approved',
      'approved',
    ]);
    share(second, first);
    expect(loadCase(sample.ledger, first)?.notices.map((one) => one.notice_number)).toEqual([
      '弥人社追〔2022〕1号',
      '弥人社追〔2022〕2号',
    ]);
  });

  test('a new amount of one of them gets a notice of its own that takes the place of its part alone', async () => {
    const [first, second] = twoCases();
    share(first, second);
    act(sample, first, [
      ['li', 'fix-amount', { total_fen: 23_600, ground: '扣除一个月' }],
      ['yi', 'approve'],
      ['li', 'notify', { on: '2022-10-11' }],
      ['li', 'serve', { on: '2022-10-12', servers: ['张经办', '李经办'] }],
    ]);
    expect((await paper(first)).text).toContain(`本文书替代弥人社追〔2022〕1号中有关${first}的部分`);
    expect(loadCase(sample.ledger, second)?.status).toBe('notified');
    act(sample, second, [TO_SERVICE.at(-1) as Step]);
    expect(loadCase(sample.ledger, first)?.milestones.served_on).toBe('2022-10-12');
  });

  test('is refused where the debtor is another, and then neither case has a number', () => {
    const [first, second] = twoCases();
    const other = sample.run([sampleFinding({ person_id: 'p2' })], 3).case_of.values();
    const [stranger = ''] = [...other];
    act(sample, stranger, TO_APPROVAL);
    expect(share(first, stranger)).toMatchObject({ ok: false, refusal: { code: 'notices-apart' } });
    expect(share(first, first)).toMatchObject({ ok: false, refusal: { code: 'notices-apart' } });
    act(sample, second, [['li', 'fix-amount', { total_fen: 100_000, ground: '核减' }]]);
    expect(share(first, second)).toMatchObject({ ok: false });
    for (const one of [first, second, stranger]) expect(loadCase(sample.ledger, one)?.notices).toEqual([]);
  });

  test('comes from the command line with --together, as a draft too', async () => {
    const [first, second] = twoCases();
    settleLetterhead(sample);
    const run = (...words: string[]) => runHere(['--home', sample.home, '--json', ...words]);
    const draft = await run('notice', 'draft', first, second, '--together', '--as', 'li');
    expect(JSON.parse(draft.stdout)).toMatchObject({ documents: [{ is_draft: true, number: '' }] });
    const issue = await run('notice', 'issue', first, second, '--together', '--pdf', '--as', 'li');
    expect(JSON.parse(issue.stdout)).toMatchObject({ made: 1, documents: [{ case_id: first }] });
    const [one, other] = [first, second].map((caseId) => loadCase(sample.ledger, caseId)?.notices[0]);
    expect(one?.notice_number).toBe(other?.notice_number);
    expect(one?.joint).toEqual([first, second]);
  });
});
