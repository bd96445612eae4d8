import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { attachFindings } from '../../casework/findings/attach-findings.ts';
import { type FindingDraft, sampleFinding } from '../support/sample-office.ts';
import { act } from './demo-case.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(`joint notices (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand?.close());

  const find = (drafts: readonly Partial<FindingDraft>[], run: number) =>
    attachFindings(
      stand.workbench.desk.ledger,
      { run, as_of: '2022-10-01' },
      drafts.map((draft) =>
        sampleFinding({
          person_id: 'invented-1',
          name: '王秀兰',
          resident_id: '532526195002039979',
          ...draft,
        }),
      ),
      { rules: [] },
    ).case_of;
  const state = (caseId: string) => loadCase(stand.workbench.desk.ledger, caseId);

  it('offers the other approved case of the person, and both go out and are served as one paper', async () => {
    const { desk } = stand.workbench;
    const months = {};
    const grant: Partial<FindingDraft> = {
      ...{ rule_id: 'funeral-grant/paid-twice', occurrence_key: 'grant-1' },
      claims: [[202209, { basic: 9_900 }]],
    };
    const [first = ''] = find([months], 90_001).values();
    act(desk, 'chenjing', first, 'assign', { assignee: 'zhangmin' });
    act(desk, 'zhangmin', first, 'clear', { reason: '家属说明' });
    const second = [...find([months, grant], 90_002).values()].find((one) => one !== first) ?? '';
    act(desk, 'chenjing', first, 'reopen', { reason: '说明不实' });
    act(desk, 'chenjing', second, 'assign', { assignee: 'zhangmin' });
    for (const caseId of [first, second]) {
      act(desk, 'zhangmin', caseId, 'name-debtor', { name: '王小明', relation: '之子' });
      act(desk, 'zhangmin', caseId, 'substantiate', { reason: '入户核实' });
      act(desk, 'zhangmin', caseId, 'fix-amount');
      act(desk, 'lina', caseId, 'approve');
    }
    const { page, complaints, goTo, shoot } = await stand.signIn('zhangmin');
    await goTo(`/notices?stage=to-issue&paper=${encodeURIComponent(`${first} to-issue`)}`);
    await page.getByRole('button', { name: '签发' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('可以合发一份通知书').waitFor();
    await dialog.getByLabel(second).check();
    await shoot('notices-joint');
    await dialog.getByRole('button', { name: '签发' }).click();
    await page.getByText(`与 ${second} 合发一份`).waitFor();
    const number = state(first)?.notices[0]?.notice_number;
    expect(state(second)?.notices[0]?.notice_number).toBe(number);
    expect(state(second)?.status).toBe('notified');
    await page.getByRole('button', { name: '登记送达' }).click();
    await page.getByRole('dialog').getByLabel('送达人一').fill('张敏');
    await page.getByRole('dialog').getByLabel('送达人二').fill('刘洋');
    await page.getByRole('dialog').getByRole('button', { name: '登记送达' }).click();
    await page.getByText(`${number} 已登记送达`).waitFor();
    expect([first, second].map((one) => state(one)?.status)).toEqual(['served', 'served']);
    expect(complaints).toEqual([]);
  });
});
