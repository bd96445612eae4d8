import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { nightOfToday, workOffice } from '../../pipelines/demonstration/make-demonstration.ts';
import { openProgress } from '../../pipelines/progress.ts';
import { readLastSummary } from '../../reports/morning/night-summary.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { openWorkbench, type Workbench } from '../../workbench/server/open-workbench.ts';
import { copyMadeOnce } from '../support/made-once.ts';
import { PASSWORD } from './made-once.ts';
import { type Looks, sitDown, theBrowser, type Window } from './seats.ts';

export { hasBrowser, PASSWORD } from './made-once.ts';
export type { Looks, Window } from './seats.ts';

export const WITHOUT_BROWSER =
  "no browser here: install Debian's Chromium (apt-get install chromium) or set HEDUI_CHROMIUM to one";

/** The demonstration county in a folder of its own, opened as a real workbench, with a real browser before it. */
export interface Stand {
  home: string;
  workbench: Workbench;
  browser: Browser;
  /** A window of somebody who has signed in; without `at` it shows nothing until they go somewhere. */
  signIn: (user: string, options?: Looks & { at?: string; isAlone?: boolean }) => Promise<Window>;
  /** Name and password typed in at the door. */
  signInByHand: (user: string, options?: Looks) => Promise<Window>;
  close: () => Promise<void>;
}

/**
 * How far the demonstration has come: `year`, with most cases worked; `office`, with the night of what came since, too;
 * `home`, a copy that somebody made of it.
 */
interface Come {
  year?: boolean;
  office?: boolean;
  home?: string;
}

export async function openStand(options: Come = {}): Promise<Stand> {
  const home = options.home ?? (await copyDemoHome(options));
  const workbench = await openDemo(home, await usualPort());
  port = Number(new URL(workbench.address).port);
  const windows: Window[] = [];
  const openWindow = async (looks: Looks, isAlone: boolean) => {
    const window = await sitDown(workbench.address, looks, isAlone);
    windows.push(window);
    return window;
  };
  return {
    home,
    workbench,
    browser: await theBrowser(),
    signIn: async (user, { at, isAlone = false, ...looks } = {}) => {
      const window = await openWindow(looks, isAlone);
      await signIn(window, workbench, user);
      if (at !== undefined) await window.goTo(at);
      return window;
    },
    signInByHand: async (user, looks = {}) => {
      const window = await openWindow(looks, false);
      await typeIn(window.page, workbench, user);
      return window;
    },
    close: async () => {
      for (const window of windows) await window.leave();
      await closeDemo(workbench, home);
    },
  };
}

let port = 0;

/** The browser knows the pages of a stand by their address: at the address of the stand before, it has them already. */
async function usualPort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    // somebody else has it by now
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}

/** The demonstration in a new folder, with users who all have the same password. */
export async function copyDemoHome({
  year = false,
  office = false,
}: Omit<Come, 'home'> = {}): Promise<string> {
  if (office)
    return copyMadeOnce('office', async (home) => {
      await workOffice(home);
      await nightOfToday(home, readLastSummary(workspaceAt(home).reports)?.as_of ?? '', openProgress());
    });
  if (!year) return copyMadeOnce();
  return copyMadeOnce('year', async (home) => {
    await workOffice(home);
  });
}

/** Closes what `openDemo` opened and removes the folder. */
export async function closeDemo(workbench: Workbench | undefined, home: string | undefined): Promise<void> {
  await workbench?.close();
  if (home !== undefined) rmSync(join(home, '..'), { recursive: true, force: true });
}

export function openDemo(home: string, port = 0): Promise<Workbench> {
  return openWorkbench({ home, port, isDemo: true });
}

/** Without the page of the door: a session is a cookie, and the pages are made once less. */
async function signIn({ context }: Window, workbench: Workbench, user: string): Promise<void> {
  const data = { user, password: PASSWORD };
  const answer = await context.request.post(`${workbench.address}/api/session`, { data });
  if (!answer.ok()) throw new Error(`${user} could not sign in: ${answer.status()}`);
}

async function typeIn(page: Page, workbench: Workbench, user: string): Promise<void> {
  await page.goto(workbench.address);
  await page.fill('#login-user', user);
  await page.fill('#login-password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.side-bar');
}
