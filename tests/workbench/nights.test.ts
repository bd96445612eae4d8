import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { contentOf } from './download.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `two nights compared (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand({ office: true });
    });
    afterAll(() => stand?.close());

    it('whoever came, went or changed is named, masked, with the reason; the workbook is given for a reason and written down', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/rules');
      await page.getByRole('button', { name: '两夜对照' }).click();
      await page.getByText('新到死亡记录（2022-10-09，《殡仪馆火化登记（2023年1月）.csv》第4行）').waitFor();
      expect(await page.textContent('.nights-people')).not.toMatch(/\d{17}/);
      await shoot('nights-difference');
      await page.getByLabel('导出用途').fill('核对新到名单');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出工作簿' }).click(),
      ]);
      expect((await contentOf(download)).subarray(0, 2).toString()).toBe('PK');
      const { payload } = stand.workbench.desk.ledger.db
        .prepare("select payload from event where type = 'DataExported' order by seq desc limit 1")
        .get() as { payload: string };
      expect(JSON.parse(payload)).toMatchObject({ reason: '核对新到名单', format: 'xlsx' });
      expect(complaints).toEqual([]);
    });

    it('a value that was set after the fact names the decided cases it touches, and a case is told as of a day', async () => {
      const { settings } = stand.workbench.desk.workspace;
      const text = readFileSync(settings, 'utf8');
      const value = "  first_stopped:\n    - { from: '2009-01', value: same-month, basis: 试 }\n";
      writeFileSync(settings, text.replace('parameters:\n', `parameters:\n${value}`));
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/rules');
      await page.getByRole('button', { name: '重算', exact: true }).click();
      await page.getByText('参数“首个停发月”不同').first().waitFor();
      await page.locator('summary').first().click();
      writeFileSync(settings, text);
      await page.locator('#touched-rule').fill('服刑期间');
      await page.getByTitle('服刑期间领取待遇').first().click();
      await page.getByLabel('首个停发月').click();
      await page.getByTitle('当月', { exact: true }).click();
      await page.locator('#from-first_stopped').fill('2012-01');
      await page.getByRole('button', { name: '看看影响谁' }).click();
      await page.getByText('参数“首个停发月”不同：2012-01 起 次月 → 当月').first().waitFor();
      await page.getByLabel('案件', { exact: true }).fill('C00000002');
      await page.getByLabel('到哪一天').fill(businessDay(new Date().toISOString()));
      await page.getByRole('button', { name: '重算', exact: true }).click();
      await page.getByText('当日有效的依据').first().waitFor();
      await shoot('recompute', { fullPage: true });
      expect(await page.textContent('main')).not.toMatch(/\d{17}/);
      expect(complaints).toEqual([]);
      writeFileSync(settings, text);
    });

    it('how far a rule is trusted, what was drawn of it, and what is not shown stand on the pages of the rules', async () => {
      const { settings } = stand.workbench.desk.workspace;
      const text = readFileSync(settings, 'utf8');
      writeFileSync(settings, `${text}rules: { absence_gate: { lower_bound: 0.5, sample: 3 } }\n`);
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      await goTo('/rules?rule=certification/overdue-still-paid');
      await page.getByText('抽样与放开').waitFor();
      await page.locator('summary').filter({ hasText: '抽出的' }).first().click();
      await page.getByLabel('看到了什么').first().fill('入户未见本人');
      await page.getByRole('button', { name: '记下' }).first().click();
      await page
        .getByText('1/3，属实 1')
        .or(page.getByText('1/1，属实 1'))
        .or(page.getByText('1/2，属实 1'))
        .first()
        .waitFor();
      await shoot('rule-gate');
      expect(await page.textContent('main')).not.toMatch(/\d{17}/);
      await goTo('/rules?rule=deceased/paid-after-death');
      await page.getByText('自查发现').first().waitFor();
      await shoot('rule-trust');
      await goTo('/rules');
      await page.getByText('人工排除，证据相同').first().waitFor();
      await page.locator('.panel').filter({ hasText: '未显示的' }).scrollIntoViewIfNeeded();
      await page.locator('summary').filter({ hasText: '抽出再看的' }).click();
      await page.getByLabel('看到了什么').first().fill('再次入户，仍在领取');
      await page.getByRole('button', { name: '记下' }).first().click();
      await page.getByText('其中再次抽查 1 条，其实属实 1 条').waitFor();
      await shoot('rules-unseen');
      expect(complaints).toEqual([]);
      writeFileSync(settings, text);
    });
  },
);
