import type { PageDefinition } from '../../pages.ts';

export const pages: readonly PageDefinition[] = [
  { page: 'audit', path: '/audit', load: () => import('./audit-page.tsx') },
];
