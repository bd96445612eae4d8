import { buffer } from 'node:stream/consumers';
import type { Download } from 'playwright-core';

/** What the browser was given to keep; the one browser of a run keeps it in a folder of its own. */
export async function contentOf(download: Download): Promise<Buffer> {
  return buffer(await download.createReadStream());
}
