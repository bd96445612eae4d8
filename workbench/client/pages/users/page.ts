import type { PageDefinition } from '../../pages.ts';

export const pages: readonly PageDefinition[] = [
  { page: 'users', path: '/users', load: () => import('./users-page.tsx') },
];
