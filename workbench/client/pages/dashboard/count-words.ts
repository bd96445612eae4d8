import type { Words } from '../../language/language.tsx';
import { showCount } from '../../parts/figures.ts';

/** So many cases, in words that know one from many. */
export function casesOf({ t }: Pick<Words, 't'>, count: number): string {
  return count === 1 ? t('dashboard.one-case') : t('dashboard.cases', { n: showCount(count) });
}
