import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import type { Task } from '../../workbench/contract/tasks.ts';
import { signedIn } from './caller.ts';
import { act } from './demo-case.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

describe.skipIf(!hasBrowser)(
  `what waits for somebody (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand({ office: true });
    });
    afterAll(() => stand?.close());

    const tasksOf = async (user: string): Promise<Task[]> => {
      const caller = await signedIn(stand.workbench, user);
      return ((await (await caller.ask('get', '/api/tasks')).json()) as { tasks: Task[] }).tasks;
    };
    const kindsOf = (tasks: readonly Task[]) => new Set(tasks.map(({ kind }) => kind));

    it('is told by their work: to investigators what came back and what falls due, to signers what they may sign', async () => {
      const both = [...(await tasksOf('zhangmin')), ...(await tasksOf('liuyang'))];
      expect(kindsOf(both)).toEqual(
        new Set(['sent-back', 'changed', 'due', 'to-notify', 'to-serve', 'in-hand', 'batch', 'file', 'word']),
      );
      const back = both.find(({ kind }) => kind === 'sent-back');
      expect(back).toMatchObject({ by: '李娜', said: '请补上死亡证明复印件，并写明款项由谁取走' });
      const ours = new Map(
        listCases(stand.workbench.desk.ledger, 'program', {}, { limit: 1_000 }).map((one) => [
          one.case_id,
          one,
        ]),
      );
      for (const task of both) {
        if (!('case_id' in task)) continue;
        expect(['zhangmin', 'liuyang']).toContain(ours.get(task.case_id)?.assignee);
        expect(task.name).toMatch(/\*/);
      }
      const lina = await tasksOf('lina');
      expect(kindsOf(lina)).toEqual(new Set(['signature']));
    });

    it('is told to the supervisor and the cashier, and to nobody what is another’s', async () => {
      expect(kindsOf(await tasksOf('chenjing'))).toEqual(
        new Set(['batch', 'held-rule', 'file', 'word', 'unassigned', 'to-confirm']),
      );
      // what one has entered oneself waits for somebody else
      expect(kindsOf(await tasksOf('heqin'))).toEqual(new Set(['bank-lines']));
      const sunshen = await signedIn(stand.workbench, 'sunshen');
      expect((await sunshen.ask('get', '/api/tasks')).status).toBe(403);
    });

    it('is told to the cashier of a refund from its last signature until it went out', async () => {
      const { desk } = stand.workbench;
      const theirs = { status: ['served', 'part_repaid'], assignee: 'zhangmin' } as const;
      const [owed] = listCases(desk.ledger, 'program', theirs, { limit: 1 });
      if (owed === undefined) throw new Error('nobody owes anything');
      const { case_id, outstanding_fen } = owed;
      const toPay = async () => (await tasksOf('heqin')).filter(({ kind }) => kind === 'to-pay');
      act(desk, 'heqin', case_id, 'receipt', { amount_fen: outstanding_fen + 100, surplus: 'due-back' });
      act(desk, 'zhangmin', case_id, 'propose-refund', { reason: '多收' });
      expect(await toPay()).toEqual([]);
      for (const signer of ['lina', 'zhouqiang', 'wuping', 'zhouju']) act(desk, signer, case_id, 'approve');
      expect(await toPay()).toMatchObject([{ case_id, paper: 'refund', amount_fen: 100 }]);
      const { page, goTo, shoot } = await stand.signIn('heqin');
      await goTo('/tasks');
      await page.locator('.tasks-table').getByText('待支付').waitFor();
      await page.locator('.tasks-table').getByText('退还申请 · 1.00 元').waitFor();
      await shoot('tasks-to-pay');
      act(desk, 'heqin', case_id, 'pay-refund', { channel: 'bank' });
      expect(await toPay()).toEqual([]);
    });

    it('leads to the case with one key, keeps what is typed over a reload and in a second window, and goes on with one key', async () => {
      const [free] = listCases(stand.workbench.desk.ledger, 'program', { status: ['new'] }, { limit: 1 });
      act(stand.workbench.desk, 'chenjing', free?.case_id ?? '', 'assign', { assignee: 'zhangmin' });
      const { page, context, goTo, shoot, complaints } = await stand.signIn('zhangmin');
      await goTo('/tasks');
      await page.locator('.tasks-table').first().waitFor();
      await shoot('tasks', { fullPage: true });
      await page.keyboard.press('n');
      await page.locator('.case-head .back').filter({ hasText: '待办' }).click();
      await page.getByRole('link', { name: '修改' }).first().click();
      await page.locator('.sent-back').waitFor();

      await goTo(`/cases/${free?.case_id}`);
      await page.locator('.decision-column').getByText('不属实').first().click();
      const reason = page.locator('.decision-column textarea').first();
      await reason.fill('入户见到本人，身体健康');
      await page.reload();
      await expect.poll(() => reason.inputValue()).toBe('入户见到本人，身体健康');
      const second = await context.newPage();
      await second.goto(page.url());
      const there = second.locator('.decision-column textarea').first();
      await expect.poll(() => there.inputValue()).toBe('入户见到本人，身体健康');
      const kept = second.waitForResponse(
        (answer) => answer.url().endsWith('/draft') && answer.request().method() === 'PUT',
      );
      await there.fill('第二个窗口改过');
      expect((await kept).status()).toBe(200);
      await reason.fill('第一个窗口又改');
      await page.getByText('您在另一个窗口改过这份草稿。').waitFor();
      await shoot('draft-elsewhere');
      await page.getByRole('button', { name: '用那边的' }).click();
      await expect.poll(() => reason.inputValue()).toBe('第二个窗口改过');
      await page.locator('.case-head').getByText('核查中').click();
      await page.keyboard.press('n');
      await expect.poll(() => page.url()).not.toContain(free?.case_id ?? '');
      expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
      await second.close();
    });
  },
);
