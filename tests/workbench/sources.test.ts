import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStreams } from '../../storage/ledger/journal.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

/** A village's own table: no office writes its headers this way. */
const VILLAGE_LIST = [
  '证照码,当事人,走的时间,报告单位',
  '532522195810209986,吴云芳,2022-09-10,中山社区村委会',
].join('\n');

describe.skipIf(!hasBrowser)(`sources (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  let window: Window;
  beforeAll(async () => {
    stand = await openStand();
    window = await stand.signIn('chenjing');
  });
  afterAll(() => stand?.close());

  const taughtColumns = () => [...readStreams(stand.workbench.desk.ledger, ['column'])];

  it('every source says how old it is, and one past its rhythm is marked', async () => {
    const { page, goTo, shoot } = window;
    await goTo('/sources');
    await page.waitForSelector('.sources-table tbody tr');
    await shoot('sources');
    const row = page.locator('.sources-table tr', { hasText: '服刑人员名单' });
    expect(await row.textContent()).toContain('已过期');
    expect(await row.textContent()).toContain('164');
    expect(await page.locator('.sources-table tbody tr').count()).toBe(readdirSync('sql/sources').length);
  });

  it('a file opens to its equation, its columns and the reasons of its refused rows', async () => {
    const { page, goTo, shoot } = window;
    await goTo('/sources?source=police-death');
    await page.getByRole('button', { name: '公安局户籍注销人员名单.xls' }).click();
    const drawer = page.locator('.ant-drawer');
    await drawer.locator('.sources-sample').waitFor();
    await drawer.getByText('请补上后重新报送').waitFor();
    await shoot('source-file');
    expect(await drawer.textContent()).toContain('行数 45 = 使用 42 + 拒收 1 + 忽略 2');
    expect(await drawer.locator('.sources-sample tbody tr').count()).toBe(20);
    const cells = await drawer.locator('td').allTextContents();
    expect(cells.filter((cell) => /^\d{17}[\dXx]$/.test(cell.trim()))).toEqual([]);
  });

  it('columns that nobody knows are chosen by hand, tried, saved, and known from then on', async () => {
    const { page, goTo, shoot } = window;
    await goTo('/sources?tab=upload');
    await page.setInputFiles('input[type=file]', {
      name: '村级上报_2022年12月.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(VILLAGE_LIST),
    });
    await page.waitForSelector('.sources-sample');
    await shoot('columns-unknown');
    expect(await page.textContent('.sources-sample tbody')).not.toContain('吴云芳');
    await page.selectOption('.sources-sheet-head select', 'police-death');
    await page.getByLabel('“证照码”读作').selectOption('resident_id');
    await page.getByLabel('“当事人”读作').selectOption('name');
    await page.getByLabel('“走的时间”读作').selectOption('died_on');
    await page.getByLabel('“报告单位”读作').selectOption('ignore');
    await shoot('columns-chosen');
    await page.getByRole('button', { name: '看看会怎样' }).click();
    const effect = page.locator('.words-effect');
    await effect.waitFor();
    await shoot('columns-tried');
    expect(await effect.textContent()).toContain('行数 1 = 使用 1 + 拒收 0 + 忽略 0');
    expect(taughtColumns()).toEqual([]);
    await page.fill('#columns-reason', '问过村委会');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('4 列中识别 3 列').waitFor();
    await shoot('columns-taught');
    expect(taughtColumns()).toMatchObject([
      {
        actor: 'chenjing',
        type: 'ColumnsTaught',
        payload: { source: 'police-death', columns: { 走的时间: 'died_on', 报告单位: 'ignore' } },
      },
    ]);
    await page.getByRole('button', { name: '移除' }).click();
    await page.getByText('没有等待核对的文件').waitFor();
  });

  it('a name that would lead out of the inbox stays within it, and what is no table is refused', async () => {
    const { page } = window;
    await page.setInputFiles('input[type=file]', {
      name: '说明.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await page.getByText('不是表格文件').waitFor();
    expect(existsSync(join(stand.home, 'inbox', '说明.pdf'))).toBe(false);
  });

  it('senders are told their defects per submission, and get their own list back marked', async () => {
    const { page, goTo, shoot } = window;
    await goTo('/sources?tab=senders');
    await page.getByText('缺陷种类 × 行').first().waitFor();
    await shoot('senders', { fullPage: true });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载退回清单' }).first().click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/退回清单\.xlsx$/);
  });

  it('a repaired number is a proposal until somebody adopts it, and can be taken back', async () => {
    const { page, goTo, shoot } = window;
    await goTo('/sources?tab=repairs');
    const first = page.locator('tbody tr').first();
    await first.waitFor();
    await shoot('repairs');
    expect(await first.textContent()).toContain('未采用');
    await first.getByRole('button', { name: '采用', exact: true }).click();
    await page.fill('#repair-reason', '核对过户口簿');
    await page.locator('.ant-modal').getByRole('button', { name: '采用', exact: true }).click();
    await first.getByText('已采用').waitFor();
    await first.getByRole('button', { name: '不采用' }).click();
    await page.fill('#repair-reason', '核对有误');
    await page.locator('.ant-modal').getByRole('button', { name: '不采用' }).click();
    await first.getByText('未采用').waitFor();
    const events = stand.workbench.desk.ledger
      .statement("select type from event where stream = 'id-repair' order by seq")
      .all()
      .map(({ type }) => type);
    expect(events).toEqual(['IdRepairConfirmed', 'IdRepairRevoked']);
  });

  it('nothing complained on the way, and an investigator finds no such page', async () => {
    expect(window.complaints).toEqual([]);
    const other = await stand.signIn('zhangmin');
    await other.goTo('/sources');
    await other.page.getByText('您没有查看此页的权限').waitFor();
  });

  it('in English the page fits its window', async () => {
    const { page, goTo, shoot } = await stand.signIn('chenjing', { language: 'en' });
    await goTo('/sources?source=payout-roster');
    await page.getByText('latest first').waitFor();
    await shoot('sources-en', { fullPage: true });
    const overflow = await page.evaluate(
      () => document.body.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
