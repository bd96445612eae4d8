import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { seriousFaults } from './axe.ts';
import { sideways } from './sideways.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** What `every-page` does not come to: a case while it is decided, a queue with a row that is ticked. */
describe.skipIf(!hasBrowser)(
  `looked at closely (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    });
    afterAll(() => stand?.close());

    it('axe finds no serious fault in a case that is being decided, in either language', async () => {
      const [free] = listCases(stand.workbench.desk.ledger, 'program', {
        status: ['new'],
        rule_id: 'deceased/paid-after-death',
      });
      for (const language of ['zh', 'en'] as const) {
        const size = language === 'zh' ? { width: 1920, height: 1080 } : { width: 1366, height: 768 };
        const { page, leave, goTo, shoot } = await stand.signIn('zhangmin', { language, ...size });
        await goTo(`/cases/${free?.case_id}`);
        await page.waitForSelector('.history tbody tr');
        await shoot(`case-free-${language}`);
        await page.locator('.decision-column button.ant-btn-primary').click();
        await page.waitForSelector('.outcomes');
        await page.keyboard.press('1');
        await page.waitForSelector('#case-reason');
        await shoot(`case-deciding-${language}`);
        expect(await sideways(page)).toBe(0);
        expect(await seriousFaults(page)).toEqual([]);
        await page.locator('.decision-column header button.link').click();
        await page.waitForURL(/\/queue/);
        await leave();
      }
    });

    it('the queue speaks English throughout, at both sizes, without a sideways scroll', async () => {
      for (const size of [
        { width: 1366, height: 768 },
        { width: 1920, height: 1080 },
      ]) {
        const window = await stand.signIn('zhangmin', { language: 'en', ...size });
        const { page } = window;
        await window.goTo('/queue?view=all');
        await page.locator('.case-table tbody tr').first().waitFor();

        await page.waitForLoadState('networkidle');
        await window.shoot(`queue-en-${size.width}`);
        expect(await page.textContent('h1')).toBe('Case queue');
        expect(await page.locator('.case-table th').allTextContents()).toContain('Why');
        expect(await sideways(page)).toBe(0);
        await page.locator('.case-table tbody tr').nth(1).getByRole('checkbox').check();
        expect(await page.textContent('.selection-bar')).toContain('1 selected');
        await window.shoot(`queue-en-ticked-${size.width}`);
        expect(window.complaints).toEqual([]);
        await window.leave();
      }
    });
  },
);
