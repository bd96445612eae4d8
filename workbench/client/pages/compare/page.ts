export const pages = [{ page: 'compare', path: '/compare', load: () => import('./compare-page.tsx') }];
