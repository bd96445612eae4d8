import { afterAll, beforeAll, it } from 'vitest';
import type { Workbench } from '../../workbench/server/open-workbench.ts';
import { endHalfOpen } from './half-open.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

let workbench: Workbench;
let home: string;
beforeAll(async () => {
  home = await copyDemoHome();
  workbench = await openDemo(home);
});
afterAll(() => closeDemo(workbench, home));

it('a connection that never sends a whole request is ended, with the patience that an office has', () =>
  endHalfOpen(workbench));
