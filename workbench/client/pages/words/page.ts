export const pages = [{ page: 'words', path: '/words', load: () => import('./words-page.tsx') }];
