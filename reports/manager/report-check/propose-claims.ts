import type { Claim } from '../typed-figures/read-claims.ts';
import { type Figure, figuresOf } from './figures.ts';
import { proposeEach } from './propose-each.ts';
import { proposePercents } from './propose-percents.ts';
import { proposeRepeats } from './propose-repeats.ts';
import { proposeTotals } from './propose-totals.ts';

/** A paragraph with what was read of it. */
export interface Paragraph {
  text: string;
  figures: readonly Figure[];
}

/** A claim that a report seems to make, with the words in which it makes it: a person confirms that it is one. */
export interface Proposal {
  claim: Claim;
  sentence: string;
}

/** What a report claims with its figures: totals and their parts, shares, amounts for each, the same thing told twice. */
export function proposeClaims(paragraphs: readonly string[]): Proposal[] {
  const read = paragraphs.map((text): Paragraph => ({ text, figures: figuresOf(text) }));
  return [
    ...read.flatMap(proposeTotals),
    ...read.flatMap(proposePercents),
    ...proposeEach(read),
    ...proposeRepeats(read),
  ];
}

/** The sentence around a place of a paragraph, cut where it is long. */
export function sentenceAround(text: string, start: number, end: number): string {
  const from = Math.max(...['。', '!', '?'].map((mark) => text.lastIndexOf(mark, start - 1))) + 1;
  const stops = ['。', '!', '?'].map((mark) => text.indexOf(mark, end)).filter((at) => at >= 0);
  const to = stops.length === 0 ? text.length : Math.min(...stops) + 1;
  const shown = text.slice(Math.max(from, start - LONGEST), Math.min(to, end + LONGEST)).trim();
  return `${from < start - LONGEST ? '…' : ''}${shown}${to > end + LONGEST ? '…' : ''}`;
}

const LONGEST = 60;

/** What stands before a figure in its clause: what it counts. */
export function labelOf(text: string, { start }: Pick<Figure, 'start'>): string {
  const before = text.slice(0, start);
  const cut = Math.max(...[...'，,、；;：:。'].map((mark) => before.lastIndexOf(mark))) + 1;
  return before.slice(cut).trim();
}
