import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sideways } from './sideways.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** Of script, compressed as a browser in an office without certificates takes it. */
const MOST_SCRIPT = 400 * 1024;

describe.skipIf(!hasBrowser)(
  `the workbench at hand (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    });
    afterAll(() => stand?.close());

    it('sends the queue no more than 400 KB of script, and every script compressed', async () => {
      const { page, goTo } = await stand.signIn('zhangmin', { isAlone: true });
      const scripts = new Set<string>();
      page.on('response', (response) => {
        if (new URL(response.url()).pathname.endsWith('.js')) scripts.add(response.url());
      });
      await goTo('/queue');
      await page.waitForSelector('.case-table tbody tr');
      await page.waitForLoadState('networkidle');
      expect(scripts.size).toBeGreaterThan(5);
      const sizes = await Promise.all([...scripts].map(sentBytes));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_SCRIPT);
    });

    it('shows a township its queue and a case on a telephone, and nothing lies beside the screen', async () => {
      const { page, goTo, shoot, complaints } = await stand.signIn('maxiang', { width: 390, height: 844 });
      await goTo('/queue?view=all');
      await page.waitForSelector('.case-table tbody tr');
      await shoot('queue-telephone');
      expect(await sideways(page)).toBe(0);
      await page.locator('.case-table tbody tr').first().locator('td.why').click();
      await page.waitForSelector('.case-page');
      await page.waitForLoadState('networkidle');
      await shoot('case-telephone');
      expect(await sideways(page)).toBe(0);
      // the decision stands below the evidence and not over it
      const evidence = await page.locator('.case-proof').boundingBox();
      expect(evidence?.width).toBeGreaterThan(350);
      expect(complaints).toEqual([]);
    });
  },
);

/** How many bytes of a script go over the line to a browser that takes gzip. */
function sentBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.headers['content-encoding'] !== 'gzip') reject(new Error(`${url} is not compressed`));
      else buffer(answer).then(({ length }) => resolve(length), reject);
    }).on('error', reject);
  });
}
