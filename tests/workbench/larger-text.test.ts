import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { isLong } from '../support/is-long.ts';
import { sideways } from './sideways.ts';
import { hasBrowser, openStand, type Stand, WITHOUT_BROWSER } from './stand.ts';

/** What a screen of 1366 pixels has left where everything is shown twice as large. */
const TWICE = { width: 683, height: 384 };

const PAGES: readonly (readonly [user: string, paths: readonly string[]])[] = [
  ['zhangmin', ['/queue', '/cases/:case', '/notices', '/ledger', '/visits']],
  ['chenjing', ['/today', '/sources', '/files', '/batches']],
  ['lina', ['/approvals', '/tasks']],
  ['zhouju', ['/dashboard']],
];

/** Who works at cases has the fullest pages; all of them in `npm run test:long`. */
const WALKED = isLong ? PAGES : PAGES.slice(0, 1);

describe.skipIf(!hasBrowser)(
  `at twice the size (${hasBrowser ? 'in a real browser' : WITHOUT_BROWSER})`,
  () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand({ year: true });
    });
    afterAll(() => stand?.close());

    /** Texts of which the end is not shown. */
    const cutOff = (page: Page): Promise<string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('main.page *')]
          .filter((element) => getComputedStyle(element).textOverflow === 'ellipsis')
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map((element) => element.textContent ?? ''),
      );

    it.each(WALKED)(
      'nothing of the pages of %s is lost, and none is pushed sideways',
      async (user, paths) => {
        const [open] = listCases(stand.workbench.desk.ledger, 'program', {
          ...{ status: ['new'], rule_id: 'deceased/paid-after-death' },
        });
        const window = await stand.signIn(user, TWICE);
        for (const path of paths) {
          await window.goTo(path.replace(':case', open?.case_id ?? ''));
          await window.page
            .locator('main.page table, main.page .sentence, main.page .told, .visits-person')
            .filter({ visible: true })
            .first()
            .waitFor();
          await window.shoot(`twice${path.replaceAll(/\W/g, '-')}`);
          expect([path, await sideways(window.page)]).toEqual([path, 0]);
          expect([path, await cutOff(window.page)]).toEqual([path, []]);
        }
        expect(window.complaints).toEqual([]);
      },
    );
  },
);
