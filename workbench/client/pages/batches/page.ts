export const pages = [
  { page: 'batches', path: '/batches', load: () => import('./batches-page.tsx') },
  {
    page: 'batches',
    path: '/batches/:batch_id',
    right: 'batches.read',
    load: () => import('./batch-page.tsx'),
  },
];
