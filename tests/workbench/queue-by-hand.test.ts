import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leave, openQueue, rowsOf, waiting } from './queue-window.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `the case queue by hand (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    });
    afterAll(() => stand?.close());

    it('is worked by keyboard: arrows go from row to row, X ticks, Enter opens, and the neighbours are known', async () => {
      const window = await openQueue(stand, 'zhangmin');
      const { page } = window;
      const ids = await page.locator('.case-table tbody td:nth-child(2)').allTextContents();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('x');
      expect(await rowsOf(window).nth(1).getByRole('checkbox').isChecked()).toBe(true);
      await page.keyboard.press('Escape');
      await page.locator('.selection-bar').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/cases/${ids[1]}`);
      const around = await page.evaluate(async (id) => {
        const answer = await fetch(`/api/queue/neighbours?case=${id}&view=unassigned`);
        return (await answer.json()) as unknown;
      }, ids[1]);
      expect(around).toEqual({ previous: ids[0], next: ids[2], index: 2, total: waiting(stand).cases });
      await leave(window);
    });

    it('selects the cases of all pages with one tick, says so, and lets single ones out again', async () => {
      const window = await openQueue(stand, 'zhangmin');
      const { page } = window;
      const { cases } = waiting(stand);
      expect(cases).toBeGreaterThan(50);
      await page.getByRole('checkbox', { name: `选中筛选结果全部 ${cases} 件` }).check();
      const bar = page.locator('.selection-bar');
      await bar.waitFor();
      expect(await bar.textContent()).toContain(`筛选结果全部 ${cases} 件（不只本页）`);
      await rowsOf(window).nth(3).getByRole('checkbox').uncheck();
      expect(await bar.textContent()).toContain(`筛选结果 ${cases - 1} 件，除去 1 件`);
      await bar.getByRole('button', { name: '改为只选本页 50 件' }).click();
      expect(await bar.textContent()).toContain('已选 50 件');
      await page.locator('.ant-pagination-item-2').click();
      await page.waitForURL(/page=2/);
      await page.waitForFunction(
        (n) => document.querySelectorAll('.case-table tbody tr').length === n,
        cases - 50,
      );
      expect(await bar.textContent()).toContain('已选 50 件');
      await window.shoot('queue-page-2-zh-1366');
      await leave(window);
    });

    it('leads from an address that is no page, or none of one’s own, back to where one works', async () => {
      const window = await stand.signIn('zhangmin');
      for (const path of ['/qeue', '/users']) {
        await window.goTo(path);
        await window.page.getByRole('link', { name: '回到您的首页' }).click();
        await rowsOf(window).first().waitFor();
      }
      await leave(window);
    });

    it('listens to its keys from the first sight of a page on, and keeps what is typed while the page still comes', async () => {
      const window = await stand.signIn('zhangmin', { isAlone: true });
      const { page } = window;
      await page.addInitScript(() => {
        const eager = new MutationObserver(() => {
          if (document.querySelector('.side-bar') === null) return;
          eager.disconnect();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }));
          document.execCommand('insertText', false, 'wang');
        });
        eager.observe(document, { childList: true, subtree: true });
      });
      await window.goTo('/');
      await rowsOf(window).first().waitFor();
      expect(await page.locator('.search input').inputValue()).toBe('wang');
      await leave(window);
    });

    it('keeps a view under a name as a tab of one’s own, and forgets it again', async () => {
      const window = await openQueue(stand, 'liuyang', '/queue?view=all&strength=confirmed');
      const { page } = window;
      await page.getByRole('button', { name: '+ 保存当前视图' }).click();
      await page.getByLabel('视图名称').fill('确证的');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      const tab = page.locator('.view-tabs a').filter({ hasText: '确证的' });
      await tab.waitFor();
      await page.locator('.view-tabs a').first().click();
      await page.waitForURL(/\/queue$/);
      await tab.click();
      await page.waitForURL(/view=all&strength=confirmed/);
      await window.shoot('queue-saved-view-zh-1366');
      await page.getByRole('button', { name: '删除此视图' }).click();
      await tab.waitFor({ state: 'detached' });
      await leave(window);
    });
  },
);
