export const pages = [{ page: 'visits', path: '/visits', load: () => import('./visits-page.tsx') }];
