import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClient } from '../../workbench/server/build-client.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** Words of scripts that Chromium 86 does not know. The types of the pages leave out those of the language itself. */
const LATER_SCRIPT = [
  ...['.at(', '.findLast(', '.findLastIndex(', '.toSorted(', '.toReversed(', '.toSpliced(', '.with('],
  ...['Object.hasOwn', 'Object.groupBy', 'Map.groupBy', 'Promise.withResolvers', 'Array.fromAsync'],
  ...['structuredClone(', '.randomUUID(', 'AbortSignal.any', 'AbortSignal.timeout', 'Intl.Segmenter'],
];

/** Where a selector has one of these, Chromium 86 passes over its whole rule; an unknown property is passed over alone. */
const LATER_STYLE = [
  ...[':where(', ':is(', ':has(', '@layer', '@container', 'color-mix(', 'overflow:clip', 'dvh'],
  ...['accent-color:', 'text-wrap:', 'inset:', 'inset-inline:', 'inset-inline-start:', 'inset-inline-end:'],
  ...['inset-block', 'margin-inline:', 'margin-block:', 'padding-inline:', 'padding-block:', 'border-start-'],
];

/** Rules of Ant Design for parts that the pages do not use. */
const NOT_USED = '.ant-input-borderless';
/** Rules of Ant Design for how the focus of a keyboard looks where it stands on a part within: without them the part's own outline shows it. */
const FOCUS_WITHIN = /:has\([^)]*:focus-visible\)/;

/** Three dots spread a list; what follows them is no word of an object. */
function hasWord(text: string, word: string): boolean {
  return text
    .split(word)
    .some((before, place, pieces) => place < pieces.length - 1 && !before.endsWith('..'));
}

describe('what the pages ask of a browser', () => {
  let built: string;
  beforeAll(async () => {
    built = await buildClient();
  });

  it.each([
    ['js', LATER_SCRIPT],
    ['css', LATER_STYLE],
  ] as const)('is known to Chromium 86: .%s', (kind, later) => {
    const folder = join(built, 'assets');
    const files = readdirSync(folder).filter((name) => name.endsWith(`.${kind}`));
    const found = files.flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return later.filter((word) => hasWord(text, word)).map((word) => `${name}: ${word}`);
    });
    expect(files.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)(
  `styles made while a page is shown (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand();
    });
    afterAll(() => stand?.close());

    it('are known to Chromium 86', async () => {
      const window = await stand.signIn('zhangmin', { at: '/ledger' });
      await window.page.waitForSelector('.ant-table-cell');
      const styles = await window.page.evaluate(() =>
        [...document.querySelectorAll('style')].map((style) => style.textContent ?? ''),
      );
      // a variable's name is no property
      const rules = styles.flatMap((style) => style.replace(/--[\w-]+:/g, '').split('}'));
      expect(rules.some((rule) => rule.startsWith('.ant-table'))).toBe(true);
      const later = rules.filter((rule) => LATER_STYLE.some((word) => hasWord(rule, word)));
      expect(later.filter((rule) => !rule.includes(NOT_USED) && !FOCUS_WITHIN.test(rule))).toEqual([]);
      await window.leave();
    });
  },
);
