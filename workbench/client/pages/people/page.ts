export const pages = [{ page: 'people', path: '/people', load: () => import('./people-page.tsx') }];
