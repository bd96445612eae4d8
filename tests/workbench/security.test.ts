import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { signedIn } from './caller.ts';
import { closeDemo, copyDemoHome, openDemo, PASSWORD } from './stand.ts';

describe('the workbench keeps its doors', () => {
  let workbench: Workbench;
  let home: string;
  beforeAll(async () => {
    home = await copyDemoHome();
    // here the tests are the proxy that names whoever asks
    writeFileSync(join(home, 'hedui.yaml'), 'workbench: { trusted_proxies: [127.0.0.1] }\n');
    workbench = await openDemo(home);
  });
  afterAll(() => closeDemo(workbench, home));

  const signIn = (user: string, password: string, address = '10.0.0.1') =>
    workbench.app.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ user, password }),
    });

  it('a session is a cookie that scripts cannot read and other sites cannot use', async () => {
    const response = await signIn('zhangmin', PASSWORD);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
  });

  it('the cookie is Secure where the browser came by https to a trusted proxy', async () => {
    const cookieBy = async (headers: Record<string, string>): Promise<string> => {
      const response = await workbench.app.request('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '10.0.0.2', ...headers },
        body: JSON.stringify({ user: 'zhangmin', password: PASSWORD }),
      });
      return response.headers.get('set-cookie') ?? '';
    };
    expect(await cookieBy({ 'x-forwarded-proto': 'https' })).toMatch(/Secure/);
    expect(await cookieBy({})).not.toMatch(/Secure/);
  });

  it('nothing that is asked of the workbench is kept by a browser or a proxy, refusals included', async () => {
    const caller = await signedIn(workbench, 'zhangmin');
    for (const path of ['/api/session', '/api/waiting', '/api/recovery/cases', '/api/cases/C00000000']) {
      const response = await caller.ask('get', path);
      expect([path, response.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
    expect((await workbench.app.request('/api/waiting')).headers.get('cache-control')).toBe('no-store');
  });

  it('a page runs only scripts and styles with the nonce of that page', async () => {
    const [first, second] = [await workbench.app.request('/'), await workbench.app.request('/')];
    const nonceOf = (response: Response) =>
      /script-src 'self' 'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    const html = await first.text();
    expect(html).toContain(`nonce="${nonceOf(first)}"`);
    expect(html).not.toContain('__HEDUI_NONCE__');
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|upgrade-insecure-requests|\*/);
    expect(policy).toContain("default-src 'none'");
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('after five wrong passwords a name waits where they were typed, and nowhere else', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await signIn('liuyang', 'wrong-password', '10.0.9.9')).status).toBe(401);
    }
    const waits = await signIn('liuyang', PASSWORD, '10.0.9.9');
    expect([waits.status, ((await waits.json()) as { error: { code: string } }).error.code]).toEqual([
      429,
      'sign-in-paused',
    ]);
    expect((await signIn('liuyang', PASSWORD, '10.0.0.5')).status).toBe(200);
  });

  it('a name that nobody bears waits like any other, and every failure takes as long', async () => {
    const answers: { status: number; late: boolean }[] = [];
    for (const name of ['nobody-at-all', 'heqin'])
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const began = performance.now();
        const { status } = await signIn(name, 'wrong-password', '10.0.9.8');
        answers.push({ status, late: performance.now() - began >= 490 });
      }
    expect(answers.slice(0, 6)).toEqual(answers.slice(6));
    expect(answers.map(({ status }) => status).slice(0, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(answers.slice(0, 5).every(({ late }) => late)).toBe(true);
  });

  it('an unknown name and a wrong password get the same answer', async () => {
    const [unknown, wrong] = [await signIn('nobody-here', 'x'), await signIn('wuping', 'x')];
    expect(await unknown.json()).toEqual(await wrong.json());
  });

  it('a body beyond the limit is not read', async () => {
    const caller = await signedIn(workbench, 'zhangmin');
    const response = await caller.ask('post', '/api/session/unlock', { password: 'x'.repeat(2_000_000) });
    expect(response.status).toBe(413);
  });

  it('what is not well formed is answered with words and no trace of the code', async () => {
    const caller = await signedIn(workbench, 'zhangmin');
    const response = await caller.ask('post', '/api/session/unlock', { password: 7 });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('invalid-request');
    expect(text).not.toMatch(/\bat \S+:\d+|node_modules|\.ts/);
  });

  it('a fault of ours is a number in the log and nothing more', async () => {
    const caller = await signedIn(workbench, 'zhouqiang');
    const { ledger } = workbench.desk;
    const real = ledger.statement;
    ledger.statement = () => {
      throw new Error('secret of the inside');
    };
    const response = await caller.ask('get', '/api/session');
    ledger.statement = real;
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toMatch(/E-[0-9A-F]{4}/);
    expect(text).not.toContain('secret');
  });

  it('a locked screen answers nothing but the password', async () => {
    const caller = await signedIn(workbench, 'chenjing');
    expect((await caller.ask('post', '/api/session/lock', {})).status).toBe(204);
    expect((await caller.ask('get', '/api/waiting')).status).toBe(423);
    expect((await caller.ask('post', '/api/session/unlock', { password: PASSWORD })).status).toBe(200);
    expect((await caller.ask('get', '/api/waiting')).status).toBe(200);
  });

  it('a screen nobody touched locks by itself', async () => {
    const caller = await signedIn(workbench, 'heqin');
    const { sessions, settings } = workbench.desk;
    const session = sessions.find(caller.cookie.split('=')[1]);
    if (session === null) throw new Error('no session');
    session.touched_at -= (settings.idle_minutes + 1) * 60_000;
    expect((await caller.ask('get', '/api/waiting')).status).toBe(423);
  });

  it('somebody who was disabled is out at once', async () => {
    const caller = await signedIn(workbench, 'maxiang');
    const { disableUser } = await import('../../casework/users/manage-users.ts');
    const asker = { user: 'admin', via: 'test' };
    expect(disableUser(workbench.desk.ledger, workbench.desk.office, asker, 'maxiang', '调离').ok).toBe(true);
    expect((await caller.ask('get', '/api/waiting')).status).toBe(401);
  });

  it('too many requests in a minute are told to wait', async () => {
    const caller = await signedIn(workbench, 'sunshen');
    const { requests_per_minute: limit } = workbench.desk.settings;
    let last = 0;
    for (let count = 0; count <= limit; count += 1) last = (await caller.ask('get', '/api/session')).status;
    expect(last).toBe(429);
  });
});
