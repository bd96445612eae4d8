import { readFileSync } from 'node:fs';
import { TemplateHandler } from 'easy-template-x';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { runHere } from '../support/command-here.ts';
import { type SampleOffice, sampleFinding } from '../support/sample-office.ts';
import { textOf } from './contradictions.ts';
import { fillPaper, settleLetterhead } from './paper-desk.ts';
import { act, openSampleOffice, openWorkedCase, TO_APPROVAL } from './worked-case.ts';

let sample: SampleOffice;
let caseId: string;
beforeEach(() => {
  sample = openSampleOffice();
  settleLetterhead(sample);
  caseId = openWorkedCase(sample);
  act(sample, caseId, TO_APPROVAL);
});
afterEach(() => sample.close());

const issue = () =>
  runHere(['--home', sample.home, '--json', 'notice', 'issue', caseId, '--as', 'li', '--on', '2022-10-11']);
const numbers = () => loadCase(sample.ledger, caseId)?.notices.map(({ notice_number }) => notice_number);

/** A night claims one month less. */
function claimLess(): void {
  const [held] = Object.values(loadCase(sample.ledger, caseId)?.findings ?? {});
  if (held === undefined) throw new Error('nothing was found');
  const { finding } = held;
  sample.run([{ ...finding, lines: finding.lines.slice(1), amount_fen: 43_600, evidence_hash: 'less' }], 2);
}

async function told(): Promise<string> {
  const issued = await issue();
  expect(issued.code, issued.stderr).toBe(0);
  const { documents } = JSON.parse(issued.stdout) as { documents: { path: string }[] };
  return new TemplateHandler().getText(readFileSync(documents[0]?.path ?? ''));
}

describe('a case that changed between its approval and its notice', () => {
  test('gets none while another amount waits for its signatures, and then tells the amount that was signed', async () => {
    act(sample, caseId, [['li', 'fix-amount', { total_fen: 43_600, ground: '扣除一个月' }]]);
    const refused = await issue();
    expect([refused.code, numbers()]).toEqual([3, []]);
    act(sample, caseId, [['yi', 'approve']]);
    const text = await told();
    expect(text).toContain('应退回436.00元');
    expect(text).not.toContain('应退回654.00元');
  });

  test('whose finding the data withdrew gets none before somebody has looked and the amount was fixed and signed anew', async () => {
    sample.run([], 2);
    const refused = await issue();
    expect([refused.code, JSON.parse(refused.stdout), numbers()]).toMatchObject([
      ...[3, { error: { code: 'changed-unseen' } }, []],
    ]);
    act(sample, caseId, [['li', 'acknowledge', { note: '名单有误，死亡已入户核实' }]]);
    const outdated = await issue();
    expect([outdated.code, JSON.parse(outdated.stdout)]).toMatchObject([
      3,
      { error: { code: 'amount-outdated' } },
    ]);
    const anew = { total_fen: 65_400, ground: '名单有误，死亡已入户核实' };
    act(sample, caseId, [
      ['li', 'fix-amount', anew],
      ['yi', 'approve'],
    ]);
    expect(await told()).toContain('应退回654.00元');
  });

  test('whose claim fell tells no amount above it, and one that rose tells what was signed', async () => {
    const [held] = Object.values(loadCase(sample.ledger, caseId)?.findings ?? {});
    if (held === undefined) throw new Error('nothing was found');
    const { finding } = held;
    const less = { ...finding, lines: finding.lines.slice(1), amount_fen: 43_600, evidence_hash: 'less' };
    sample.run([less], 2);
    act(sample, caseId, [['li', 'acknowledge', { note: '已看' }]]);
    const refused = await issue();
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'amount-outdated' } });
    act(sample, caseId, [['li', 'fix-amount']]);
    sample.run([finding], 3);
    expect(sample.act('yi', caseId, 'approve')).toMatchObject({ refusal: { code: 'changed-unseen' } });
    act(sample, caseId, [
      ['li', 'acknowledge', { note: '已看' }],
      ['yi', 'approve'],
    ]);
    const text = await told();
    expect(text).toContain('应退回436.00元');
    expect(text).not.toContain('多计');
  });

  test('holds up none of the others when all that are approved get theirs', async () => {
    const finding = sampleFinding({ person_id: 'p-other' });
    const other = sample.run([finding], 2).case_of.get(finding.finding_key) ?? '';
    act(sample, other, TO_APPROVAL);
    const all = await runHere([
      '--home',
      sample.home,
      '--json',
      'notice',
      'issue',
      '--as',
      'li',
      '--all-approved',
    ]);
    expect([all.code, JSON.parse(all.stdout)]).toMatchObject([
      ...[3, { aside: [{ case_id: caseId, code: 'changed-unseen' }], documents: [{ case_id: other }] }],
    ]);
    expect(numbers()).toEqual([]);
  });

  test('and was revoked instead gets none', async () => {
    sample.run([], 2);
    act(sample, caseId, [
      ['li', 'propose-revocation', { reason: '登记有误' }],
      ['yi', 'approve'],
    ]);
    expect([(await issue()).code, numbers()]).toEqual([3, []]);
  });
});

describe('a revocation', () => {
  const CORRECTED = '更正金额的，以新作出的文书为准';

  async function revoked(): Promise<string> {
    const state = act(sample, caseId, [
      ['li', 'propose-revocation', { reason: '登记有误' }],
      ['yi', 'approve'],
    ]);
    return textOf((await fillPaper(sample, 'revocation', state)).page);
  }

  test('speaks of a corrected amount where findings still claim a part of what was revoked', async () => {
    claimLess();
    expect(await revoked()).toContain(CORRECTED);
  });

  test('does not where the claim is as it was', async () => {
    expect(await revoked()).not.toContain(CORRECTED);
  });

  test('does not where nothing is claimed any more', async () => {
    sample.run([], 2);
    expect(await revoked()).not.toContain(CORRECTED);
  });
});

describe('a case whose claim fell after it was told', () => {
  test('is pressed no further before the amount was fixed and signed anew; money that comes is taken', async () => {
    act(sample, caseId, [
      ['li', 'notify'],
      ['li', 'serve', { servers: ['张经办', '李经办'] }],
      ['li', 'plan-instalments', { plan: [{ due_on: '2022-11-20', amount_fen: 65_400 }] }],
    ]);
    claimLess();
    sample.clock.at = '2022-12-01T01:00:00.000Z';
    const overdue = () => sample.act('li', caseId, 'overdue');
    expect(overdue()).toMatchObject({ refusal: { code: 'changed-unseen' } });
    act(sample, caseId, [['li', 'acknowledge', { note: '已看' }]]);
    expect(overdue()).toMatchObject({ refusal: { code: 'amount-outdated' } });
    const refer = { office: '弥勒市公安局', reason: '达到移送标准' };
    expect(sample.act('sun', caseId, 'refer', refer)).toMatchObject({ refusal: { code: 'amount-outdated' } });
    const agreement = await runHere([
      ...['--home', sample.home, '--json', 'notice', 'issue', caseId, '--as', 'sun'],
      ...['--kind', 'repayment-agreement', '--on', '2022-12-01'],
    ]);
    expect(JSON.parse(agreement.stdout)).toMatchObject({ error: { code: 'amount-outdated' } });
    act(sample, caseId, [
      ['chen', 'receipt', { amount_fen: 10_000 }],
      ['li', 'fix-amount'],
      ['yi', 'approve'],
    ]);
    expect(loadCase(sample.ledger, caseId)?.money).toMatchObject({ outstanding_fen: 33_600 });
  });
});
