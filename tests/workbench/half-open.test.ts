import { afterAll, beforeAll, it } from 'vitest';
import { openWorkbench, PATIENCE, type Workbench } from '../../workbench/server/open-workbench.ts';
import { endHalfOpen } from './half-open.ts';
import { closeDemo, copyDemoHome } from './stand.ts';

let workbench: Workbench;
let home: string;
beforeAll(async () => {
  home = await copyDemoHome();
  // an office's half minute is waited for in `half-open-office`
  const patience = { ...PATIENCE, headersTimeout: 5_000, connectionsCheckingInterval: 500 };
  workbench = await openWorkbench({ home, port: 0, isDemo: true, patience });
});
afterAll(() => closeDemo(workbench, home));

it('a connection that never sends a whole request is ended, and others are served meanwhile', () =>
  endHalfOpen(workbench));
