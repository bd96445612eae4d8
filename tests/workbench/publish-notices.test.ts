import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { formatYuan } from '../../core/money.ts';
import { act, bringDemoCaseToApproval } from './demo-case.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(`public notices (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand?.close());

  it('one public notice serves all the ticked cases that nobody could be found for', async () => {
    const { desk } = stand.workbench;
    const on = businessDay(desk.office.now());
    const servers = ['张经办', '李经办'];
    const cases = listCases(desk.ledger, 'program', { status: ['new'] }, { limit: 500 })
      .filter(({ claimed_fen, rules }) => claimed_fen > 0 && rules.includes('deceased/paid-after-death'))
      .slice(0, 2)
      .map(({ case_id }) => case_id);
    for (const caseId of cases) {
      bringDemoCaseToApproval(desk, caseId);
      act(desk, 'zhangmin', caseId, 'notify', { on });
      const failed = { on, servers };
      act(desk, 'zhangmin', caseId, 'fail-to-serve', {
        ...failed,
        method: 'in-person',
        reason: '三次上门，均无人',
      });
      const post = { method: 'post', post_number: 'XA12345678953', reason: '退件：查无此人' };
      act(desk, 'zhangmin', caseId, 'fail-to-serve', { ...failed, ...post });
    }
    const { page, complaints, goTo, shoot } = await stand.signIn('zhangmin');
    await goTo('/notices?stage=to-serve');
    for (const caseId of cases) await page.locator('tr', { hasText: caseId }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '公告送达（2）' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('送达人一').fill('张敏');
    await dialog.getByLabel('送达人二').fill('刘洋');
    await shoot('notices-publish');
    await dialog.getByRole('button', { name: '发布' }).click();
    // what the ledger refuses stays in the dialog
    await dialog.getByRole('alert').waitFor();
    expect(cases.map((one) => loadCase(desk.ledger, one)?.status)).toEqual(['notified', 'notified']);
    await dialog.getByLabel('张贴或者刊登的地方').fill('弥勒市人民政府门户网站');
    await dialog.getByRole('button', { name: '发布' }).click();
    await page.getByText(/^已发布：/).waitFor();
    // the public notice stands once, for both, over what they owe together
    const money = cases.map((one) => loadCase(desk.ledger, one)?.money.assessed_fen ?? 0);
    const row = page.getByRole('row', { name: /等2案/ });
    await row.getByText(formatYuan(money.reduce((sum, fen) => sum + fen, 0)), { exact: true }).waitFor();
    expect(await row.count()).toBe(1);
    expect(cases.map((one) => loadCase(desk.ledger, one))).toMatchObject(
      cases.map(() => ({ status: 'served', milestones: { published_on: on } })),
    );
    await shoot('notices-published');
    expect(complaints).toEqual([]);
  });
});
