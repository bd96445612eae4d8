import type { PageDefinition } from '../../pages.ts';

export const pages: readonly PageDefinition[] = [
  { page: 'notices', path: '/notices', load: () => import('./notices-page.tsx') },
];
