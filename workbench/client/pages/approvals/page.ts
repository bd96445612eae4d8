import type { PageDefinition } from '../../pages.ts';

export const pages: readonly PageDefinition[] = [
  { page: 'approvals', path: '/approvals', load: () => import('./approvals-page.tsx') },
];
