import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRulings } from '../../casework/deliveries/rulings.ts';
import type { DeskFile, DeskOverlap } from '../../workbench/contract/files.ts';
import { type Caller, signedIn } from './caller.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

const UNREAD = '身故人员摸排表.csv';

describe.skipIf(!hasBrowser)(`the file desk (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  let chenjing: Caller;
  beforeAll(async () => {
    stand = await openStand({ office: true });
    chenjing = await signedIn(stand.workbench, 'chenjing');
  });
  afterAll(() => stand?.close());

  const list = async (query = '') =>
    (await (await chenjing.ask('get', `/api/files${query}`)).json()) as {
      counts: Record<string, number>;
      total: number;
      files: DeskFile[];
    };
  const overlaps = async () =>
    ((await (await chenjing.ask('get', '/api/deliveries')).json()) as { overlaps: DeskOverlap[] }).overlaps;

  it('has every file that was ever received, each with one fate, and its rows add up', async () => {
    const { counts, total, files } = await list();
    expect(Object.values(counts).reduce((sum, one) => sum + one)).toBe(total);
    expect(total).toBe(40);
    for (const { received, used, refused, ignored, name } of files)
      expect([name, used + refused + ignored]).toEqual([name, received]);
    expect(counts).toMatchObject({ refused: 1, held: 1, asked: 1, waiting: 0 });
    const refused = await list('?fate=refused');
    // it lies in no inbox any more, and it is still here
    expect(refused.files.map(({ name, fate }) => [name, fate])).toEqual([[UNREAD, 'refused']]);
    expect(refused.files[0]?.reason?.zh).toContain('无法识别');
    expect((await list(`?text=${encodeURIComponent('花名册')}&fate=asked`)).files.length).toBe(1);
  });

  it('lets somebody say which of two files counts, after showing what comes of it, and take that back', async () => {
    const [asked] = await overlaps();
    expect(asked).toMatchObject({ verdict: 'asks', rows: 4, ruling: null });
    const pair = { hash: asked?.earlier.hash, by_hash: asked?.later.hash };
    const body = { ...pair, verdict: 'replaces-people' };
    const tried = await chenjing.ask('post', '/api/deliveries/trial', body);
    expect([tried.status, listRulings(stand.workbench.desk.ledger)]).toEqual([200, []]);
    expect(Object.keys((await tried.json()) as object)).toEqual(
      expect.arrayContaining(['come', 'go', 'fund_fen', 'person_fen']),
    );
    const ruled = await chenjing.ask('post', '/api/deliveries', { ...body, reason: '问过发放科' });
    expect(ruled.status).toBe(204);
    expect((await overlaps())[0]?.ruling).toMatchObject({
      verdict: 'replaces-people',
      by: '陈静',
      reason: '问过发放科',
    });
    expect(listRulings(stand.workbench.desk.ledger)).toEqual([body]);
    expect((await chenjing.ask('post', '/api/deliveries/revoke', { ...pair, reason: '问错了' })).status).toBe(
      204,
    );
    expect(listRulings(stand.workbench.desk.ledger)).toEqual([]);
    const auditor = await signedIn(stand.workbench, 'sunshen');
    expect((await auditor.ask('post', '/api/deliveries', body)).status).toBe(403);
  });

  it('leads from the first page to the file that was not read, and from there to what it is', async () => {
    const { page, goTo, shoot, complaints } = await stand.signIn('chenjing');
    await goTo('/today');
    await page.locator('.today-attention').getByRole('link', { name: '查看文件' }).first().click();
    await page.waitForURL(/\/files\?fate=refused/);
    await page.getByRole('button', { name: '说明各列' }).click();
    const drawer = page.locator('.ant-drawer');
    await drawer.getByText('身故者证号').first().waitFor();
    await shoot('files-refused');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^全部/ }).click();
    await page.locator('.files-table tbody tr').nth(20).waitFor();
    await shoot('files', { fullPage: true });
    await page.getByRole('button', { name: '裁定…' }).click();
    await page.locator('.ant-modal').getByText('后者只代替它所列的人').waitFor();
    await shoot('files-ruling');
    expect(complaints).toEqual([]);
  });
});
