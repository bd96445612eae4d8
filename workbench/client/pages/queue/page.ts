export const pages = [
  { page: 'queue', path: '/queue', load: () => import('./queue-page.tsx') },
  { page: 'mine', path: '/mine', load: () => import('./queue-page.tsx') },
];
