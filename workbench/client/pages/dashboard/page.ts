import type { PageDefinition } from '../../pages.ts';

export const pages: readonly PageDefinition[] = [
  { page: 'dashboard', path: '/dashboard', load: () => import('./dashboard-page.tsx') },
];
