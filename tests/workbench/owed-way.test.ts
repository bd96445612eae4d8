import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { isOwedAlone, owedStill, partsOwed } from '../../casework/owed.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { act } from './demo-case.ts';
import { openMove, send } from './move-dialog.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

/** Whoever takes the money in the person's place, and what is shown of them. */
const HEIR = { name: '欧阳承继', relation: '之子', shown: '欧阳**（之子）' };

/** 张敏 checks and proposes, those of the chain sign, 陈静 pays and enters what became of it. */
describe.skipIf(!hasBrowser)(
  `money owed to a person (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let zhangmin: Window;
    let cashier: Window;
    let caseId: string;
    let owed: number;
    beforeAll(async () => {
      stand = await openStand();
      const { ledger } = stand.workbench.desk;
      const found = listCases(ledger, 'program', {}, { limit: 200 }).find(({ case_id }) => {
        const state = loadCase(ledger, case_id);
        return state?.status === 'new' && isOwedAlone(state);
      });
      caseId = found?.case_id ?? '';
      owed = owedStill(present());
      zhangmin = await stand.signIn('zhangmin');
      cashier = await stand.signIn('heqin');
    });
    afterAll(() => stand?.close());

    const present = () => {
      const state = loadCase(stand.workbench.desk.ledger, caseId);
      if (state === null) throw new Error(`there is no case ${caseId}`);
      return state;
    };
    const steps = () => partsOwed(present()).map(({ step, amount_fen }) => [step, amount_fen]);
    const goTo = async (window: Window) => {
      await window.goTo(`/cases/${caseId}`);
      await window.page.locator('.history tbody tr').first().waitFor();
    };

    const sign = async (user: string) => {
      const { page, complaints, shoot } = await stand.signIn(user, { at: '/' });
      await page.getByRole('button', { name: '同意并签字' }).click();
      await page.getByText(`提请同意：向${HEIR.shown}补发`).waitFor();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`同意向${HEIR.shown} 补发`).waitFor();
      await dialog.getByLabel('密码').fill(PASSWORD);
      await shoot('owed-sign');
      await page.keyboard.press('Enter');
      await page.getByText(`${caseId} 已签`).first().waitFor();
      expect(complaints).toEqual([]);
    };

    it('is found true by the investigator, who is offered no amount to claim', async () => {
      const { page, shoot, complaints } = zhangmin;
      expect(steps()).toEqual([['found', owed]]);
      await goTo(zhangmin);
      await page.getByRole('button', { name: '领取此案' }).click();
      await page.waitForSelector('.outcomes');
      await page.locator('.sides tbody tr').first().waitFor();
      const boxes = page.locator('.look-box');
      for (let box = 0; box < (await boxes.count()); box += 1) await boxes.nth(box).click();
      await shoot('owed-1-case', { fullPage: true });
      await page.locator('.outcomes label', { hasText: /^属实/ }).first().click();
      await page.locator('#case-reason').fill('核对发放凭证，确实少发。');
      await shoot('owed-2-decide', { fullPage: true });
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('.confirm-sentence');
      await page.locator('.ant-modal button:has-text("确认")').click();
      await page.locator('.history tbody tr:first-child', { hasText: '属实' }).waitFor();
      await shoot('owed-3-decided', { fullPage: true });
      expect(present()).toMatchObject({ status: 'substantiated', amounts: [] });
      const offered = await page.locator('.move-buttons').allTextContents();
      expect(offered.join(' ')).toContain('提请补发');
      expect(offered.join(' ')).not.toContain('核定金额');
      expect(complaints).toEqual([]);
    });

    it('is proposed, signed by the chain, each told to whom it goes, and paid', async () => {
      const { shoot } = zhangmin;
      const dialog = await openMove(zhangmin, '提请补发');
      await dialog.locator('#move-reason').fill('补足少发的养老金');
      await dialog.locator('#move-payee').fill(HEIR.name);
      await dialog.locator('#move-payee_relation').fill(HEIR.relation);
      await shoot('owed-4-propose');
      await send(zhangmin, dialog, '提请审批');
      await sign('lina');
      const { desk } = stand.workbench;
      for (const user of ['zhouqiang', 'wuping', 'zhouju'])
        if (present().documents.some(({ status }) => status === 'pending'))
          act(desk, user, caseId, 'approve');
      expect(steps()).toEqual([['signed', owed]]);
      await goTo(cashier);
      const paying = await openMove(cashier, '登记补发支付');
      await cashier.shoot('owed-5-pay');
      await send(cashier, paying, '补发支付');
      expect(steps()).toEqual([['paid', owed]]);
    });

    it('comes back from the bank, is paid again, and the case is over once it has arrived', async () => {
      const returning = await openMove(cashier, '补发退票');
      await returning.locator('#move-reason').fill('户名不符');
      await send(cashier, returning, '补发退票');
      expect(steps()).toEqual([['signed', owed]]);
      await send(cashier, await openMove(cashier, '登记补发支付'), '补发支付');
      const arriving = await openMove(cashier, '登记补发签收');
      await arriving.locator('#move-evidence').fill('银行回单');
      await cashier.shoot('owed-6-arrived');
      await send(cashier, arriving, '补发签收');
      await cashier.shoot('owed-7-over', { fullPage: true });
      expect(steps()).toEqual([['acknowledged', owed]]);
      await cashier.page.getByText(`已签收 · ${HEIR.shown}`).waitFor();
      expect(present()).toMatchObject({ status: 'made_good', money: { claimed_fen: 0 } });
      expect(cashier.complaints).toEqual([]);
    });
  },
);
