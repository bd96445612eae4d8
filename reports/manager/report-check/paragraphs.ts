import type { Claim } from '../typed-figures/read-claims.ts';
import { type Figure, figuresOf, isMoney, THOUSANDS } from './figures.ts';
import type { Report } from './report-text.ts';

/** A paragraph with what was read of it. */
export interface ReadParagraph {
  text: string;
  figures: readonly Figure[];
}

/** A claim that a report seems to make, with the words in which it makes it: a person confirms that it is one. */
export interface Proposal {
  claim: Claim;
  sentence: string;
  /** The parts fall so far short of the total that they may be only some of it: nothing is said to be wrong. */
  doubt?: 'parts-may-be-some';
}

/** The paragraphs of a report with their figures. */
export function readParagraphs({ paragraphs }: Pick<Report, 'paragraphs'>): ReadParagraph[] {
  return joined(paragraphs)
    .map(markThousands)
    .map((text): ReadParagraph => ({ text, figures: figuresOf(text) }));
}

/** A comma between thousands ends no clause: another mark stands for it while a paragraph is read. */
function markThousands(text: string): string {
  return text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, THOUSANDS);
}

/** The words of a report as they were written. */
export function asItStands(text: string): string {
  return text.replaceAll(THOUSANDS, ',');
}

/** A line that begins with 其中 goes on with the one before it. */
function joined(paragraphs: readonly string[]): string[] {
  const lines: string[] = [];
  for (const line of paragraphs) {
    const before = line.startsWith('其中') ? lines.pop() : undefined;
    lines.push(before === undefined ? line : `${before}${line}`);
  }
  return lines;
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

/** 已追回162人、71.2万元: what the second figure counts is said before the first. */
export function figureSubject(text: string, figures: readonly Figure[], figure: Figure): string {
  const label = labelOf(text, figure);
  if (!/^(?:涉及|其)?(?:金额|资金)?$/.test(label)) return label;
  const before = figures.findLast(({ end }) => end <= figure.start);
  const isBeside = before !== undefined && figure.start - before.end <= BESIDE && !isMoney(before);
  return isBeside ? `${labelOf(text, before)}${label}` : label;
}

const BESIDE = 6;
