import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdNight } from './hold-night.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

/** One death that no office has reported yet, of somebody the demonstration county still pays. */
const NEW_DEATH = [
  '姓名,公民身份号码,死亡日期,注销日期,注销原因',
  '吴云芳,532522195810209986,2022-09-10,2022-09-20,死亡',
].join('\n');

/** A roster that the demonstration has received; with another month it is the one to come. */
const LAST_ROSTER = join(
  import.meta.dirname,
  '../../data-samples/inbox/2022年11月城乡居民养老保险待遇发放花名册.csv',
);

/** What the page shows as one number, whatever commas and signs it wears. */
const figure = (text: string | null): number => Number((text ?? '').replace(/[^\d.-]/g, ''));

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
      /应暂缓 [1-9]\d* 人，[\d,.]+ 元（名册共 [\d,.]+ 元）；另有 \d+ 条先核实再定。/,
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

  describe('a night that a supervisor starts', () => {
    let window: Window;
    beforeAll(async () => {
      window = await stand.signIn('chenjing');
    });

    it('takes the uploaded file, whose columns are shown before anything runs', async () => {
      const { page, shoot, goTo } = window;
      await goTo('/sources?tab=upload');
      await page.setInputFiles('input[type=file]', {
        name: '公安局户籍注销人员名单（2023年1月）.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(NEW_DEATH),
      });
      await page.waitForSelector('.sources-sample');
      await shoot('upload-recognised');
      const heads = await page.locator('.sources-sample th').allTextContents();
      expect(heads.join(' ')).toContain('公民身份号码');
      expect(await page.inputValue('.sources-sheet-head select')).toBe('police-death');
      expect(await page.textContent('.sources-sample tbody')).toContain('吴**');
      expect(await page.textContent('.sources-sample tbody')).not.toContain('532522195810209986');
    });

    it('says that the same content again is not counted', async () => {
      const { page } = window;
      await page.setInputFiles('input[type=file]', {
        name: '同一份.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(NEW_DEATH),
      });
      await page.getByText('第 2 次收到同一文件，不再计入').waitFor();
    });

    it('refuses a file that is no table, in words', async () => {
      const { page, shoot } = window;
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

    it('goes on step by step, survives a reload, and is published with what is new', async () => {
      const { page, shoot, complaints } = window;
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
    });

    it('is stopped only when asked twice, and then the last result stays and is said to be older', async () => {
      const { page, shoot } = window;
      await page.getByRole('button', { name: '开始核对' }).click();
      await page.fill('#run-day', '2023-02-02');
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
