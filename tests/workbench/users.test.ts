import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../../casework/execute.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import { signedIn } from './caller.ts';
import { contentOf } from './download.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `users and rights (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    });
    afterAll(() => stand?.close());

    const given = async (page: import('playwright-core').Page): Promise<string> => {
      await page.waitForSelector('[data-given]');
      const password = (await page.textContent('[data-given]')) ?? '';
      await page.getByRole('button', { name: '已记下' }).click();
      await page.waitForSelector('[data-given]', { state: 'detached' });
      return password;
    };

    it('the administrator adds a user; the password shown once must be changed at the first sign-in', async () => {
      const { page, complaints, shoot, goTo } = await stand.signIn('admin');
      await goTo('/users');
      await page.waitForSelector('[data-user="admin"]');
      expect(await page.textContent('.notice')).toContain('系统管理员只有一名');
      await shoot('users-1366');
      await page.getByRole('button', { name: '新增用户' }).click();
      await page.fill('#new-user-id', 'gongguan');
      await page.fill('#new-user-name', '龚管');
      await page.locator('.grants-editor .ant-select').first().click();
      await page.locator('.ant-select-item-option', { hasText: '管理员' }).click();
      await shoot('users-add');
      await page.locator('.ant-modal button[type=submit]').click();
      const password = await given(page);
      expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      expect(await page.content()).not.toContain(password);
      const caller = await signedIn(stand.workbench, 'gongguan', password);
      const session = (await (await caller.ask('get', '/api/session')).json()) as {
        must_change_password: boolean;
      };
      expect(session.must_change_password).toBe(true);
      expect(complaints).toEqual([]);
    });

    it('roles change when a second administrator agrees; who proposed cannot', async () => {
      const { ledger, office } = stand.workbench.desk;
      const { setPassword } = await import('../../casework/users/passwords.ts');
      setPassword(ledger, office, { user: 'gongguan', via: 'test' }, 'gongguan', PASSWORD);
      const first = await stand.signIn('admin');
      await first.goTo('/users');
      await first.page.locator('[data-user="liuyang"]').getByRole('button', { name: '变更岗位' }).click();
      await first.page.locator('.grants-editor .ant-select').first().click();
      await first.page.locator('.ant-select-item-option', { hasText: '出纳' }).click();
      await first.page.getByRole('textbox', { name: '理由' }).fill('轮岗，局办〔2022〕3号');
      await first.page.locator('.ant-modal button[type=submit]').click();
      await first.page.waitForSelector('[data-proposal="liuyang"]');
      expect(await first.page.textContent('[data-proposal="liuyang"]')).toContain('须由另一人同意');
      expect(loadUser(ledger, 'liuyang')?.grants.map(({ role }) => role)).toEqual(['investigator']);
      const second = await stand.signIn('gongguan');
      await second.goTo('/users');
      await second.page.waitForSelector('[data-proposal="liuyang"]');
      await second.shoot('users-proposal');
      await second.page
        .locator('[data-proposal="liuyang"]')
        .getByRole('button', { name: '同意' })
        .first()
        .click();
      await second.page.locator('.ant-modal button[type=submit]').click();
      await second.page.waitForSelector('[data-proposal="liuyang"]', { state: 'detached' });
      expect(loadUser(ledger, 'liuyang')?.grants.map(({ role }) => role)).toEqual(['cashier']);
      expect(first.complaints.concat(second.complaints)).toEqual([]);
    });

    it('whoever has cases in hand is not disabled before they are handed over; a disabled user is signed out', async () => {
      const { ledger, office } = stand.workbench.desk;
      const assign = (assignee: string, key: string) =>
        execute(ledger, office, {
          key,
          user: 'chenjing',
          via: 'test',
          case_id: 'C00000009',
          move: 'assign',
          input: { assignee },
        });
      expect(assign('zhangmin', 'users-test-1').ok).toBe(true);
      const investigator = await signedIn(stand.workbench, 'zhangmin');
      const { page, goTo, shoot } = await stand.signIn('admin');
      await goTo('/users');
      await page.locator('[data-user="zhangmin"]').getByRole('button', { name: '停用' }).click();
      await page.getByRole('textbox', { name: '理由' }).fill('调离');
      await page.locator('.ant-modal button[type=submit]').click();
      await page.waitForSelector('.ant-modal .refusal');
      expect(await page.textContent('.ant-modal .refusal')).toBe(
        'zhangmin 名下还有 1 件在查案件，请先移交，再停用。',
      );
      await shoot('users-disable-refused');
      expect(assign('maxiang', 'users-test-2').ok).toBe(false);
      const reverted = execute(ledger, office, {
        key: 'users-test-3',
        user: 'zhangmin',
        via: 'test',
        case_id: 'C00000009',
        move: 'leave-unverifiable',
        input: { reason: '移交前无法核实' },
      });
      expect(reverted.ok).toBe(true);
      await page.locator('.ant-modal button[type=submit]').click();
      await page.waitForSelector('[data-user="zhangmin"].is-disabled');
      expect((await investigator.ask('get', '/api/waiting')).status).toBe(401);
      await page.locator('[data-user="zhangmin"]').getByRole('button', { name: '启用' }).click();
      await page.getByRole('textbox', { name: '理由' }).fill('调回');
      await page.locator('.ant-modal button[type=submit]').click();
      await page.waitForSelector('[data-user="zhangmin"]:not(.is-disabled)');
    });

    it('a name that waits after wrong passwords may try again when the administrator says so, and a second one gives a new password', async () => {
      // as after ten wrong passwords: the first pauses would be over before a slow machine has shown the page
      const { pauses } = stand.workbench.desk;
      for (let tries = 0; tries < 10; tries += 1) pauses.failed('heqin', '127.0.0.1', true);
      const { page, goTo } = await stand.signIn('admin');
      await goTo('/users');
      const row = page.locator('[data-user="heqin"]');
      expect(await row.textContent()).toContain('多次输错，等到');
      await row.getByRole('button', { name: '解锁' }).click();
      await page.locator('.ant-modal button[type=submit]').click();
      await page.waitForFunction(
        () => !document.querySelector('[data-user="heqin"]')?.textContent?.includes('多次输错'),
      );
      await signedIn(stand.workbench, 'heqin');
      await row.getByRole('button', { name: '重置密码' }).click();
      await page.locator('.ant-modal button[type=submit]').click();
      await page.waitForFunction(() =>
        document.querySelector('[data-user="heqin"]')?.textContent?.includes('admin 提出重置密码'),
      );
      await signedIn(stand.workbench, 'heqin');
      const second = await stand.signIn('gongguan');
      await second.goTo('/users');
      await second.page.locator('[data-user="heqin"]').getByRole('button', { name: '重置密码' }).click();
      await second.page.locator('.ant-modal button[type=submit]').click();
      const password = await given(second.page);
      await expect(signedIn(stand.workbench, 'heqin')).rejects.toThrow('401');
      await signedIn(stand.workbench, 'heqin', password);
    });

    it('the permission matrix says what the tables say, and downloads as a workbook and as text', async () => {
      const { page, complaints, shoot, goTo } = await stand.signIn('admin');
      await goTo('/users?tab=matrix');
      await page.waitForSelector('table.matrix');
      await shoot('users-matrix');
      const [workbook] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '下载工作簿' }).click(),
      ]);
      const book = read(await contentOf(workbook));
      expect(book.SheetNames).toEqual(['页面', '案件办理', '下发批次条目', '接口']);
      const sheet = book.Sheets.案件办理;
      const rows = sheet === undefined ? [] : utils.sheet_to_json<Record<string, string>>(sheet);
      expect(rows.find((row) => row.代号 === 'receipt')).toMatchObject({ 内容: '登记收款', 出纳: '√' });
      expect(rows.find((row) => row.代号 === 'receipt')?.系统管理员 ?? '').toBe('');
      const [text] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '下载文本表' }).click(),
      ]);
      expect((await contentOf(text)).toString('utf8')).toContain('案件办理,receipt,登记收款,');
      expect(complaints).toEqual([]);
    });

    it('an administrator sees no case: not the queue, not a case, not the overview', async () => {
      const admin = await signedIn(stand.workbench, 'admin');
      for (const path of ['/api/overview', '/api/overview/rows?figure=found', '/api/cases/C00000009']) {
        expect([path, [403, 404].includes((await admin.ask('get', path)).status)]).toEqual([path, true]);
      }
      const { page, goTo } = await stand.signIn('admin', { at: '/' });
      expect(await page.locator('.side-bar a').allTextContents()).toEqual(['审计', '用户与权限']);
      await goTo('/dashboard');
      await page.waitForSelector('text=您没有查看此页的权限。需要时请联系管理员。');
    });

    it('English, and nobody else has the page', async () => {
      const { page, complaints, shoot, goTo } = await stand.signIn('admin', { language: 'en' });
      await goTo('/users');
      await page.waitForSelector('[data-user="admin"]');
      expect(await page.textContent('h1')).toBe('Users & rights');
      await shoot('users-en');
      await goTo('/users?tab=matrix');
      await page.waitForSelector('table.matrix');
      await shoot('users-matrix-en');
      expect(complaints).toEqual([]);
      const manager = await stand.signIn('zhouju');
      await manager.goTo('/users');
      await manager.page.waitForSelector('text=您没有查看此页的权限。需要时请联系管理员。');
    });
  },
);
