export const pages = [{ page: 'today', path: '/today', load: () => import('./today-page.tsx') }];
