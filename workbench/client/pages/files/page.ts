export const pages = [{ page: 'files', path: '/files', load: () => import('./files-page.tsx') }];
