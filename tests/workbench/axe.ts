import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS_FAULTS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ' ×' + nodes.length + ': ' + nodes.slice(0, 3).map(({ target }) => String(target)).join(' | ')))`;

/** Serious faults that axe finds on a page, by rule and place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // evaluated by the debugger, which no policy of the page concerns
  await page.evaluate(AXE);
  return page.evaluate<string[]>(SERIOUS_FAULTS);
}
