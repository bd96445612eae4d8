import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listUsers } from '../../casework/reads/users/users.ts';
import { addDemoUsers } from '../../casework/users/demo-users.ts';
import { setPassword } from '../../casework/users/passwords.ts';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { buildClient } from '../../workbench/server/build-client.ts';
import { FAILED } from '../support/made-once.ts';

const CLI = join(import.meta.dirname, '../../pipelines/cli.ts');
const DRAFT = 'draft';
const CHROMIUM = process.env.HEDUI_CHROMIUM ?? '/usr/bin/chromium';

/**
 * Parts of the browser's own windows, loaded for each window as pages of their own; and what Playwright leaves out, since
 * the browser takes only the last list it is given.
 */
const NOT_WANTED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AimEnabled', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'OptimizationHints', 'PaintHolding'],
];

/** Every user of the demonstration has it in the tests. */
export const PASSWORD = 'Hedui-2022-demo';

/** Whether a real browser is here. `.ci/run` sets CI and installs it, so that there these tests are never left out. */
export const hasBrowser = existsSync(CHROMIUM) || process.env.CI !== undefined;

/**
 * Before the first test one browser is started; beside those that need none of it the pages are built and the demonstration's
 * night is run. Whoever asks for a copy waits for both.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-made-once-'));
  const browser = await launch();
  const made = Promise.all([makeDemo(join(folder, DRAFT)), buildClient()]).then(
    () => renameSync(join(folder, DRAFT, 'demo'), join(folder, 'demo')),
    (error: unknown) => writeFileSync(join(folder, FAILED), String(error)),
  );
  project.provide('madeOnce', folder);
  project.provide('browser', browser?.wsEndpoint() ?? null);
  return async () => {
    await made;
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function launch(): Promise<BrowserServer | null> {
  if (!hasBrowser) return null;
  return chromium.launchServer({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      `--disable-features=${NOT_WANTED.join(',')}`,
      // a page here lives for seconds: what its script gains by being made fast is less than the making costs
      '--js-flags=--no-opt --no-maglev --single-threaded-gc',
    ],
  });
}

async function makeDemo(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [
    ...NODE_FLAGS,
    CLI,
    '--home',
    folder,
    '--json',
    'demo',
    '--night-only',
  ]);
  letDemoUsersIn(join(folder, 'demo'));
}

/** Everybody of the demonstration's office, each with the password of the tests. */
export function letDemoUsersIn(home: string): void {
  const office = openOffice(home);
  using ledger = openOfficeLedger(office);
  addDemoUsers(ledger, office);
  for (const { user_id } of listUsers(ledger)) {
    const refusal = setPassword(ledger, office, { user: user_id, via: 'test' }, user_id, PASSWORD);
    if (refusal !== null) throw new Error(refusal.en);
  }
}
