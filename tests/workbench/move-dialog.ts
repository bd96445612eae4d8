import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Window } from './stand.ts';

/** Inputs that nothing names for whoever cannot see where they stand. */
const UNNAMED = `[...document.querySelectorAll('.ant-modal input, .ant-modal textarea')]
  .filter((input) => input.labels.length === 0 && !input.ariaLabel).map(({ id, outerHTML }) => id || outerHTML)`;

/** Opens the dialog of a move by its button on the case page. */
export async function openMove({ page }: Window, move: string): Promise<Locator> {
  await page.locator('.move-buttons button', { hasText: new RegExp(`^${move}`) }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.locator('form').waitFor();
  expect(await page.evaluate(UNNAMED)).toEqual([]);
  return dialog;
}

export const submitOf = (dialog: Locator) => dialog.locator('button[type=submit]');

/** Sends the dialog off; done when the latest line of the history says so. */
export async function send({ page }: Window, dialog: Locator, told: string): Promise<void> {
  await submitOf(dialog).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.history tbody tr:first-child', { hasText: told }).waitFor();
}

export async function refusalTo(dialog: Locator): Promise<string | null> {
  await submitOf(dialog).click();
  return dialog.locator('.refusal').textContent();
}

export async function fillDay(dialog: Locator, day: string, id = 'move-on'): Promise<void> {
  const input = dialog.locator(`#${id}`);
  await input.fill(day);
  await input.press('Tab');
  expect(await input.inputValue()).toBe(day);
}

export async function choose(dialog: Locator, id: string, option: string | RegExp): Promise<void> {
  await dialog.locator(`.ant-select:has(#${id})`).click();
  const list = dialog.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await list.locator('.ant-select-item-option', { hasText: option }).click();
  await list.waitFor({ state: 'detached' }).catch(() => undefined);
}
