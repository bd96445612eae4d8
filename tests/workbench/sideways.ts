import type { Page } from 'playwright-core';

/** By how many pixels the page could be pushed sideways. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main.page');
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(scrollWidth - clientWidth, main === null ? 0 : main.scrollWidth - main.clientWidth);
  });
}
