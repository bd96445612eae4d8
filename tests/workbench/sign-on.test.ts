import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { disableUser } from '../../casework/users/manage-users.ts';
import { openWorkbench, type Workbench } from '../../workbench/server/open-workbench.ts';
import { CLIENT, type OpenProvider, openProvider } from '../support/sign-on-provider.ts';
import { theBrowser } from './seats.ts';
import { closeDemo, copyDemoHome, hasBrowser, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `signing on by a provider (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let workbench: Workbench;
    let provider: OpenProvider;
    let home: string;
    beforeAll(async () => {
      const port = await freePort();
      const address = `http://127.0.0.1:${port}`;
      provider = await openProvider(`${address}/api/sign-on/back`);
      home = await copyDemoHome();
      const secret = join(home, '..', 'client-secret');
      writeFileSync(secret, `${CLIENT.secret}\n`);
      writeFileSync(
        join(home, 'hedui.yaml'),
        [
          'casework: { second_factor: [approver] }',
          'workbench:',
          '  sign_on:',
          `    issuer: ${provider.issuer}`,
          `    client_id: ${CLIENT.id}`,
          `    client_secret_file: ${secret}`,
          `    address: ${address}`,
          '    title: 州统一认证',
          '',
        ].join('\n'),
      );
      workbench = await openWorkbench({ home, port, isDemo: true });
    });
    afterAll(async () => {
      await closeDemo(workbench, home);
      await provider?.close();
    });
    const pages: Page[] = [];
    afterEach(async () => {
      for (const page of pages.splice(0)) await page.context().close();
    });

    const signOn = async (name: string, methods: string[] = ['pwd']): Promise<Page> => {
      provider.methods = methods;
      const context = await (await theBrowser()).newContext({ locale: 'zh-CN' });
      const page = await context.newPage();
      pages.push(page);
      await page.goto(workbench.address);
      await page.getByRole('link', { name: '州统一认证' }).click();
      await page.fill('#name', name);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${workbench.address}/**`);
      return page;
    };

    const events = (type: string) =>
      workbench.desk.ledger.db
        .prepare(`select subject_id, payload from event where type = ? order by seq`)
        .all(type)
        .map(({ subject_id, payload }) => `${subject_id} ${payload}`);

    it('lets in whom the office has given an account, with the roles they have here', async () => {
      const page = await signOn('zhangmin');
      await page.waitForSelector('.side-bar');
      expect(await page.textContent('.user-menu')).toContain('张敏');
      expect(events('LoginSucceeded').at(-1)).toBe('zhangmin {"by":"sign-on"}');
    });

    it('makes nobody of whom the office knows nothing, and lets in nobody who was disabled', async () => {
      const users = () =>
        Number(workbench.desk.ledger.db.prepare('select count(*) as n from user_state').get()?.n);
      const before = users();
      for (const name of ['stranger', 'ZHANGMIN', 'zhangmin ']) {
        const page = await signOn(name);
        await page.waitForSelector('text=没有为您开通在用的账户');
      }
      expect(users()).toBe(before);
      const { ledger, office } = workbench.desk;
      expect(disableUser(ledger, office, { user: 'admin', via: 'test' }, 'maxiang', '调离').ok).toBe(true);
      const page = await signOn('maxiang');
      await page.waitForSelector('text=没有为您开通在用的账户');
      expect(events('LoginFailed').at(-1)).toContain('maxiang');
    });

    it('asks who signs papers to have proved a second factor there', async () => {
      const page = await signOn('lina');
      await page.waitForSelector('text=您的岗位须用两种方式验证');
      const again = await signOn('lina', ['pwd', 'otp', 'mfa']);
      await again.waitForSelector('.side-bar');
    });

    it('takes no answer of another browser, and none twice', async () => {
      const asked = await workbench.app.request('/api/sign-on');
      expect(asked.status).toBe(302);
      const address = new URL(asked.headers.get('location') ?? '');
      expect([address.origin, address.searchParams.get('code_challenge_method')]).toEqual([
        provider.issuer,
        'S256',
      ]);
      const state = address.searchParams.get('state') ?? '';
      const cookie = (asked.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const back = (headers: Record<string, string>) =>
        workbench.app.request(`/api/sign-on/back?code=invented&state=${state}`, { headers });
      for (const headers of [{}, { cookie: 'hedui_sign_on=another' }, { cookie }, { cookie }]) {
        const answer = await back(headers);
        expect([answer.status, answer.headers.get('location')]).toEqual([302, '/?sign-on=failed']);
        expect(answer.headers.get('set-cookie')).not.toContain('hedui_session');
      }
    });

    it('says so where the provider is away, and the password still opens', async () => {
      await provider.close();
      const fresh = await openWorkbench({ home: await copyWith(home), port: 0, isDemo: true });
      const asked = await fresh.app.request('/api/sign-on');
      expect(asked.headers.get('location')).toBe('/?sign-on=away');
      await fresh.close();
    });
  },
);

/** Another office with the same settings, whose workbench has not asked the provider yet. */
async function copyWith(home: string): Promise<string> {
  const { readFileSync } = await import('node:fs');
  const other = await copyDemoHome();
  writeFileSync(join(other, 'hedui.yaml'), readFileSync(join(home, 'hedui.yaml')));
  return other;
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
