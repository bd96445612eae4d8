import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished, TestRunner } from 'vitest';

const SHOTS = process.env.HEDUI_SHOTS;
/** Milliseconds by which every answer comes late: shows the pages and tests that count on a quick machine. */
const LATE = Number(process.env.HEDUI_LATE ?? 0);

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
  /** Gets up, so that somebody else may sit down: whoever opened it in a test does so at its end by itself. */
  leave: () => Promise<void>;
}

/** A place before the browser with all that the browser keeps there: what it has loaded and compiled is not loaded again. */
interface Seat {
  page: Page;
  context: BrowserContext;
  complain: (text: string) => void;
}

const free: Seat[] = [];
let opened: Promise<Browser> | undefined;

/** The one browser of the run, for every file of this process. */
export function theBrowser(): Promise<Browser> {
  opened ??= chromium.connect(inject('browser') ?? '');
  return opened;
}

/**
 * Sits down where nothing of whoever sat there before is left but the files of the pages. The clock of its page can be set
 * by nobody but `alone`, since it stays set.
 */
export async function sitDown(address: string, looks: Looks, isAlone: boolean): Promise<Window> {
  const { language = 'zh', width = 1366, height = 768, isLarge = false } = looks;
  const seat = (isAlone ? undefined : free.pop()) ?? (await putSeat());
  const { page, context } = seat;
  const complaints: string[] = [];
  seat.complain = (text) => complaints.push(text);
  await page.setViewportSize({ width, height });
  const setUp = await page.addInitScript(
    ([chosen, size]) => {
      localStorage.setItem('hedui-language', chosen);
      localStorage.setItem('hedui-text-size', size);
    },
    [language, isLarge ? 'large' : 'normal'] as const,
  );
  let isTaken = true;
  const leave = async () => {
    if (!isTaken) return;
    isTaken = false;
    if (isAlone) return context.close();
    // a browser that was shut is no seat any more
    if (page.isClosed()) return;
    await setUp.dispose();
    await clear(seat, address);
    free.push(seat);
  };
  if (TestRunner.getCurrentTest() !== undefined) onTestFinished(leave);
  return {
    page,
    context,
    complaints,
    goTo: async (path) => {
      await page.goto(`${address}${path}`);
      await page.waitForSelector('.side-bar');
    },
    shoot: async (name, options = {}) => {
      if (SHOTS === undefined) return;
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`), ...options });
    },
    leave,
  };
}

async function putSeat(): Promise<Seat> {
  const context = await (await theBrowser()).newContext({ acceptDownloads: true, reducedMotion: 'reduce' });
  if (LATE > 0) {
    await context.route('**/api/**', async (route) => {
      await setTimeout(LATE);
      // the window may be closed by then
      await route.fallback().catch(() => undefined);
    });
  }
  const page = await context.newPage();
  const seat: Seat = { page, context, complain: () => undefined };
  page.on('pageerror', (error) => seat.complain(String(error)));
  page.on('console', (message) => {
    // the answer 401 before signing in is part of the way
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) seat.complain(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) seat.complain(`${response.status()} ${response.url()}`);
  });
  return seat;
}

async function clear({ page, context }: Seat, address: string): Promise<void> {
  for (const other of context.pages()) if (other !== page) await other.close();
  // an answer without a script: at an empty page the browser would let go of all it keeps for this address
  await page.goto(`${address}/api/office`);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.evaluate("indexedDB.deleteDatabase('hedui-visits') && null");
  await context.clearCookies();
  await page.emulateMedia({ media: null });
}
