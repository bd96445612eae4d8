export const pages = [{ page: 'ledger', path: '/ledger', load: () => import('./ledger-page.tsx') }];
