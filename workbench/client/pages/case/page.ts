export const pages = [
  { page: 'queue', path: '/cases/:case_id', right: 'case.read', load: () => import('./case-page.tsx') },
];
