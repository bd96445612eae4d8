export const pages = [{ page: 'insider', path: '/insider', load: () => import('./insider-page.tsx') }];
