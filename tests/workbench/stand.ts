import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { nightOfToday, workOffice } from '../../pipelines/demonstration/make-demonstration.ts';
import { openProgress } from '../../pipelines/progress.ts';
import { readLastSummary } from '../../reports/morning/night-summary.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { openWorkbench, type Workbench } from '../../workbench/server/open-workbench.ts';
import { copyMadeOnce } from '../support/made-once.ts';
import { PASSWORD } from './made-once.ts';

export { hasBrowser, PASSWORD } from './made-once.ts';

const SHOTS = process.env.HEDUI_SHOTS;
/** Milliseconds by which every answer comes late: shows the pages and tests that count on a quick machine. */
const LATE = Number(process.env.HEDUI_LATE ?? 0);

export const WITHOUT_BROWSER =
  "no browser here: install Debian's Chromium (apt-get install chromium) or set HEDUI_CHROMIUM to one";

/** The demonstration county in a folder of its own, opened as a real workbench, with a real browser before it. */
export interface Stand {
  home: string;
  workbench: Workbench;
  browser: Browser;
  /** A window of somebody who has signed in; without `at` it shows nothing until they go somewhere. */
  signIn: (user: string, options?: Looks & { at?: string }) => Promise<Window>;
  /** Name and password typed in at the door. */
  signInByHand: (user: string, options?: Looks) => Promise<Window>;
  close: () => Promise<void>;
}

/** How somebody has set up their screen. */
export interface Looks {
  language?: 'zh' | 'en';
  width?: number;
  height?: number;
  isLarge?: boolean;
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** Everything the browser complained of: errors of scripts, policies broken, answers of 500. */
  complaints: string[];
  /** A picture under HEDUI_SHOTS, where that is set. */
  shoot: (name: string, options?: { fullPage?: boolean }) => Promise<void>;
  goTo: (path: string) => Promise<void>;
}

/** How far the demonstration has come: `year`, with most cases worked; `office`, with the night of what came since, too. */
interface Come {
  year?: boolean;
  office?: boolean;
}

export async function openStand(options: Come = {}): Promise<Stand> {
  const home = await copyDemoHome(options);
  const workbench = await openDemo(home);
  const browser = await chromium.connect(inject('browser') ?? '');
  return {
    home,
    workbench,
    browser,
    signIn: async (user, { at, ...looks } = {}) => {
      const window = await openWindow(browser, workbench, looks);
      await signIn(window, workbench, user);
      if (at !== undefined) await window.goTo(at);
      return window;
    },
    signInByHand: async (user, looks) => {
      const window = await openWindow(browser, workbench, looks);
      await typeIn(window.page, workbench, user);
      return window;
    },
    close: async () => {
      await browser.close();
      await closeDemo(workbench, home);
    },
  };
}

/** The demonstration in a new folder, with users who all have the same password. */
export async function copyDemoHome({ year = false, office = false }: Come = {}): Promise<string> {
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

export function openDemo(home: string): Promise<Workbench> {
  return openWorkbench({ home, port: 0, isDemo: true });
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

async function openWindow(
  browser: Browser,
  workbench: Workbench,
  { language = 'zh', width = 1366, height = 768, isLarge = false }: Looks = {},
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    ([chosen, size]) => {
      localStorage.setItem('hedui-language', chosen);
      localStorage.setItem('hedui-text-size', size);
    },
    [language, isLarge ? 'large' : 'normal'] as const,
  );
  if (LATE > 0) {
    await context.route('**/api/**', async (route) => {
      await setTimeout(LATE);
      // the window may be closed by then
      await route.fallback().catch(() => undefined);
    });
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // the answer 401 before signing in is part of the way
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return {
    page,
    context,
    complaints,
    goTo: async (path) => {
      await page.goto(`${workbench.address}${path}`);
      await page.waitForSelector('.side-bar');
    },
    shoot: async (name, options = {}) => {
      if (SHOTS === undefined) return;
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`), ...options });
    },
  };
}
