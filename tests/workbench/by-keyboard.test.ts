import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { isLong } from '../support/is-long.ts';
import { bringDemoCaseToService } from './demo-case.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

const MOST_TABS = 120;

describe.skipIf(!hasBrowser)(
  `without a mouse (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let decided: string;
    beforeAll(async () => {
      stand = await openStand();
    });
    afterAll(() => stand?.close());

    const present = (caseId: string) => loadCase(stand.workbench.desk.ledger, caseId);
    const sit = async (user: string): Promise<Window> => {
      const window = await stand.signIn(user, { isAlone: true });
      await window.page.addInitScript(() => {
        for (const kind of ['pointerdown', 'wheel'])
          document.addEventListener(kind, () => console.error('a mouse was used'), true);
      });
      await window.goTo('/');
      return window;
    };
    /** Tab until the focus stands on it, as somebody would who has no mouse; the focus must be seen there. */
    const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
      for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
        if (await wanted.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never came to ${wanted}`);
    };

    it('an investigator goes from the queue into a case, decides it on its evidence and takes the next', async () => {
      const window = await sit('zhangmin');
      const { page } = window;
      const first = listCases(stand.workbench.desk.ledger, 'program', {
        ...{ status: ['new'], rule_id: 'deceased/paid-after-death' },
      }).find(({ claimed_fen }) => claimed_fen > 0);
      await page.locator('.case-table tbody tr').first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(first?.case_id ?? '');
      await page.keyboard.press('Enter');
      await page.locator('.case-page, .case-table tbody tr').first().waitFor();
      if (await page.locator('.case-table').isVisible()) {
        await page.keyboard.press('Escape');
        await page.waitForFunction(() => document.querySelectorAll('.case-table tbody tr').length === 1);
        await tabTo(page, page.locator('.case-table tbody tr').first());
        await page.keyboard.press('Enter');
      }
      await page.waitForURL(/\/cases\//);
      decided = /C\d+/.exec(page.url())?.[0] ?? '';
      await tabTo(page, page.getByRole('button', { name: '领取此案' }));
      await page.keyboard.press('Enter');
      await page.locator('.outcomes').waitFor();
      // a row of the evidence opens as it came, and closes again
      const row = page.locator('.sides button.link').first();
      await tabTo(page, row);
      await page.keyboard.press('Enter');
      const drawer = page.locator('.ant-drawer-content, .ant-drawer-section').first();
      await drawer.waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
      const boxes = page.locator('.look-box input, input.look-box');
      for (let place = 0; place < (await boxes.count()); place += 1) {
        await tabTo(page, boxes.nth(place));
        await page.keyboard.press('Space');
      }
      await page.keyboard.press('1');
      // of a group of choices the first has the focus, and an arrow takes the one before it: the last
      await tabTo(page, page.locator('#case-debtor input').first());
      await page.keyboard.press('ArrowUp');
      const other = page.getByPlaceholder('姓名', { exact: true });
      if (await other.isVisible()) {
        await tabTo(page, other);
        await page.keyboard.type('吴小明');
        await tabTo(page, page.getByPlaceholder('与领取人的关系'));
        await page.keyboard.type('之子');
      }
      await tabTo(page, page.locator('#case-nature input').first());
      await page.keyboard.press('Space');
      await tabTo(page, page.locator('#case-reason'));
      await page.keyboard.type('入户核实，家属承认死后仍由其取款。');
      await page.keyboard.press('Control+Enter');
      await page.locator('.confirm-sentence').waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.notice-preview img').first().waitFor();
      expect(present(decided)?.status).toBe('substantiated');
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.waitForURL((url) => url.pathname.startsWith('/cases/') && !url.pathname.endsWith(decided));
      await page.locator('.outcomes').waitFor();
      expect(window.complaints).toEqual([]);
    });

    it.runIf(isLong)('an approver opens what waits, reads it and signs', async () => {
      const window = await sit('lina');
      const { page } = window;
      await page.waitForURL(/\/approvals/);
      const sign = page.getByRole('button', { name: '同意并签字' });
      await sign.waitFor();
      await tabTo(page, sign);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByLabel('密码').waitFor();
      await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByText(/已签完，决定生效/).waitFor();
      expect(present(decided)?.status).toBe('approved');
      expect(window.complaints).toEqual([]);
    });

    it.runIf(isLong)('a cashier enters a line of the bank into the case that it names', async () => {
      const { desk } = stand.workbench;
      const [owing] = listCases(desk.ledger, 'program', { status: ['new'] }, { limit: 200 }).filter(
        ({ claimed_fen }) => claimed_fen > 0,
      );
      const caseId = owing?.case_id ?? '';
      bringDemoCaseToService(desk, caseId);
      const statement = join(mkdtempSync(join(tmpdir(), 'hedui-bank-')), '流水.csv');
      const owed = ((present(caseId)?.money.outstanding_fen ?? 0) / 100).toFixed(2);
      writeFileSync(
        statement,
        `交易日期,贷方发生额,对方户名,对方账号,附言,流水号\n2023-01-30,${owed},何测试,6217000000009990001,退养老金 ${caseId},T001\n`,
      );
      const window = await sit('heqin');
      const { page } = window;
      await page.locator('.account-strip').waitFor();
      // the window in which the system lets somebody choose a file is the system's own
      await page.setInputFiles('input[type=file]', statement);
      const enter = page
        .locator('.unclaimed li', { hasText: caseId })
        .getByRole('button', { name: '记入' })
        .first();
      await enter.waitFor();
      await tabTo(page, enter);
      await page.keyboard.press('Enter');
      await page.locator('.ant-modal').getByRole('button', { name: '记入' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.done-line').waitFor();
      expect(present(caseId)?.status).toBe('repaid');
      expect(window.complaints).toEqual([]);
    });
  },
);
