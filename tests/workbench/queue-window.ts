import { expect } from 'vitest';
import { listQueue } from '../../casework/reads/queue/list-queue.ts';
import type { Stand, Window } from './stand.ts';

export const rowsOf = ({ page }: Window) => page.locator('.case-table tbody tr');

export const waiting = ({ workbench }: Stand) =>
  listQueue(workbench.desk.ledger, 'program', { view: 'unassigned' }).totals;

/** Somebody's own window with the rows of a list before them. */
export async function openQueue(
  stand: Stand,
  user: string,
  path = '/queue',
  options?: Parameters<Stand['signIn']>[1],
): Promise<Window> {
  const window = await stand.signIn(user, options);
  await window.goTo(path);
  await rowsOf(window).first().waitFor();
  return window;
}

/** Nothing was complained of: no script, no policy, no fault of the server. */
export async function leave(window: Window): Promise<void> {
  expect(window.complaints).toEqual([]);
  await window.leave();
}
