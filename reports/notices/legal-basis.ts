import type { Citable } from './kinds.ts';

/**
 * What a document of this day may cite: a notice of 2022 cannot rest on a regulation of 2023. A text that still has to
 * be confirmed for the place is a lead for the office and no ground to put before a citizen.
 */
export function citableOn(texts: readonly Citable[], on: string): string[] {
  const cited = texts
    .filter(({ from, to }) => (from === 'unknown' || from <= on) && (to === undefined || on <= to))
    .filter(({ text }) => !text.includes('须经本地确认'))
    .map(({ text, article }) => `${text.startsWith('《') ? text : titled(text)}${article ?? ''}`);
  return [...new Set(cited)];
}

/** Puts the title into its brackets; what stands behind it in round ones is the number of the paper. */
function titled(text: string): string {
  const match = /^([^（]+)(（.*）)?$/.exec(text);
  return match ? `《${match[1]}》${match[2] ?? ''}` : text;
}
