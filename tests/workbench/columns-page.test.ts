import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOfficeColumns } from '../../casework/columns/office-columns.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { runVerb } from '../../workbench/server/command-line.ts';
import { fileOf } from '../night/office.ts';
import { seriousFaults } from './axe.ts';
import { signedIn } from './caller.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const VILLAGE = '村级上报_2022年12月.csv';
/** Somebody of the demonstration who draws a pension, in a table of a village's own. */
const VILLAGE_LIST = [
  '证照码,当事人,走的时间,报告单位',
  '532522195810209986,吴云芳,2022-09-10,中山社区村委会',
].join('\n');

describe.skipIf(!hasBrowser)(
  `a list that nobody knows (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let first: NightSummary;
    const night = (asOf: string, ...more: string[]) =>
      runVerb<NightSummary>(stand.home, [
        'nightly',
        ...['--as-of', asOf, '--inbox', stand.workbench.desk.settings.inbox],
        ...more,
      ]);
    const taught = () => listOfficeColumns(stand.workbench.desk.ledger);
    beforeAll(async () => {
      stand = await openStand();
      const { inbox } = stand.workbench.desk.settings;
      mkdirSync(inbox, { recursive: true });
      writeFileSync(join(inbox, VILLAGE), VILLAGE_LIST);
      first = await night('2023-02-01');
    }, 120_000);
    afterAll(() => stand?.close());

    it('waits, and is explained over its first rows; what would come of it is shown first', async () => {
      expect(fileOf(first, VILLAGE).status).toBe('refused');
      const { page, goTo, shoot, complaints } = await stand.signIn('zhangmin');
      await goTo('/words');
      const item = page.locator('tr', { hasText: VILLAGE });
      expect(await item.textContent()).toContain('整份等着');
      // a clerk's way: from the page to the saved answer, as quick as the machine lets them
      await page.evaluate(() =>
        addEventListener('pointerdown', () => {
          document.body.dataset.pressed = String(Number(document.body.dataset.pressed ?? 0) + 1);
        }),
      );
      const begun = performance.now();
      await item.getByRole('button', { name: '说明含义' }).click();
      const sheet = page.locator('.sources-sheet');
      await sheet.waitFor();
      await shoot('columns-open');
      expect(await sheet.textContent()).not.toContain('吴云芳');
      const form = page.locator('.sources-teach');
      expect(await form.count()).toBe(0);
      await page.selectOption('.sources-sheet-head select', 'police-death');
      // what the cells can only be is read of itself, the rest is proposed and chosen by a person
      const perhaps = sheet.getByLabel('“走的时间”读作').locator('optgroup option');
      expect(await perhaps.allTextContents()).toContain('死亡日期');
      const choose = async (header: string, field: string) =>
        page.getByLabel(`“${header}”读作`).selectOption(field);
      await choose('证照码', 'resident_id');
      await choose('当事人', 'name');
      await choose('走的时间', 'died_on');
      await form.getByRole('button', { name: '看看会怎样' }).click();
      const effect = form.locator('.words-effect');
      await effect.waitFor({ timeout: 60_000 });
      await shoot('columns-effect');
      expect(await effect.textContent()).toContain('新增 1 条，消失 0 条');
      expect(taught()).toEqual([]);
      await form.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('已说明，下次核对起使用').waitFor();
      const clicks = Number(await page.evaluate(() => document.body.dataset.pressed ?? '0'));
      console.log(
        `a list is explained by ${clicks} clicks and 4 choices in ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
      );
      expect(clicks).toBeLessThanOrEqual(4);
      await shoot('columns-saved');
      expect(taught()).toMatchObject([{ source: 'police-death', taught_by: 'zhangmin' }]);
      expect(complaints).toEqual([]);
    });

    it('counts from the next night on, and the file says whose word it was read by', async () => {
      const second = await night('2023-02-02');
      const file = fileOf(second, VILLAGE);
      expect(file).toMatchObject({ source: 'police-death', used: 1 });
      expect(file.reason).toMatch(/按说明读列（张敏 /);
      const caller = await signedIn(stand.workbench, 'chenjing');
      const { open } = (await (await caller.ask('get', '/api/columns')).json()) as {
        open: { file: string; is_waiting: boolean }[];
      };
      expect(open.filter((one) => one.file === VILLAGE && one.is_waiting)).toEqual([]);
    }, 120_000);

    it('is taken back after the same look, and waits again', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('chenjing', { language: 'en' });
      await goTo('/words');
      const dialog = page.locator('.ant-modal');
      const panel = page
        .locator('section', { hasText: 'Lists and columns this office has explained' })
        .last();
      await panel.getByRole('button', { name: 'Take back…' }).click();
      await dialog.getByRole('button', { name: 'See what would change' }).click();
      await dialog.locator('.words-effect').waitFor({ timeout: 60_000 });
      await shoot('columns-forget-en');
      await dialog.getByRole('button', { name: 'Take back', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(taught()).toEqual([]);
      const third = await night('2023-02-03');
      expect(fileOf(third, VILLAGE).status).toBe('refused');
      await goTo('/words');
      await page.getByText('waits as a whole').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await shoot('columns-en', { fullPage: true });
      expect(
        await page.evaluate(() => document.body.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    }, 120_000);

    it('is answered by investigators and supervisors, and by nobody else', async () => {
      const { hash } = fileOf(first, VILLAGE);
      const answer = { hash, sheet: '', source: 'police-death', columns: [], reason: '' };
      for (const user of ['sunshen', 'heqin']) {
        const caller = await signedIn(stand.workbench, user);
        expect((await caller.ask('post', '/api/columns', answer)).status).toBe(403);
      }
      const supervisor = await signedIn(stand.workbench, 'chenjing');
      const strange = await supervisor.ask('post', '/api/columns', { ...answer, source: 'nothing' });
      expect(await strange.json()).toMatchObject({ error: { code: 'columns-invalid' } });
    });
  },
);
