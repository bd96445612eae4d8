import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { currentBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { signedIn } from './caller.ts';
import { closeDemo, copyDemoHome, openDemo } from './stand.ts';

const DAMAGES: [string, (bytes: Buffer) => Buffer][] = [
  ['cut off', (bytes) => bytes.subarray(0, bytes.length / 3)],
  ['of zeros', (bytes) => Buffer.alloc(bytes.length)],
  [
    'with bits flipped all over',
    (bytes) => {
      const flipped = Buffer.from(bytes);
      for (let at = 20_000; at < flipped.length; at += 9_973) flipped[at] = (flipped[at] ?? 0) ^ 16;
      return flipped;
    },
  ],
];

it.each(DAMAGES)(
  'a published build %s is named, with what makes it anew, and no case is lost',
  async (_what, damage) => {
    const home = await copyDemoHome();
    const { builds } = workspaceAt(home);
    const path = warehousePath(builds, currentBuild(builds) ?? 0);
    writeFileSync(path, damage(readFileSync(path)));
    const workbench = await openDemo(home);
    try {
      const manager = await signedIn(workbench, 'zhouju');
      for (const address of ['/api/overview?period=all', '/api/nights/last']) {
        const answer = await manager.ask('get', address);
        expect([address, answer.status, await answer.json()]).toMatchObject([
          address,
          422,
          { error: { code: 'build-damaged', zh: expect.stringContaining('nightly') } },
        ]);
      }
      expect((await manager.ask('get', '/api/cases/C00000001')).status).toBe(200);
    } finally {
      await closeDemo(workbench, home);
    }
  },
);
