export const pages = [{ page: 'rules', path: '/rules', load: () => import('./rules-page.tsx') }];
