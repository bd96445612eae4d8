export const pages = [{ page: 'tie-out', path: '/tie-out', load: () => import('./tie-out-page.tsx') }];
