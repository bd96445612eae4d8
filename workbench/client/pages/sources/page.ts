export const pages = [{ page: 'sources', path: '/sources', load: () => import('./sources-page.tsx') }];
