import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedIn } from './caller.ts';
import { copyDemoHome, hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `a second factor at the door (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      const home = await copyDemoHome();
      writeFileSync(
        join(home, 'hedui.yaml'),
        'casework: { second_factor: [approver, administrator] }\nworkbench: { logins_per_minute: 1000 }\n',
      );
      stand = await openStand({ home });
    });
    afterAll(() => stand?.close());

    const door = (user: string, code?: string, password = PASSWORD) =>
      stand.workbench.app.request('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user, password, ...(code === undefined ? {} : { code }) }),
      });

    const typeIn = async (page: Page, user: string, code = '') => {
      await page.goto(stand.workbench.address);
      await page.fill('#login-user', user);
      await page.fill('#login-password', PASSWORD);
      await page.fill('#login-code', code);
      await page.keyboard.press('Enter');
    };

    it('an approver without one comes to no work before there is one; others are not asked', async () => {
      const approver = await signedIn(stand.workbench, 'lina');
      for (const [method, path] of [
        ['get', '/api/waiting'],
        ['get', '/api/approvals'],
        ['get', '/api/cases/C00000009'],
      ] as const) {
        const answer = await approver.ask(method, path);
        expect([path, answer.status, await codeOf(answer)]).toEqual([path, 403, 'second-factor-missing']);
      }
      const investigator = await signedIn(stand.workbench, 'zhangmin');
      expect((await investigator.ask('get', '/api/waiting')).status).toBe(200);
    });

    let totp: TOTP;
    let sheet: string[] = [];

    it('a telephone is set up from the pattern on the screen, and its codes open from then on', async () => {
      const { page, complaints, shoot } = await stand.signIn('zhangmin');
      await page.context().clearCookies();
      await typeIn(page, 'lina');
      await page.fill('#factor-password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.factor-square path');
      await shoot('second-factor-square');
      totp = new TOTP({ secret: (await page.getAttribute('[data-secret]', 'data-secret')) ?? '' });
      const proved = totp.generate();
      await page.fill('#factor-code', proved);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.factor-codes li');
      sheet = await page.locator('.factor-codes li').allTextContents();
      expect(sheet).toHaveLength(10);
      await shoot('second-factor-codes');
      await page.getByRole('button', { name: '已收好' }).click();
      await page.waitForSelector('.side-bar');
      expect(await page.content()).not.toContain(sheet[0]);
      await page.context().clearCookies();
      // the code that proved the telephone opens nothing a second time
      await typeIn(page, 'lina', proved);
      await page.waitForSelector('.refusal:not(:empty)');
      expect(await page.textContent('.refusal')).toContain('用户名或口令不对');
      await page.fill('#login-password', PASSWORD);
      await page.fill('#login-code', sheet[0] ?? '');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.side-bar');
      await page.click('.user-menu');
      await page.getByText('动态码（剩 9 个一次性码）').waitFor();
      expect(complaints).toEqual([]);
    });

    it('whatever is wrong is answered the same: no name, no password, no code, a used one', async () => {
      const next = totp.generate({ timestamp: Date.now() + 30_000 });
      const answers = [
        await door('nobody-here', next),
        await door('lina', sheet[2], 'wrong-password'),
        await door('lina'),
        await door('lina', '000000'),
        await door('lina', sheet[0]),
      ];
      const told = await Promise.all(answers.map(async (one) => [one.status, await one.text()]));
      expect(new Set(told.map(String)).size).toBe(1);
      expect(told[0]?.[0]).toBe(401);
      // five wrong ones, and now the name waits like after wrong passwords; whoever bears it is let in again
      stand.workbench.desk.pauses.lift('lina');
      expect((await door('lina', sheet[2])).status).toBe(200);
    });

    it('guessed codes are paused like guessed passwords', async () => {
      const statuses: number[] = [];
      for (let guess = 0; guess < 6; guess += 1) statuses.push((await door('lina', `11111${guess}`)).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
      stand.workbench.desk.pauses.lift('lina');
    });

    it('where there is no telephone a printed sheet is enough', async () => {
      const { page, complaints } = await stand.signIn('zhangmin');
      await page.context().clearCookies();
      await typeIn(page, 'zhouqiang');
      await page.fill('#factor-password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '没有手机，只用一次性码' }).click();
      await page.waitForSelector('.factor-codes li');
      const [first = ''] = await page.locator('.factor-codes li').allTextContents();
      await page.getByRole('button', { name: '已收好' }).click();
      await page.waitForSelector('.side-bar');
      expect((await door('zhouqiang')).status).toBe(401);
      expect((await door('zhouqiang', first)).status).toBe(200);
      expect((await door('zhouqiang', first)).status).toBe(401);
      expect(complaints).toEqual([]);
    });

    it('another telephone is set up only with a code of what one has', async () => {
      const answer = await door('lina', sheet[3]);
      const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const { token } = (await answer.json()) as { token: string };
      const begin = (code: string) =>
        stand.workbench.app.request('/api/session/second-factor', {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie, 'x-hedui-token': token },
          body: JSON.stringify({ password: PASSWORD, code }),
        });
      expect((await begin('')).status).toBe(401);
      // whoever sits down at somebody's open window gives themselves no sheet either
      const set = await stand.workbench.app.request('/api/session/second-factor', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', cookie, 'x-hedui-token': token },
        body: JSON.stringify({ code: null }),
      });
      expect(set.status).toBe(403);
      expect((await begin(sheet[4] ?? '')).status).toBe(200);
    });

    it('a lost one is taken away on the page of users, and the person sets another', async () => {
      const { page, complaints } = await stand.signIn('zhangmin');
      await page.context().clearCookies();
      await typeIn(page, 'admin');
      await page.fill('#factor-password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '没有手机，只用一次性码' }).click();
      await page.getByRole('button', { name: '已收好' }).click();
      await page.goto(`${stand.workbench.address}/users`);
      const row = page.locator('[data-user="lina"]');
      await row.getByRole('button', { name: '清除动态码' }).click();
      await page.locator('.ant-modal button[type=submit]').click();
      await row.getByRole('button', { name: '清除动态码' }).waitFor({ state: 'detached' });
      const session = (await (await door('lina')).json()) as { second_factor: string };
      expect(session.second_factor).toBe('missing');
      expect(complaints).toEqual([]);
    });
  },
);

const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error: { code: string } }).error.code;
