import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { WorkbenchApp } from './workbench-app.ts';

/** What the build of the client writes in place of a nonce. */
export const NONCE_MARK = '__HEDUI_NONCE__';

/** Keeps one page for a telephone without a line. */
const WORKER = '/visits-worker.js';

/** Serves the built client: its files, and for every other address the one page, with the nonce of this answer. */
export function serveClient(app: WorkbenchApp, dist: string): void {
  const page = join(dist, 'index.html');
  const root = relative(process.cwd(), dist);
  app.use('/assets/*', async (c, next) => {
    await next();
    c.header('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use('/assets/*', serveStatic({ root, precompressed: true }));
  app.use(WORKER, async (c, next) => {
    await next();
    c.header('cache-control', 'no-cache');
  });
  app.use(WORKER, serveStatic({ root }));
  app.get('*', (c, next) => {
    if (c.req.path.startsWith('/assets/') || !existsSync(page)) return next();
    const nonce = c.get('secureHeadersNonce') ?? '';
    c.header('cache-control', 'no-store');
    return c.html(readFileSync(page, 'utf8').replaceAll(NONCE_MARK, nonce));
  });
}
