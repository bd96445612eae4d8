import { type ComponentType, lazy } from 'react';

/** What each folder of `pages/` says of itself in its `page.ts`. */
export interface PageDefinition {
  /** Its name in the table of pages; subpages (a case) name the page they belong to. */
  page: string;
  /** Its address, with parameters as `:name`. */
  path: string;
  /** For subpages: the endpoint whose right opens it, in place of the table of pages. */
  right?: string;
  load: () => Promise<{ default: ComponentType }>;
}

const found = import.meta.glob<{ pages: readonly PageDefinition[] }>('./pages/*/page.ts', { eager: true });

/** Every page, found by walking the folder. */
export const PAGES = Object.values(found)
  .flatMap(({ pages }) => pages)
  .map(({ load, ...page }) => ({ ...page, Page: lazy(load) }));

/** The address of a page in the side bar. */
export function pathOf(page: string): string | undefined {
  return PAGES.find((one) => one.page === page && one.right === undefined)?.path;
}
