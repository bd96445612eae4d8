import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(`signing in (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand?.close());

  it('an investigator lands in the case queue, and no script or policy complains', async () => {
    const { page, complaints, shoot } = await stand.signInByHand('zhangmin');
    await page.waitForURL(/\/queue/);
    await shoot('sign-in');
    expect(await page.locator('.side-bar a').count()).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
  });

  it('a wrong password is refused without saying which of the two was wrong', async () => {
    const context = await stand.browser.newContext();
    const page = await context.newPage();
    await page.goto(stand.workbench.address);
    await page.fill('#login-user', 'zhangmin');
    await page.fill('#login-password', 'not-this-one');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.refusal:not(:empty)');
    expect(await page.textContent('.refusal')).toContain('用户名或口令不对');
    await context.close();
  });
});
