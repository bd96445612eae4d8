import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

const SAMPLES = join(import.meta.dirname, '../../data-samples/inbox');

const LEFT = join(SAMPLES, '民政局低保特困人员名册.xlsx');
const RIGHT = join(SAMPLES, '户籍登记常住人口信息.csv');

describe.skipIf(!hasBrowser)(
  `rules and comparing (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let window: Window;
    beforeAll(async () => {
      stand = await openStand();
      window = await stand.signIn('chenjing');
    });
    afterAll(() => stand?.close());

    const night = () =>
      JSON.parse(readFileSync(join(stand.home, 'reports/2023-01-31/night.json'), 'utf8')) as {
        rules: { title: string; findings: number }[];
      };

    it('the catalogue counts for every rule what the night found', async () => {
      const { page, goTo, shoot } = window;
      await goTo('/rules');
      await page.waitForSelector('.rules-table tbody tr');
      await shoot('rules');
      for (const { title, findings } of night().rules) {
        const row = page
          .locator('.rules-table tbody tr')
          .filter({ has: page.getByRole('button', { name: title, exact: true }) });
        expect(await row.locator('td').nth(5).textContent(), title).toBe(String(findings));
      }
    });

    it('money owed to people stands apart from what the same rule claims, and what lacks a list says so', async () => {
      const { page } = window;
      const rowOf = (title: string) =>
        page
          .locator('.rules-table tbody tr')
          .filter({ has: page.getByRole('button', { name: title, exact: true }) });
      expect(await rowOf('丧葬补助金金额不符').locator('td').nth(2).innerText()).toBe(
        '可追\n964.00\n应补给本人 60.00',
      );
      expect(await rowOf('死亡后个人账户未清退').locator('td').nth(1).innerText()).toContain(
        '个人账户台账未到，不提示任何人',
      );
    });

    it('a rule shows its values by date, its innocent explanations and what it leaves out', async () => {
      const { page, shoot } = window;
      await page.getByRole('button', { name: '丧葬补助金金额不符', exact: true }).click();
      await page.getByText('可能的正当解释').waitFor();
      await shoot('rule', { fullPage: true });
      expect(await page.locator('.rules-sql').count()).toBe(0);
      await page.locator('.panel', { hasText: '查询语句' }).getByRole('button', { name: '展开' }).click();
      expect(await page.textContent('.rules-sql')).toContain('canonical.settled_grant');
    });

    it('a list of codes is shown in words and chosen among them', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
      for (const [rule, label, shown, added] of [
        [
          'account/settled-wrong',
          '应扣除政府补贴的退保原因',
          '出国（境）定居、参加（领取）职工养老保险',
          '参保人死亡',
        ],
        ['eligibility/registration-cancelled', '终止待遇的注销类别', '出国（境）定居、丧失国籍', '失踪'],
      ] as const) {
        await goTo(`/rules?rule=${rule}`);
        await page.locator('table.plain td', { hasText: shown }).first().waitFor();
        expect(await page.locator('#page').innerText()).not.toContain('settled-abroad');
        await page.getByLabel(label).click();
        await page.locator('.ant-select-item-option', { hasText: added }).click();
        await shoot(`rule-words-${rule.replace('/', '-')}`, { fullPage: true });
        await page.keyboard.press('Escape');
        await page.locator('form.rules-try').getByRole('button', { name: '试算' }).click();
        await page.waitForSelector('.rules-outcome');
      }
      expect(complaints).toEqual([]);
    });

    it('a trial says what would be gained, and leaves what is published as it was', async () => {
      const { page, shoot } = window;
      await page.getByLabel('丧葬补助金的月数').fill('10');
      await page.locator('form.rules-try').getByRole('button', { name: '试算' }).click();
      await page.waitForSelector('.rules-outcome');
      await shoot('rule-trial', { fullPage: true });
      expect(await page.textContent('.rules-outcome')).toContain('疑点 3 → 25 条：新增 22，减少 0');
      expect(await page.textContent('.rules-outcome')).toContain('+5,590.00 元');
      expect(await page.textContent('#page')).toContain('只是试算，未生效');
      expect(readdirSync(join(stand.home, 'builds')).filter((name) => /^\d+$/.test(name))).toEqual(['1']);
      expect(await page.textContent('.sentence .under')).toContain('现有疑点 3 条');
    });

    it('an investigator reads the rules but tries nothing', async () => {
      const { page, goTo } = await stand.signIn('zhangmin');
      await goTo('/rules?rule=funeral-grant/wrong-amount');
      await page.getByText('可能的正当解释').waitFor();
      expect(await page.locator('form.rules-try').count()).toBe(0);
    });

    it('two lists are linked person by person, the counts add to the rows of each, and leaving deletes the files', async () => {
      const { page, goTo, shoot } = window;
      await goTo('/compare');
      await page.setInputFiles('input[aria-label="左边名单"]', LEFT);
      await page.setInputFiles('input[aria-label="右边名单"]', RIGHT);
      await page.locator('.compare-columns').nth(1).waitFor();
      await shoot('compare-columns');
      const folder = join(stand.home, 'comparisons');
      expect(readdirSync(folder)).toHaveLength(1);
      await page.getByRole('button', { name: '开始比对' }).click();
      await page.waitForSelector('.compare-table');
      await shoot('compare-result');
      const ties = await page.locator('.sentence .ties').allTextContents();
      expect(ties).toHaveLength(2);
      expect(ties[0]).toContain('左边名单 8 行');
      const numbers = await page.locator('.compare-table .number').allTextContents();
      expect(numbers.filter((number) => /^\d{17}[\dXx]$/.test(number))).toEqual([]);
      await page.getByRole('tab', { name: /只在右边/ }).click();
      await page.waitForSelector('.ant-pagination');
      await shoot('compare-right');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('比对结果.xlsx');
      await page.getByRole('link', { name: '今日' }).click();
      await page.waitForSelector('.sentence');
      await expect.poll(() => (existsSync(folder) ? readdirSync(folder) : [])).toEqual([]);
      const exported = stand.workbench.desk.ledger
        .statement("select subject_id from event where stream = 'access' and type = 'DataExported'")
        .all();
      expect(exported.map(({ subject_id: subject }) => subject)).toEqual(['comparison']);
    });

    it('nothing complained on the way', () => {
      expect(window.complaints).toEqual([]);
    });

    it('the catalogue is complete in English', async () => {
      const { page, goTo, shoot } = await stand.signIn('chenjing', { language: 'en' });
      await goTo('/rules');
      await page.waitForSelector('.rules-table tbody tr');
      await shoot('rules-en');
      const overflow = await page.evaluate(
        () => document.body.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await goTo('/rules?rule=deceased/paid-after-death');
      await page.getByText('Innocent explanations').waitFor();
      await shoot('rule-en', { fullPage: true });
    });
  },
);
