import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { formatYuan } from '../../core/money.ts';
import { remindInWriting } from '../support/written-reminder.ts';
import { act, bringDemoCaseToApproval, bringDemoCaseToService } from './demo-case.ts';
import { choose, fillDay, openMove as open, refusalTo, send, submitOf } from './move-dialog.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `what is done with a case (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    let claims: string[];
    let zhangmin: Window;
    let chenjing: Window;
    let heqin: Window;
    beforeAll(async () => {
      stand = await openStand();
      claims = listCases(stand.workbench.desk.ledger, 'program', {}, { limit: 200 })
        .filter(({ claimed_fen }) => claimed_fen > 60_000)
        .map(({ case_id }) => case_id);
      zhangmin = await stand.signIn('zhangmin');
      chenjing = await stand.signIn('chenjing', { language: 'en' });
      heqin = await stand.signIn('heqin');
    });
    afterAll(() => stand?.close());

    const take = (bring?: typeof bringDemoCaseToService): string => {
      const id = claims.shift() ?? '';
      bring?.(stand.workbench.desk, id);
      return id;
    };
    const state = (id: string): CaseState => {
      const found = loadCase(stand.workbench.desk.ledger, id);
      if (found === null) throw new Error(`there is no case ${id}`);
      return found;
    };
    const goTo = async (window: Window, id: string) => {
      await window.goTo(`/cases/${id}`);
      await window.page.locator('.history tbody tr').first().waitFor();
    };

    it('a supervisor marks a case as a priority, takes the mark off again, and gives the case to somebody', async () => {
      const id = take();
      await goTo(chenjing, id);
      const marking = await open(chenjing, 'Prioritise');
      expect(await marking.textContent()).toContain('goes to the head of the queue');
      await send(chenjing, marking, 'marked');
      expect(state(id).is_priority).toBe(true);
      await send(chenjing, await open(chenjing, 'Take the priority off'), 'taken off');
      await chenjing.page.keyboard.press('a');
      const dialog = chenjing.page.locator('.ant-modal');
      await dialog.locator('.hindrance', { hasText: 'Choose: Give to' }).waitFor();
      expect(await submitOf(dialog).isDisabled()).toBe(true);
      await choose(dialog, 'move-assignee', '张敏');
      await chenjing.shoot('move-assign-en');
      await send(chenjing, dialog, 'Assigned');
      expect(state(id)).toMatchObject({ status: 'investigating', assignee: 'zhangmin', is_priority: false });
      // nobody hears the dead: who is to owe is named first
      act(stand.workbench.desk, 'zhangmin', id, 'name-debtor', { name: '王小明', relation: '之子' });
      await goTo(zhangmin, id);
      const hearing = await open(zhangmin, '告知陈述申辩');
      await fillDay(hearing, '2023-01-05');
      await send(zhangmin, hearing, '告知陈述申辩：2023-01-05');
      expect(state(id).milestones.hearing_on).toBe('2023-01-05');
      await zhangmin.page.locator('.decision-column').getByRole('button', { name: '放回队列' }).click();
      await zhangmin.page.waitForURL(/\/queue/);
      expect(state(id)).toMatchObject({ status: 'new', assignee: null });
    });

    it('a notice issued wrongly is made void by the supervisor; the next one is left at home before a witness', async () => {
      const id = take(bringDemoCaseToApproval);
      await goTo(zhangmin, id);
      const first = await open(zhangmin, '发出追缴通知书');
      await fillDay(first, '2023-01-10');
      await send(zhangmin, first, '签发通知书');
      await goTo(chenjing, id);
      const voiding = await open(chenjing, 'Void the notice');
      await voiding.locator('#move-reason').fill('姓名写错');
      await send(chenjing, voiding, '姓名写错');
      await goTo(zhangmin, id);
      const second = await open(zhangmin, '发出追缴通知书');
      await fillDay(second, '2023-01-11');
      await send(zhangmin, second, '签发通知书');
      const serving = await open(zhangmin, '送达');
      await fillDay(serving, '2023-01-12');
      await choose(serving, 'move-method', '留置送达');
      expect(await serving.locator('#move-post_number').count()).toBe(0);
      await serving.getByLabel('送达人一').fill('张敏');
      await serving.getByLabel('送达人二').fill('张敏');
      expect(await serving.locator('.hindrance').textContent()).toBe('请填写两名不同的送达人');
      await serving.getByLabel('送达人二').fill('刘洋');
      expect(await serving.locator('.hindrance').textContent()).toBe('请填写：见证人');
      await serving.locator('#move-witness').fill('村委会主任');
      await zhangmin.shoot('move-serve');
      await send(zhangmin, serving, '须于 2023-02-13 前退还');
      expect(state(id)).toMatchObject({
        status: 'served',
        notices: [{ is_void: true }, { is_void: false, served: { method: 'left-at-home' } }],
      });
    });

    it('instalments add up to the fen; one that is missed leads by overdue to the reminder, each at its time', async () => {
      const id = take(bringDemoCaseToService);
      const owed = state(id).money.outstanding_fen;
      await goTo(zhangmin, id);
      const plan = await open(zhangmin, '签订分期协议');
      await plan.locator('#plan-count').fill('0');
      await fillDay(plan, '2023-01-31', 'plan-first');
      expect(await plan.locator('.hindrance').textContent()).toContain('1 至 120');
      await plan.locator('#plan-count').fill('3');
      expect(await plan.locator('.plan .total-row').textContent()).toContain(formatYuan(owed));
      await zhangmin.shoot('move-plan');
      await send(zhangmin, plan, '3 期');
      expect(state(id).milestones.plan.map(({ due_on }) => due_on)).toEqual([
        '2023-01-31',
        '2023-02-28',
        '2023-03-31',
      ]);
      const overdue = await open(zhangmin, '认定逾期');
      await fillDay(overdue, '2023-01-20');
      expect(await refusalTo(overdue)).toBe('截至 2023-01-20 没有逾期：最近的期限是 2023-01-31');
      await zhangmin.shoot('move-refused');
      await fillDay(overdue, '2023-02-01');
      await send(zhangmin, overdue, '逾期：分期 2023-01-31');
      const reminder = await open(zhangmin, '催告');
      await fillDay(reminder, '2023-02-02');
      await send(zhangmin, reminder, '催告：2023-02-02');
      await goTo(chenjing, id);
      const moves = await chenjing.page.locator('.move-buttons').textContent();
      expect(moves, 'no written reminder').not.toContain('Apply for enforcement');
    });

    it('the court is asked once a written reminder was served, and at its time', async () => {
      const id = take(bringDemoCaseToService);
      const { desk } = stand.workbench;
      act(desk, 'zhangmin', id, 'overdue', { on: '2023-03-01' });
      act(desk, 'zhangmin', id, 'remind', { on: '2023-03-01' });
      remindInWriting(desk, { user: 'zhangmin', case_id: id, on: '2023-03-01' });
      await goTo(chenjing, id);
      const court = await open(chenjing, 'Apply for enforcement');
      expect(await court.locator('.hindrance').textContent()).toBe('Fill in: Court');
      await court.locator('#move-court').fill('弥勒市人民法院');
      await fillDay(court, '2023-03-02');
      expect(await refusalTo(court)).toBe('"apply for enforcement" is possible from 2023-07-13');
      await fillDay(court, '2023-07-20');
      await send(chenjing, court, '弥勒市人民法院');
      expect(state(id).status).toBe('enforcement');
    });

    it('the cashier enters money in yuan, takes a wrong entry back, and what is too much waits to be refunded', async () => {
      const id = take(bringDemoCaseToService);
      const owed = state(id).money.outstanding_fen;
      await goTo(heqin, id);
      await heqin.page.keyboard.press('r');
      const cash = heqin.page.locator('.ant-modal');
      const amount = cash.locator('#move-amount_fen');
      await amount.waitFor();
      expect(await amount.inputValue()).toBe(formatYuan(owed));
      // Enter must not enter a payment that nobody has looked at
      await heqin.page.waitForFunction(() => document.activeElement?.id === 'move-amount_fen');
      await amount.fill('一百');
      expect(await cash.locator('.hindrance').textContent()).toContain('金额请按元填写');
      await amount.fill('100');
      await fillDay(cash, '2023-01-20');
      await choose(cash, 'move-channel', '现金');
      await send(heqin, cash, '收款：100.00 元');
      const reversal = await open(heqin, '冲销');
      await choose(reversal, 'move-entry_id', '2023-01-20 收款 · 现金 100.00 元');
      await reversal.locator('#move-reason').fill('记错案件');
      await send(heqin, reversal, '记错案件');
      expect(state(id).money).toMatchObject({ repaid_fen: 0, outstanding_fen: owed });
      const offset = await open(heqin, '抵扣');
      expect(await offset.locator('#move-consent').count()).toBe(0);
      await choose(offset, 'move-against', '丧葬补助金');
      expect(await offset.locator('.hindrance').textContent()).toBe('请填写：同意书');
      await offset.locator('#move-consent').fill('2023-01-18 签字的同意书');
      await offset.locator('#move-amount_fen').fill(formatYuan(owed + 1));
      expect(await refusalTo(offset)).toContain(`超过尚欠的 ${formatYuan(owed)} 元`);
      await offset.locator('#move-amount_fen').fill('50.00');
      await send(heqin, offset, '抵扣：50.00 元');
      const rest = await open(heqin, '登记收款');
      await rest.locator('#move-amount_fen').fill(formatYuan(owed));
      expect(await refusalTo(rest)).toContain(`多于尚欠的 ${formatYuan(owed - 5_000)} 元`);
      await choose(rest, 'move-surplus', '确是多收');
      await send(heqin, rest, '收款');
      expect(state(id)).toMatchObject({ status: 'repaid', money: { refund_due_fen: 5000 } });
      // whoever works the case asks for it: the cashier pays it and asks for none
      await goTo(zhangmin, id);
      const refund = await open(zhangmin, '提请退还多收款');
      expect(await refund.locator('#move-amount_fen').inputValue()).toBe('50.00');
      await refund.locator('#move-reason').fill('抵扣后多缴');
      await zhangmin.shoot('move-refund');
      await send(zhangmin, refund, '提请审批：50.00 元');
      expect(await zhangmin.page.textContent('.case-papers')).toMatch(/退还申请.*待审批/s);
      await zhangmin.shoot('move-money', { fullPage: true });
    });

    it('a referral and a lawsuit leave the debt as it was; a write-off waits for its signatures', async () => {
      const id = take(bringDemoCaseToService);
      const { money } = state(id);
      await goTo(chenjing, id);
      const referral = await open(chenjing, 'Refer');
      await referral.locator('#move-office').fill('市公安局');
      await referral.locator('#move-reason').fill('涉嫌冒领');
      await fillDay(referral, '2023-02-01');
      await send(chenjing, referral, '2023-02-01, 市公安局, 涉嫌冒领');
      const back = await open(chenjing, 'Take back from referral');
      await back.locator('#move-reason').fill('不予立案');
      await send(chenjing, back, '不予立案');
      const review = await open(chenjing, 'Open a review');
      await choose(review, 'move-kind', 'Litigation');
      await fillDay(review, '2023-02-20');
      await send(chenjing, review, '2023-02-20, administrative litigation');
      const upheld = await open(chenjing, 'Conclude the review');
      await fillDay(upheld, '2023-06-01');
      await fillDay(upheld, '2023-06-05', 'move-received_on');
      await send(chenjing, upheld, '2023-06-01');
      expect(state(id)).toMatchObject({ status: 'served', money });
      const writeOff = await open(chenjing, 'Propose a write-off');
      await writeOff.locator('#move-reason').fill('义务人已故，无遗产');
      await send(chenjing, writeOff, formatYuan(money.outstanding_fen));
      expect(state(id)).toMatchObject({ money, documents: [{}, { kind: 'write-off', status: 'pending' }] });
      expect(await chenjing.page.textContent('.move-buttons')).not.toContain('Propose');
    });

    it('a month once left out stays out when the amount is fixed anew', async () => {
      const id = take(bringDemoCaseToApproval);
      const before = state(id).money.assessed_fen;
      await goTo(zhangmin, id);
      const fixing = await open(zhangmin, '核定金额');
      await fixing.locator('.ant-checkbox-wrapper').first().click();
      await fixing.locator('#move-ground').fill('当月已退回');
      expect(await fixing.locator('.hindrance').textContent()).toBe('剔除的月份要写明理由');
      await fixing.getByPlaceholder('理由').fill('银行退票');
      await zhangmin.shoot('move-amount');
      await send(zhangmin, fixing, '提请审批');
      const { status, amounts } = state(id);
      expect(status).toBe('substantiated');
      expect(amounts.at(-1)?.assessed_fen).toBeLessThan(before);
      const again = await open(zhangmin, '核定金额');
      expect(await again.locator('.ant-checkbox-wrapper').first().locator('input').isChecked()).toBe(true);
      expect(await again.getByPlaceholder('理由').inputValue()).toBe('银行退票');
      await again.getByRole('button', { name: '取消' }).click();
    });

    it('of two who make the same move the second is told that somebody was faster, and still sees it', async () => {
      const id = take(bringDemoCaseToService);
      await goTo(zhangmin, id);
      await goTo(chenjing, id);
      const slow = await open(zhangmin, '认定逾期');
      await fillDay(slow, '2023-03-01');
      const fast = await open(chenjing, 'Mark overdue');
      await fillDay(fast, '2023-03-01');
      await send(chenjing, fast, '2023-02-13');
      expect(await refusalTo(slow)).toBe('此案刚被陈静更新，请看过变化再提交。');
      await zhangmin.page.locator('.move-buttons button', { hasText: '催告' }).waitFor();
      expect(await slow.locator('.refusal').isVisible()).toBe(true);
      await zhangmin.shoot('move-overtaken');
      await slow.getByRole('button', { name: '取消' }).click();
      await slow.waitFor({ state: 'detached' });
      expect([...zhangmin.complaints, ...chenjing.complaints, ...heqin.complaints]).toEqual([]);
    });
  },
);
