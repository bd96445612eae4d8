import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { totalAccount } from '../../casework/reads/money/account-totals.ts';
import { bringDemoCaseToService } from './demo-case.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `the recovery ledger (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let served: string[];
    beforeAll(async () => {
      stand = await openStand();
      const { desk } = stand.workbench;
      served = listCases(desk.ledger, 'program', {}, { limit: 200 })
        .filter(({ claimed_fen }) => claimed_fen > 0)
        .slice(0, 4)
        .map(({ case_id }) => case_id);
      for (const caseId of served) bringDemoCaseToService(desk, caseId);
    });
    afterAll(() => stand?.close());

    it('a bank line that names a case is entered by the cashier, and the strip ties', async () => {
      const [caseId = ''] = served;
      const { desk } = stand.workbench;
      const owed = loadCase(desk.ledger, caseId)?.money.outstanding_fen ?? 0;
      const statement = join(mkdtempSync(join(tmpdir(), 'hedui-bank-')), '流水.csv');
      writeFileSync(
        statement,
        [
          '交易日期,贷方发生额,对方户名,对方账号,附言,流水号',
          `2023-01-30,${(owed / 100).toFixed(2)},何测试,6217000000009990001,退养老金 ${caseId},T001`,
          '2023-01-31,552.00,普测试,6217000000009990002,,T002',
        ].join('\n'),
      );
      const { page, complaints, shoot } = await stand.signIn('heqin', { at: '/' });
      await page.waitForSelector('.account-strip');
      await page.setInputFiles('input[type=file]', statement);
      await page.waitForSelector('.unclaimed li');
      expect(await page.locator('.unclaimed li').count()).toBe(2);
      await shoot('ledger-unclaimed');
      await page
        .locator('.unclaimed li', { hasText: caseId })
        .getByRole('button', { name: '记入' })
        .first()
        .click();
      await page.locator('.ant-modal').getByRole('button', { name: '记入' }).click();
      await page.waitForSelector('.done-line');
      await page.waitForFunction(() => document.querySelectorAll('.unclaimed li').length === 1);
      expect(await page.textContent('.account-strip')).toContain('轧平');
      await shoot('ledger');
      expect(loadCase(desk.ledger, caseId)?.money.outstanding_fen).toBe(0);
      expect(loadCase(desk.ledger, caseId)?.status).toBe('repaid');
      await page.locator('.unclaimed li').getByRole('button', { name: '不是追缴款' }).click();
      await page.locator('.ant-modal input').fill('利息');
      await page.locator('.ant-modal').getByRole('button', { name: '确认' }).click();
      await page.waitForFunction(() => document.querySelectorAll('.unclaimed li').length === 0);
      expect(await page.textContent('.account-strip')).toContain('轧平');
      expect(complaints).toEqual([]);
    });

    it('cash is recorded with the key R, and a case that is not there is refused in the words of the ledger', async () => {
      const [, caseId = ''] = served;
      const { page, complaints, shoot, goTo } = await stand.signIn('heqin', {
        language: 'en',
        isAlone: true,
      });
      // the clock of this computer is years behind; the day is the office's all the same
      await page.clock.setFixedTime('2019-05-05T01:00:00Z');
      await goTo('/');
      await page.waitForSelector('.account-strip');
      await page.keyboard.press('r');
      expect(await page.locator('.ant-modal #on').inputValue()).toBe(
        businessDay(stand.workbench.desk.office.now()),
      );
      await page.getByLabel('Case').fill('C99999999');
      const enter = page.locator('.ant-modal').getByRole('button', { name: 'Enter' });
      // a third decimal is no amount, and nobody rounds it for the cashier
      await page.getByLabel('Amount (yuan)').fill('1.005');
      await enter.click();
      await page.locator('.ant-form-item-explain-error', { hasText: 'such as 1,234.50' }).waitFor();
      await page.getByLabel('Amount (yuan)').fill('1.00');
      await enter.click();
      await page.waitForSelector('.ant-modal .refusal');
      expect(await page.textContent('.ant-modal .refusal')).toContain('there is no case');
      // whoever is at the counter says a name: the case is found by it, and what it owes stands there before anything is posted
      const debt = loadCase(stand.workbench.desk.ledger, caseId);
      await page.getByLabel('Case').fill(debt?.debtor.name.slice(0, 1) ?? '');
      await page.locator('.ant-select-item-option', { hasText: caseId }).click();
      const left = ((debt?.money.outstanding_fen ?? 0) - 100) / 100;
      await page
        .locator('.ant-modal .pays-for', { hasText: `${left.toFixed(2)} yuan left after it` })
        .waitFor();
      await shoot('ledger-record-en');
      await page.locator('.ant-modal').getByRole('button', { name: 'Enter' }).click();
      await page.waitForSelector('.done-line');
      expect(loadCase(stand.workbench.desk.ledger, caseId)?.money.repaid_fen).toBe(100);
      expect(complaints).toEqual([]);
    });

    it('the whole ledger adds up to the money of its cases, on the page and in the workbook', async () => {
      const { page, goTo, complaints } = await stand.signIn('chenjing');
      await goTo('/ledger?view=open');
      await page.waitForSelector('.total-row');
      expect(await page.textContent('.ant-table-summary')).toContain('轧平');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: '导出' }).click();
      await page.locator('.ant-modal input').fill('月度核对');
      await page.locator('.ant-modal').getByRole('button', { name: '导出' }).click();
      expect((await download).suggestedFilename()).toContain('追缴台账');
      const { ledger } = stand.workbench.desk;
      const row = ledger.db
        .prepare(
          "select payload from event where stream = 'access' and type = 'DataExported' order by seq desc limit 1",
        )
        .get();
      expect(JSON.parse(String(row?.payload))).toMatchObject({ reason: '月度核对', rows: 3 });
      expect(complaints).toEqual([]);
    });

    it('one payment for two cases is split to the fen, and each part waits for a second person', async () => {
      const [, , one = '', other = ''] = served;
      const { desk } = stand.workbench;
      const owes = (caseId: string) => loadCase(desk.ledger, caseId)?.money.outstanding_fen ?? 0;
      const sum = owes(one) + owes(other);
      const statement = join(mkdtempSync(join(tmpdir(), 'hedui-bank-')), '流水二.csv');
      writeFileSync(
        statement,
        [
          '交易日期,贷方发生额,对方户名,对方账号,附言,流水号',
          `2023-01-31,${(sum / 100).toFixed(2)},何测试,6217000000009990001,两案一并退还 ${one},T003`,
        ].join('\n'),
      );
      const cashier = await stand.signIn('heqin', { at: '/' });
      await cashier.page.waitForSelector('.account-strip');
      await cashier.page.setInputFiles('input[type=file]', statement);
      await cashier.page.getByRole('button', { name: '拆成几案' }).click();
      const dialog = cashier.page.locator('.ant-modal');
      await dialog.getByLabel('第 1 笔金额').waitFor();
      expect(await dialog.getByLabel('第 1 笔案件号').inputValue()).toBe(one);
      await dialog.getByLabel('第 1 笔金额').fill((owes(one) / 100).toFixed(2));
      expect(await dialog.getByRole('button', { name: '拆分并记入' }).isDisabled()).toBe(true);
      await dialog.getByLabel('第 2 笔案件号').fill(other);
      await dialog.getByLabel('第 2 笔金额').fill((owes(other) / 100).toFixed(2));
      await dialog.locator('.ties').waitFor();
      await cashier.shoot('ledger-split-zh-1366');
      await dialog.getByRole('button', { name: '拆分并记入' }).click();
      await cashier.page.locator('.done-line', { hasText: `已拆分，记入 ${one}、${other}` }).waitFor();
      expect([owes(one), owes(other)]).toEqual([0, 0]);
      await cashier.page.locator('.unconfirmed li', { hasText: other }).waitFor();
      const ownButtons = cashier.page.locator('.unconfirmed').getByRole('button', { name: '复核无误' });
      expect(await ownButtons.count()).toBe(0);
      const supervisor = await stand.signIn('chenjing');
      await supervisor.goTo('/ledger');
      const waiting = supervisor.page.locator('.unconfirmed li', { hasText: other });
      await waiting.waitFor();
      await supervisor.shoot('ledger-unconfirmed-zh-1366');
      await waiting.getByRole('button', { name: '复核无误' }).click();
      await waiting.waitFor({ state: 'detached' });
      expect(loadCase(desk.ledger, other)?.entries).toMatchObject([
        { recorded_by: 'heqin', confirmed_by: 'chenjing' },
      ]);
      const { received, entered, open, set_aside } = totalAccount(desk.ledger, null, null);
      expect(received.amount_fen).toBe(entered.amount_fen + open.amount_fen + set_aside.amount_fen);
      expect([...cashier.complaints, ...supervisor.complaints]).toEqual([]);
    });
  },
);
