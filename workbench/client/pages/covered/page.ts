export const pages = [{ page: 'covered', path: '/covered', load: () => import('./covered-page.tsx') }];
