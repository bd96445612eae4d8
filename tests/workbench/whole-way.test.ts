import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { summariseRecovery } from '../../casework/reads/money/recovery-summary.ts';
import { changeGrants } from '../../casework/users/manage-users.ts';
import { grant } from '../support/sample-office.ts';
import { signedIn } from './caller.ts';
import { figure } from './figure.ts';
import { holdNight } from './hold-night.ts';
import { hasBrowser, openStand, PASSWORD, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

/** Somebody of the demonstration county who is paid every month, reported dead by a file that arrives now. */
const LATE_REPORT = {
  name: '公安局户籍注销人员名单（2023年1月）.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    '姓名,公民身份号码,死亡日期,注销日期,注销原因\n吴云芳,532522195810209986,2022-09-10,2022-09-20,死亡\n',
  ),
};

/**
 * From the file that a supervisor sends in to the money that came back, by three people: 陈静 brings the data and
 * records the money, 刘洋 investigates and could sign for others, 李娜 signs.
 */
describe.skipIf(!hasBrowser)(`the whole way (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  let chenjing: Window;
  let liuyang: Window;
  let caseId: string;
  beforeAll(async () => {
    stand = await openStand();
    const { ledger, office } = stand.workbench.desk;
    const asker = { user: 'admin', via: 'test' };
    changeGrants(ledger, office, asker, 'chenjing', [grant('supervisor'), grant('cashier')], '兼出纳');
    changeGrants(
      ledger,
      office,
      asker,
      'liuyang',
      [grant('investigator'), grant('approver', { level: 1 })],
      '兼审核',
    );
    chenjing = await stand.signIn('chenjing');
    liuyang = await stand.signIn('liuyang');
  });
  afterAll(() => stand?.close());

  const present = () => {
    const state = loadCase(stand.workbench.desk.ledger, caseId);
    if (state === null) throw new Error('the case is gone');
    return state;
  };

  it('begins with a file that the supervisor sends in, whose columns are shown before anything runs', async () => {
    const { page, shoot, goTo } = chenjing;
    await goTo('/sources?tab=upload');
    await page.setInputFiles('input[type=file]', LATE_REPORT);
    await page.waitForSelector('.sources-sample');
    await shoot('upload-recognised');
    const heads = await page.locator('.sources-sample th').allTextContents();
    expect(heads.join(' ')).toContain('公民身份号码');
    expect(await page.inputValue('.sources-sheet-head select')).toBe('police-death');
    expect(await page.textContent('.sources-sample tbody')).toContain('吴**');
    expect(await page.textContent('.sources-sample tbody')).not.toContain('532522195810209986');
  });

  it('the same content again is not counted', async () => {
    const { page } = chenjing;
    await page.setInputFiles('input[type=file]', { ...LATE_REPORT, name: '同一份.csv' });
    await page.getByText('第 2 次收到同一文件，不再计入').waitFor();
  });

  it('a file that is no table is refused, in words', async () => {
    const { page, shoot } = chenjing;
    await page.setInputFiles('input[type=file]', {
      name: '名单.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('PK\u0003\u0004 cut off in the middle'),
    });
    await page.waitForSelector('.sources-sent .refusal');
    await shoot('upload-refused');
    expect(await page.textContent('.sources-sent .refusal')).toMatch(
      /名单\.xlsx.*(?:不完整|损坏|截断|打不开)/s,
    );
  });

  it('the night goes on step by step, survives a reload, and is published with what is new', async () => {
    const { page, shoot, complaints } = chenjing;
    await page.locator('.panel').getByRole('button', { name: '开始核对' }).click();
    await page.fill('#run-day', '2023-02-01');
    await shoot('run-asked');
    await page.locator('.ant-modal').getByRole('button', { name: '开始核对' }).click();
    const goOn = await holdNight(stand.home);
    await page.waitForSelector('.today-steps');
    await page.reload();
    await page.waitForSelector('.today-steps');
    goOn();
    await page.waitForSelector('.today-steps .is-over');
    await shoot('run-under-way');
    await page.getByText('第 2 次核对', { exact: false }).first().waitFor({ timeout: 90_000 });
    await page.waitForSelector('.today-steps', { state: 'detached' });
    await shoot('today-second', { fullPage: true });
    const news = figure(await page.locator('.sentence p strong').first().textContent());
    expect(news).toBeGreaterThan(0);
    expect(await page.textContent('.sentence .under')).toContain('✓');
    expect(await page.textContent('.top-bar')).toContain('第 2 次核对');
    expect(await page.locator('.today-new').first().getAttribute('href')).toBe(
      '/queue?view=new&rule=deceased/paid-after-death',
    );
    expect(complaints).toEqual([]);
    const found = stand.workbench.desk.ledger.db
      .prepare("select case_id from case_state where resident_id = '532522195810209986' and status = 'new'")
      .get();
    caseId = String(found?.case_id);
    expect(present().money.claimed_fen).toBeGreaterThan(0);
  });

  it('the investigator takes the case, sees both sides and submits the decision', async () => {
    const { page, goTo, shoot } = liuyang;
    await goTo(`/cases/${caseId}`);
    await page.getByRole('button', { name: '领取此案' }).click();
    await page.waitForSelector('.outcomes');
    await page.locator('.sides tbody tr').first().waitFor();
    await tickAll(page, '.look-box');
    await page.locator('.outcomes label:has-text("属实，应予追回")').click();
    await page.locator('#case-debtor label').last().click();
    const other = page.getByPlaceholder('姓名', { exact: true });
    if (await other.isVisible()) {
      await other.fill('吴小明');
      await page.getByPlaceholder('与领取人的关系').fill('之子');
    }
    await page.locator('#case-nature label:has-text("迟报")').click();
    await page.locator('#case-reason').fill('电话核实家属，承认今年一月才报告死亡。');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.confirm-sentence');
    await page.locator('.ant-modal button:has-text("确认")').click();
    await page.waitForSelector('.notice-preview img');
    await shoot('whole-way-submitted');
    expect(present()).toMatchObject({ status: 'substantiated', assignee: 'liuyang' });
  });

  it('nobody signs their own work: it does not wait for its maker, and a pasted request is refused in words', async () => {
    const { page, goTo } = liuyang;
    await goTo('/approvals');
    await page.getByText('没有等您审批的事项。').first().waitFor();
    const caller = await signedIn(stand.workbench, 'liuyang');
    const document = present().documents.at(-1);
    const response = await caller.ask('post', `/api/approvals/${caseId}/signature`, {
      key: 'whole-way-own-work',
      document_id: document?.document_id,
      expected_last_seq: present().last_seq,
      password: PASSWORD,
    });
    expect(await response.json()).toMatchObject({ error: { code: 'own-work' } });
    expect(response.status).toBe(422);
    expect(present().status).toBe('substantiated');
  });

  it('another person signs, and the decision is in force', async () => {
    const { page, complaints, shoot } = await stand.signIn('lina', { at: '/' });
    await page.getByRole('button', { name: '同意并签字' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('密码').fill(PASSWORD);
    await shoot('whole-way-sign');
    await page.keyboard.press('Enter');
    await page.getByText(`${caseId} 已签完，决定生效`).waitFor();
    expect(present().status).toBe('approved');
    expect(complaints).toEqual([]);
  });

  it('the notice is issued with its number and served by two people', async () => {
    const { page, goTo, shoot } = liuyang;
    await goTo('/notices?stage=to-issue');
    await page.getByRole('button', { name: '签发' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '签发' }).click();
    await page.getByText(/已签发：弥人社追〔\d{4}〕1号/).waitFor();
    await page.getByRole('button', { name: '登记送达' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('送达人一').fill('张敏');
    await dialog.getByLabel('送达人二').fill('刘洋');
    await dialog.getByLabel('送达地点').fill('收件人家中');
    await dialog.getByRole('button', { name: '登记送达' }).click();
    await page.waitForURL(/stage=served/);
    await shoot('whole-way-served');
    expect(present().status).toBe('served');
    expect(liuyang.complaints).toEqual([]);
  });

  it('the money comes back by the bank, the case is closed, and every total ties', async () => {
    const { page, goTo, complaints, shoot } = chenjing;
    const owed = present().money.outstanding_fen;
    const statement = join(mkdtempSync(join(tmpdir(), 'hedui-bank-')), '流水.csv');
    const remark = `退养老金 ${present().notices[0]?.notice_number}`;
    writeFileSync(
      statement,
      `交易日期,贷方发生额,对方户名,对方账号,附言,流水号\n2023-02-03,${(owed / 100).toFixed(2)},吴小明,6217000000009990003,${remark},W001\n`,
    );
    await goTo('/ledger');
    await page.setInputFiles('input[type=file]', statement);
    await page.locator('.unclaimed li').getByRole('button', { name: '记入' }).click();
    await page.locator('.ant-modal').getByRole('button', { name: '记入' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.unclaimed li').length === 0);
    await shoot('whole-way-recovered');
    expect(present()).toMatchObject({ status: 'repaid', money: { outstanding_fen: 0, repaid_fen: owed } });
    expect(await page.textContent('.account-strip')).toContain('轧平');
    const { total } = summariseRecovery(stand.workbench.desk.ledger, 'program', 'township');
    expect(total).toMatchObject({ assessed_fen: owed, repaid_fen: owed, outstanding_fen: 0 });
    expect(complaints).toEqual([]);
  });
});

async function tickAll(page: Page, selector: string): Promise<void> {
  const boxes = page.locator(selector);
  for (let box = 0; box < (await boxes.count()); box += 1) await boxes.nth(box).click();
}
