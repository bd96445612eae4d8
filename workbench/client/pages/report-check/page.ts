export const pages = [
  { page: 'report-check', path: '/report-check', load: () => import('./report-check-page.tsx') },
];
