/** Where the visits are; the worker answers for this address and nothing else. */
export const VISITS_PATH = '/visits';
const WORKER = '/visits-worker.js';
export const PAGE_CACHE = 'hedui-visits-page';

/** Only an address with https, or the machine itself, lets a page be opened again while the line is down. */
export function canKeepPage(): boolean {
  return 'serviceWorker' in navigator;
}

/** Keeps the page of the visits, and every file it has loaded by now, so that it opens without a line. No person is in it. */
export async function keepPage(): Promise<void> {
  if (!canKeepPage()) return;
  await navigator.serviceWorker.register(WORKER, { scope: VISITS_PATH });
  const kept = await caches.open(PAGE_CACHE);
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith('/assets/'));
  const wanted = new Set([VISITS_PATH, ...loaded]);
  await kept.addAll([...wanted]);
  for (const { url } of await kept.keys()) if (!wanted.has(new URL(url).pathname)) await kept.delete(url);
}
