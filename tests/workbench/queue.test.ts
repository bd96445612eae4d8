import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listQueue } from '../../casework/reads/queue/list-queue.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import { contentOf } from './download.ts';
import { leave, openQueue, rowsOf, waiting } from './queue-window.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const TOWNSHIP = '新哨镇';
describe.skipIf(!hasBrowser)(`the case queue (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand?.close());

  it('opens with the cases that wait, names and numbers masked, and the totals of all pages', async () => {
    const window = await openQueue(stand, 'zhangmin');
    await window.shoot('queue-zh-1366');
    const { cases, people } = waiting(stand);
    const totals = await window.page.textContent('.totals');
    expect(totals).toContain(`${cases} 件 · ${people} 人`);
    expect(await window.page.textContent('.view-tabs [aria-current]')).toContain(String(cases));
    const texts = await rowsOf(window).allTextContents();
    expect(texts.length).toBe(Math.min(50, cases));
    for (const text of texts) expect(text).not.toMatch(/\d{15,}[\dX]/);
    expect(texts.every((text) => /\p{Script=Han}\*+/u.test(text))).toBe(true);
    await leave(window);
  });

  it('keeps filter, order and tab in the address, and Back brings back the sight one left', async () => {
    const window = await openQueue(stand, 'zhangmin', '/queue?view=all');
    const { page } = window;
    await page.getByRole('combobox', { name: '匹配' }).click();
    await page.getByTitle('确证', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/strength=confirmed/);
    await page.getByRole('button', { name: '可追金额(元)' }).click();
    await page.waitForURL(/sort=amount&order=down/);
    await page.locator('th[aria-sort=descending]').waitFor();
    await page.locator('.case-list[aria-busy=false]').waitFor();
    const amounts = await page.locator('.case-table tbody tr td:nth-child(10)').allTextContents();
    const fen = amounts
      .filter((text) => /^[\d,.]+$/.test(text))
      .map((text) => Number(text.replaceAll(/[,.]/g, '')));
    expect(fen.length).toBeGreaterThan(3);
    expect(fen).toEqual([...fen].sort((one, other) => other - one));
    await page.locator('#page').evaluate((element) => {
      element.scrollTop = 180;
    });
    await rowsOf(window).nth(6).getByRole('checkbox').check();
    const scrolled = await page.locator('#page').evaluate((element) => element.scrollTop);
    const address = page.url();
    await rowsOf(window).nth(8).click();
    await page.waitForURL(/\/cases\//);
    await page.goBack();
    await page.waitForURL(address);
    await rowsOf(window).nth(8).waitFor();
    expect(await page.textContent('.selection-bar')).toContain('已选 1 件');
    expect(await rowsOf(window).nth(6).getByRole('checkbox').isChecked()).toBe(true);
    await page.waitForFunction(
      (wanted) => Math.abs((document.getElementById('page')?.scrollTop ?? 0) - wanted) < 2,
      scrolled,
    );
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes('sort='));
    await page.reload();
    await rowsOf(window).first().waitFor();
    expect(await page.textContent('.filter.is-set')).toContain('确证');
    await leave(window);
  });

  it('moves no row by itself when a colleague takes a case: it says so and waits to be asked', async () => {
    const window = await stand.signIn('zhangmin', { isAlone: true });
    const { page } = window;
    await page.clock.install();
    await window.goTo('/queue');
    await rowsOf(window).first().waitFor();
    const shown = await page.locator('.case-table tbody td:nth-child(2)').allTextContents();
    const other = await openQueue(stand, 'liuyang');
    await other.page.keyboard.press('n');
    await other.page.waitForURL(/\/cases\//);
    const taken = other.page.url().split('/').at(-1) ?? '';
    await other.leave();
    await page.clock.fastForward(31_000);
    await page.locator('.news-line').waitFor();
    expect(await page.textContent('.news-line')).toContain('有 1 件更新。');
    expect(await page.locator('.case-table tbody td:nth-child(2)').allTextContents()).toEqual(shown);
    await page.getByRole('button', { name: '刷新' }).click();
    await page.locator('.news-line').waitFor({ state: 'detached' });
    expect(shown).toContain(taken);
    expect(await page.locator('.case-table tbody td:nth-child(2)').allTextContents()).not.toContain(taken);
    await leave(window);
  });

  it('gives two investigators who ask at once two different cases, each theirs alone', async () => {
    const [zhang, liu] = await Promise.all([openQueue(stand, 'zhangmin'), openQueue(stand, 'liuyang')]);
    const before = waiting(stand).cases;
    await Promise.all([zhang, liu].map(({ page }) => page.keyboard.press('n')));
    await Promise.all([zhang, liu].map(({ page }) => page.waitForURL(/\/cases\//)));
    const taken = [zhang, liu].map(({ page }) => page.url().split('/').at(-1));
    expect(new Set(taken).size).toBe(2);
    expect(waiting(stand).cases).toBe(before - 2);
    await zhang.goTo('/mine');
    await rowsOf(zhang).first().waitFor();
    expect(await rowsOf(zhang).allTextContents()).toHaveLength(1);
    expect(await rowsOf(zhang).first().textContent()).toContain(taken[0] ?? 'no case');
    await leave(zhang);
    await leave(liu);
  });

  it('assigns the whole filtered set with its count said first, names what changed meanwhile, and takes it back', async () => {
    const window = await openQueue(stand, 'chenjing', `/queue?township=${encodeURIComponent(TOWNSHIP)}`, {
      width: 1920,
      height: 1080,
    });
    const { page } = window;
    const { desk } = stand.workbench;
    const ofTownship = () => listQueue(desk.ledger, 'program', { view: 'unassigned', townships: [TOWNSHIP] });
    const before = ofTownship();
    const count = before.totals.cases;
    expect(count).toBeGreaterThan(2);
    await page.getByRole('checkbox', { name: `选中筛选结果全部 ${count} 件` }).check();
    await page.waitForSelector('.selection-bar');
    expect(await page.textContent('.selection-bar')).toContain(`筛选结果全部 ${count} 件`);
    await window.shoot('queue-selected-zh-1920');
    const clerk = await openQueue(stand, 'maxiang');
    await clerk.page.keyboard.press('n');
    await clerk.page.waitForURL(/\/cases\//);
    const changed = clerk.page.url().split('/').at(-1) ?? '';
    await clerk.leave();
    await page.keyboard.press('a');
    expect(await page.textContent('.ant-modal-title')).toBe(`分派 ${count} 件`);
    await page.getByRole('combobox', { name: '经办人' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: '刘洋' }).click();
    await window.shoot('queue-assign-zh-1920');
    await page.getByRole('button', { name: `分派 ${count} 件` }).click();
    await page.waitForSelector('.done-line');
    expect(await page.textContent('.done-line')).toContain(`已分派 ${count - 1} 件`);
    expect(await page.textContent('.skipped')).toContain(changed);
    await window.shoot('queue-skipped-zh-1920');
    expect(ofTownship().totals.cases).toBe(0);
    await page.locator('.done-line').getByRole('button', { name: '还原' }).click();
    await page.waitForFunction(
      (n) => document.querySelector('.done-line')?.textContent?.includes(`已还原 ${n} 件`),
      count - 1,
    );
    expect(ofTownship().totals.cases).toBe(count - 1);
    await leave(window);
  });

  it('shows a township clerk the people of that township and nobody else, whatever the address says', async () => {
    const window = await stand.signIn('maxiang');
    const { ledger } = stand.workbench.desk;
    const clerk = loadUser(ledger, 'maxiang');
    if (clerk === null) throw new Error('the clerk is missing');
    await window.goTo(
      `/queue?view=all&township=${encodeURIComponent('竹园镇')},${encodeURIComponent(TOWNSHIP)}`,
    );
    await rowsOf(window).first().waitFor();
    const townships = await window.page.locator('.case-table tbody td:nth-child(5)').allTextContents();
    expect(new Set(townships)).toEqual(new Set([TOWNSHIP]));
    const own = listQueue(ledger, clerk, {}).totals;
    expect(await window.page.textContent('.totals')).toContain(`${own.cases} 件`);
    expect(own.cases).toBeLessThan(listQueue(ledger, 'program', {}).totals.cases);
    expect(await window.page.getByRole('button', { name: '导出' }).count()).toBe(0);
    await window.shoot('queue-clerk-zh-1366');
    await leave(window);
  });

  it('finds a person by pinyin, and neither the address nor the audit chain repeats what was typed', async () => {
    const window = await stand.signIn('zhangmin', { at: '/' });
    const { page } = window;
    const { ledger } = stand.workbench.desk;
    const sought = ledger
      .statement(
        `select case_id, person_id, name_sound, resident_id
         from case_queue inner join queue_label using (case_id)
         where resident_id is not null and main_rule = 'deceased/paid-after-death'
         order by case_id limit 1`,
      )
      .get() as { case_id: string; person_id: string; name_sound: string; resident_id: string };
    /** Types into the search box and waits for the answer to that very text: the case may stand in the list before. */
    const seek = async (text: string) => {
      await page.keyboard.press('/');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await page.locator('.news-line strong').getByText(text, { exact: true }).waitFor();
      await page.locator('.case-list[aria-busy=false]').getByText(sought.case_id).waitFor();
    };
    await seek(sought.name_sound);
    expect(page.url()).toMatch(/view=all/);
    expect(page.url()).not.toContain(sought.name_sound);
    await window.shoot('queue-search-zh-1366');
    await seek(sought.resident_id.slice(-4));
    const account = await stand.workbench.desk.reader.use((build) =>
      build.first<{ account_no: string; person_id: string }>(
        'select account_no, person_id from canonical.benefit_payment where person_id = $person_id and account_no is not null',
        { person_id: sought.person_id },
      ),
    );
    if (account === undefined) throw new Error('nobody was paid into this account');
    await seek(account.account_no.slice(-6));
    const noted = ledger
      .statement(`select payload from event where stream = 'access' and subject_id = 'queue-search'`)
      .all()
      .map((row) => String(row.payload));
    expect(noted).toHaveLength(3);
    expect(noted.join()).not.toContain(sought.name_sound);
    await leave(window);
  });

  it('exports every case of the filter masked, after saying how many and asking why, and writes that down', async () => {
    const window = await openQueue(stand, 'chenjing', '/queue?view=all');
    const { page } = window;
    const { ledger } = stand.workbench.desk;
    const { totals, rows } = listQueue(ledger, 'program', {}, { limit: 10_000 });
    await page.getByRole('button', { name: '导出', exact: true }).click();
    expect(await page.textContent('.ant-modal-body')).toContain(
      `将导出 ${totals.people} 人（${totals.cases} 件）`,
    );
    await page.getByLabel('理由').fill('月度汇总');
    await page.getByText('文本表格').click();
    await window.shoot('queue-export-zh-1366');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `导出 ${totals.people} 人` }).click(),
    ]);
    const text = (await contentOf(download)).toString('utf8');
    expect(text.trim().split('\r\n')).toHaveLength(totals.cases + 1);
    for (const { resident_id: id } of rows) if (id !== null) expect(text).not.toContain(id);
    const noted = JSON.parse(
      String(
        ledger.statement(`select payload from event where type = 'DataExported' order by seq desc`).get()
          ?.payload,
      ),
    ) as Record<string, unknown>;
    expect(noted).toMatchObject({
      reason: '月度汇总',
      people: totals.people,
      cases: totals.cases,
      format: 'csv',
    });
    expect(noted.sha256).toMatch(/^[0-9a-f]{64}$/);
    await leave(window);
  });
});
