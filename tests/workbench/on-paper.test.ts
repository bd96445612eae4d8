import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { isLong } from '../support/is-long.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER, type Window } from './stand.ts';

const LONG = 842;
const SHORT = 595;

const RADICAL = '\u2e80';

/** Without gaps. A PDF gives back some characters as the radicals that look like them: which one is not asked. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u2e80-\u2fdf]/g, RADICAL)
    .normalize('NFKC')
    .replaceAll(/\p{Dash}/gu, '-')
    .replaceAll(/\s+/g, '');

/** Whether a text stands on paper. */
const stands = (paper: string, text: string): boolean => spelled(text).test(paper);

const spelled = (text: string): RegExp =>
  new RegExp([...text].map((one) => `[${one.replace(/[\\\]^-]/, '\\$&')}${RADICAL}]`).join(''), 'u');

describe.skipIf(!hasBrowser)(`on paper (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand({ year: true });
  });
  afterAll(() => stand?.close());

  /** Prints what is open; its text without gaps, page by page, and the size of each page in points. */
  const print = async ({ page }: Window, name: string) => {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    if (process.env.HEDUI_SHOTS !== undefined)
      writeFileSync(join(process.env.HEDUI_SHOTS, `${name}.pdf`), pdf);
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const { text } = await extractText(document, { mergePages: false });
    const sizes = new Set<string>();
    for (let number = 1; number <= document.numPages; number += 1) {
      const [, , width = 0, height = 0] = (await document.getPage(number)).view;
      sizes.add(`${Math.round(width)} ${Math.round(height)}`);
    }
    return { pages: text.map(plain), sizes: [...sizes] };
  };
  /** What a reader sees of a part of the page, without gaps. */
  const shown = async ({ page }: Window, part: string): Promise<string[]> => {
    const texts = await page.locator(part).filter({ visible: true }).allInnerTexts();
    return texts.map(plain).filter((text) => text !== '');
  };
  /** By how many pixels anything sticks out of a sheet of this width. */
  const sticksOut = async ({ page }: Window, width: number): Promise<number> => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width, height: 900 });
    const by = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1366, height: 768 });
    return by;
  };
  const whoAndWhen = (name: string) =>
    new RegExp(
      `${spelled(`打印人:${name}·`).source}\\d{4}-\\d{2}-\\d{2}\\d{2}:\\d{2}·数据截${spelled('至').source}\\d{4}-\\d{2}-\\d{2}\\(第\\d+次核对\\)`,
      'u',
    );

  it('the queue lies on its side with every column and row that is shown, and says which list it is', async () => {
    const window = await stand.signIn('zhangmin', { at: '/queue?view=all&strength=confirmed,probable' });
    const { page } = window;
    await page.locator('.case-table tbody tr').first().waitFor();
    const heads = await shown(window, '.case-table th:not(.tick)');
    const cells = await shown(window, '.case-table tbody td:not(.tick)');
    expect(await sticksOut(window, 1009)).toBe(0);
    const { pages, sizes } = await print(window, 'queue');
    expect(sizes).toEqual([`${LONG} ${SHORT}`]);
    const whole = pages.join('');
    expect(pages.length).toBeLessThan(5);
    for (const head of heads)
      expect([head, pages.filter((one) => stands(one, head.replace(/[↓↑]$/, ''))).length]).toEqual([
        head,
        pages.length,
      ]);
    for (const cell of cells) expect([cell, stands(whole, cell)]).toEqual([cell, true]);
    expect(stands(whole, '匹配:确证/较可能')).toBe(true);
    expect(whole).toMatch(/\d+件·\d+[人\u2e80]/);
    expect(whole).toMatch(whoAndWhen('张敏'));
    expect(whole).not.toMatch(/\d{17}[\dX]/);
    expect(whole).not.toContain('领取下一案');
    await window.leave();
  });

  it.runIf(isLong)('a case stands upright, masked as shown, after the queue was open too', async () => {
    const window = await stand.signIn('zhangmin', { at: '/queue?view=all' });
    const { page } = window;
    await page.locator('.case-table tbody tr').first().waitFor();
    const [open] = listCases(stand.workbench.desk.ledger, 'program', {
      ...{ status: ['new'], rule_id: 'deceased/paid-after-death' },
    });
    await page.locator('.case-table a', { hasText: open?.case_id ?? '' }).click();
    await page.locator('.case-page .sentence p').first().waitFor();
    await page.locator('svg.timeline').waitFor();
    const sentences = await shown(window, '.case-page .sentence p');
    const titles = await shown(window, '.case-page .panel h2');
    const cells = await shown(window, '.case-page .case-proof td:not(.visually-hidden *)');
    expect(await sticksOut(window, 680)).toBe(0);
    const { pages, sizes } = await print(window, 'case');
    expect(sizes).toEqual([`${SHORT} ${LONG}`]);
    const whole = pages.join('');
    for (const text of [...sentences, ...titles, ...cells])
      expect([text, stands(whole, text)]).toEqual([text, true]);
    expect(whole).toMatch(whoAndWhen('张敏'));
    expect(whole).not.toContain(open?.name);
    expect(whole).not.toMatch(/\d{17}[\dX]/);
    await window.leave();
  });

  it.runIf(isLong)('the overview says what was chosen, with every figure that is shown', async () => {
    const window = await stand.signIn('zhouju', { at: '/dashboard?township=新哨镇' });
    const { page } = window;
    await page.locator('[data-figure="outstanding"]').waitFor();
    const figures = await shown(window, '[data-figure]');
    expect(figures.length).toBeGreaterThan(5);
    expect(await sticksOut(window, 680)).toBe(0);
    const { pages, sizes } = await print(window, 'overview');
    expect(sizes).toEqual([`${SHORT} ${LONG}`]);
    const whole = pages.join('');
    for (const figure of figures) expect([figure, stands(whole, figure)]).toEqual([figure, true]);
    expect(stands(whole, '乡镇:新哨镇')).toBe(true);
    expect(whole).toMatch(whoAndWhen('周局'));
    await window.leave();
  });
});
