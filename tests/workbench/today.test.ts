import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from './figure.ts';
import { holdNight } from './hold-night.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** A roster that the demonstration has received; with another month it is the one to come. */
const LAST_ROSTER = join(
  import.meta.dirname,
  '../../data-samples/inbox/2022年11月城乡居民养老保险待遇发放花名册.csv',
);

describe.skipIf(!hasBrowser)(`today (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand?.close());

  const night = () =>
    JSON.parse(readFileSync(join(stand.home, 'reports/2023-01-31/night.json'), 'utf8')) as {
      totals: { amount_fen: number; findings: number };
      files: { received: number }[];
    };

  it('a supervisor lands on the sentence, whose money is what the night claims', async () => {
    const { page, complaints, shoot } = await stand.signIn('chenjing', { at: '/' });
    await page.waitForSelector('.sentence');
    await shoot('today-1366');
    const { totals, files } = night();
    const sentence = page.locator('.sentence p');
    expect(await sentence.textContent()).toContain('昨夜核对已完成并发布');
    expect(figure(await sentence.locator('.is-out').textContent())).toBe(totals.amount_fen / 100);
    expect(figure(await sentence.locator('strong').first().textContent())).toBe(totals.findings);
    const received = files.reduce((sum, file) => sum + file.received, 0);
    expect(await page.textContent('.sentence .under')).toContain(
      `收到 ${received.toLocaleString('en-US')} 行 =`,
    );
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot('today-1920', { fullPage: true });
    expect(complaints).toEqual([]);
  });

  it('the column of new claims, less what two rules count, adds up to the total below it', async () => {
    const { page } = await stand.signIn('chenjing', { at: '/' });
    const table = page.locator('.panel table').first();
    await table.waitFor();
    const rows = await table.locator('tbody tr').all();
    const amounts = await Promise.all(
      rows.map(async (row) => {
        const cell = row.locator('td.money');
        // what is owed to people stands behind the claim and belongs to no claim
        const [claim = ''] = ((await cell.textContent()) ?? '').split('应补');
        return claim.trim() === '' || /有风险|—/.test(claim) ? 0 : figure(claim.replace('−', '-'));
      }),
    );
    const total = amounts.at(-1) ?? Number.NaN;
    const added = amounts.slice(0, -1).reduce((sum, amount) => sum + amount, 0);
    expect(total).toBeGreaterThan(0);
    expect(Math.round(added * 100)).toBe(Math.round(total * 100));
  });

  it('a count of refused rows opens those rows, with everybody masked', async () => {
    const { page, shoot } = await stand.signIn('chenjing', { at: '/' });
    await page.locator('tr', { hasText: '公安注销' }).getByRole('button').first().click();
    await page.waitForSelector('.today-row');
    await shoot('today-refused');
    expect(await page.textContent('.ant-drawer')).toContain('请补上后重新报送');
    expect(await page.textContent('.ant-drawer')).not.toMatch(/\d{17}[\dX]/);
  });

  it('before the next roster goes to the bank, it is said whom not to pay, and nothing is changed by asking', async () => {
    const { inbox } = stand.workbench.desk.settings;
    const roster = join(inbox, '2023年1月城乡居民养老保险待遇发放花名册.csv');
    mkdirSync(inbox, { recursive: true });
    // its bytes are no UTF-8, as rosters often are, and stay what they are
    const bytes = readFileSync(LAST_ROSTER, 'latin1').replaceAll('2022.11', '2023.1');
    writeFileSync(roster, bytes, 'latin1');
    const { page, complaints, shoot } = await stand.signIn('chenjing', { height: 1200, at: '/' });
    const line = page.locator('.today-precheck', { hasText: '2023年1月' });
    await line.getByRole('button', { name: '发放前检查' }).click();
    const told = line.locator('p');
    await told.waitFor({ timeout: 90_000 });
    expect(await told.textContent()).toMatch(
      /应暂缓 [1-9]\d* 人，[\d,.]+ 元（名册共 [\d,.]+ 元）；另有 \d+ 人、[\d,.]+ 元先核实再定。/,
    );
    await told.scrollIntoViewIfNeeded();
    await shoot('today-precheck');
    const download = page.waitForEvent('download');
    await told.getByRole('button', { name: '下载名单' }).click();
    expect((await download).suggestedFilename()).toMatch(/^发放前核查-202301-.*\.xlsx$/);
    expect(night().totals.findings).toBe(
      figure(await page.locator('.sentence p strong').first().textContent()),
    );
    expect(complaints).toEqual([]);
    rmSync(roster);
  });

  it('a night that a supervisor starts is stopped only when asked twice, and then the last result stays and is said to be older', async () => {
    const { page, shoot } = await stand.signIn('chenjing', { at: '/' });
    await page.getByRole('button', { name: '开始核对' }).click();
    await page.fill('#run-day', '2023-02-01');
    await page.locator('.ant-modal').getByRole('button', { name: '开始核对' }).click();
    const goOn = await holdNight(stand.home);
    await page.getByRole('button', { name: '停止' }).click();
    await page.locator('.ant-modal').getByRole('button', { name: '停止' }).click();
    await expect.poll(() => page.locator('.ant-modal:visible').count()).toBe(0);
    goOn();
    await page.waitForSelector('.sentence.is-failed', { timeout: 30_000 });
    await shoot('run-stopped');
    await expect.poll(() => page.textContent('.sentence'), { timeout: 20_000 }).toContain('没有发布');
    await page.reload();
    expect(await page.textContent('.top-bar .differs')).toContain('昨夜核对未发布');
  });

  it('speaks English throughout but for names, sources of law and files', async () => {
    const { page, complaints, shoot } = await stand.signIn('chenjing', { language: 'en', at: '/' });
    await page.waitForSelector('.sentence');
    await shoot('today-en', { fullPage: true });
    expect(await page.textContent('h1')).toBe('Today');
    const han = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('#page')!, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (/\p{Script=Han}/u.test(node.textContent ?? '') && !node.parentElement?.closest('[lang="zh-CN"]'))
          found.push(node.textContent ?? '');
      }
      return found;
    });
    expect(han).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
