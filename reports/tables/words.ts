import type { MatchStrength } from '../../core/finding.ts';

/** How sure a link is, in the words of the office. */
export const STRENGTH_TITLES: Readonly<Record<MatchStrength, { zh: string; en: string }>> = {
  confirmed: { zh: '确证', en: 'confirmed' },
  probable: { zh: '较可能', en: 'probable' },
  possible: { zh: '可能', en: 'possible' },
};
