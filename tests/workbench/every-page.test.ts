import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { seriousFaults } from './axe.ts';
import { sideways } from './sideways.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** One user of each kind, and the pages each is looked at on. */
const LOOKS: readonly (readonly [user: string, pages: readonly string[]])[] = [
  [
    'zhangmin',
    [
      '/queue',
      '/queue?view=all',
      '/mine',
      '/notices',
      '/ledger',
      '/batches',
      '/compare',
      '/rules',
      '/words',
      '/people',
      '/visits',
    ],
  ],
  ['lina', ['/tasks', '/approvals', '/dashboard']],
  [
    'chenjing',
    [
      '/today',
      '/files',
      '/sources',
      '/words',
      '/ledger',
      '/batches',
      '/tie-out',
      '/insider',
      '/covered',
      '/report-check',
      '/audit',
      '/rules?nights=',
      '/rules?recompute=',
    ],
  ],
  ['zhouju', ['/dashboard', '/approvals', '/today']],
  ['heqin', ['/tasks', '/ledger']],
  ['sunshen', ['/audit', '/dashboard', '/rules']],
  ['admin', ['/users', '/audit']],
  ['maxiang', ['/queue', '/visits']],
];

/** Between them they have every page. */
const WHO_SEE_ALL: ReadonlySet<string> = new Set(['zhangmin', 'lina', 'chenjing', 'admin']);

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  // the first of them at 125 % scaling
  { width: 1093, height: 614 },
] as const;

describe.skipIf(!hasBrowser)(`every page (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`, () => {
  let stand: Stand;
  let aCase: string;
  beforeAll(async () => {
    stand = await openStand({ year: true });
    aCase =
      listCases(stand.workbench.desk.ledger, 'program', {
        status: ['new'],
        rule_id: 'deceased/paid-after-death',
      })[0]?.case_id ?? '';
  });
  afterAll(() => stand?.close());

  const pathsOf = (user: string, pages: readonly string[]) =>
    user === 'zhangmin' ? [...pages, `/cases/${aCase}`] : pages;

  for (const language of ['zh', 'en'] as const) {
    for (const size of SIZES) {
      if (language === 'en' && size.width === 1920) continue;
      for (const [user, pages] of LOOKS) {
        it(`of ${user} at ${size.width}×${size.height} in ${language}: fits, is translated, can be used by everybody`, async () => {
          const window = await stand.signIn(user, { language, ...size });
          for (const path of pathsOf(user, pages)) {
            await window.goTo(path);
            await settled(window.page);
            await window.shoot(`${nameOf(path)}-${user}-${language}-${size.width}`);
            const seen = `${user} ${path}`;
            expect([seen, await sideways(window.page)]).toEqual([seen, 0]);
            expect([seen, await squeezed(window.page)]).toEqual([seen, []]);
            expect([seen, await untranslated(window.page, language)]).toEqual([seen, []]);
            expect([seen, await failures(window.page)]).toEqual([seen, []]);
            if (language === 'zh') expect([seen, await codeWords(window.page, path)]).toEqual([seen, []]);
            if (size.width === 1366) expect([seen, await seriousFaults(window.page)]).toEqual([seen, []]);
          }
          expect(window.complaints).toEqual([]);
          await window.leave();
        });
      }
    }
  }

  // English is the longer of the two
  for (const [user, pages] of LOOKS.filter(([user]) => WHO_SEE_ALL.has(user))) {
    it(`of ${user} in large text at 1366×768 fits`, async () => {
      const window = await stand.signIn(user, { language: 'en', isLarge: true });
      for (const path of pathsOf(user, pages)) {
        await window.goTo(path);
        await settled(window.page);
        await window.shoot(`${nameOf(path)}-${user}-large`);
        expect(await window.page.evaluate(() => document.documentElement.className)).toContain('is-large');
        expect([path, await sideways(window.page)]).toEqual([path, 0]);
      }
      await window.leave();
    });
  }
});

const nameOf = (path: string): string =>
  path
    .replace(/^\//, '')
    .replace(/[^a-z-]+/gi, '-')
    .replace(/-C?\d*$/, '');

/** Waits until nothing is being asked for and nothing says that it is loading. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('.loading-rows') === null);
}

/** Cells in which a sentence stands two or three characters wide. */
function squeezed(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main td')]
      .filter(({ innerText, clientWidth, clientHeight }) => {
        const isSentence = innerText.trim().length > 8;
        return isSentence && clientWidth > 0 && clientWidth < 56 && clientHeight > 90;
      })
      .map(({ innerText }) => innerText.trim().slice(0, 20)),
  );
}

/** Texts that are keys, and in English texts that are Chinese where nothing says that they are. */
function untranslated(page: Page, language: 'zh' | 'en'): Promise<string[]> {
  return page.evaluate((shown) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const parent = node.parentElement;
      if (text === '' || parent === null || parent.closest('script, style, noscript') !== null) continue;
      if (/^[a-z]+\.[a-z]+(?:[-_][a-z]+)*$/.test(text)) found.push(text);
      const isSaidChinese =
        parent.closest('[lang="zh-CN"]') !== null &&
        parent.closest('[lang]')?.getAttribute('lang') === 'zh-CN';
      if (shown === 'en' && /\p{Script=Han}/u.test(text) && !isSaidChinese) found.push(text.slice(0, 40));
    }
    for (const element of document.querySelectorAll('[placeholder], [aria-label], [title]')) {
      for (const name of ['placeholder', 'aria-label', 'title']) {
        const text = element.getAttribute(name) ?? '';
        const isSaidChinese = element.closest('[lang]')?.getAttribute('lang') === 'zh-CN';
        if (shown === 'en' && /\p{Script=Han}/u.test(text) && !isSaidChinese)
          found.push(`${name}: ${text.slice(0, 40)}`);
      }
    }
    return [...new Set(found)];
  }, language);
}

/** What a program calls things, on a page that clerks read. In the chain and among the accounts such words are the matter. */
const SPOKEN_BY_PROGRAMS = ['/audit', '/users'];

async function codeWords(page: Page, path: string): Promise<string[]> {
  if (SPOKEN_BY_PROGRAMS.includes(path)) return [];
  const texts = await page.locator('main').allInnerTexts();
  const code =
    /\b[a-z]{2,}(?:_[a-z]+)+\b|\b[a-z]{2,}(?:-[a-z]{2,})*\/[a-z]{2,}(?:-[a-z]{2,})+\b|\b(?:yaml|json|hedui|undefined|null|NaN|invalid|expected)\b/gi;
  return [...new Set(texts.flatMap((text) => text.match(code) ?? []))];
}

/** Sentences that say that something failed. */
function failures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.told.is-failed')].map((element) => element.textContent ?? ''),
  );
}
