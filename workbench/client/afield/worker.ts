/** Answers for the page of the visits while the line is down: with the page and its files, never with anything of the office. */

interface Fetching extends Event {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}

const CACHE = 'hedui-visits-page';
const PAGE = '/visits';

self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching;
  const answer = respondWith.bind(event);
  const { pathname } = new URL(request.url);
  if (request.mode === 'navigate') answer(fetch(request).catch(() => kept(PAGE)));
  // a file under assets never changes: its name says what is in it
  else if (pathname.startsWith('/assets/')) answer(kept(pathname).catch(() => fetch(request)));
});

async function kept(path: string): Promise<Response> {
  const found = await (await caches.open(CACHE)).match(path);
  if (found === undefined) throw new Error('not kept');
  return found;
}
