import type { Figure } from './figures.ts';
import { asItStands, type Proposal, readParagraphs, sentenceAround } from './paragraphs.ts';
import type { Report } from './report-text.ts';

/** A figure that stands in no sentence of which a claim was read, with its own sentence. */
export interface UnreadFigure {
  text: string;
  sentence: string;
}

/** What was not looked at: figures with a unit in the paragraphs that no claim quotes. */
export function unreadFigures(report: Report, proposals: readonly Proposal[]): UnreadFigure[] {
  return readParagraphs(report).flatMap(({ text, figures }) =>
    figures
      .filter(
        (figure) =>
          !proposals.some(({ sentence }) => sentence.includes(asItStands(surroundingsOf(text, figure)))),
      )
      .map((figure) => ({
        text: asItStands(figure.text),
        sentence: asItStands(sentenceAround(text, figure.start, figure.end)),
      })),
  );
}

/** So much before and after a figure tells its place from others where the same number stands. */
const [BEFORE, AFTER] = [12, 6];

function surroundingsOf(text: string, { start, end }: Figure): string {
  const before =
    text
      .slice(Math.max(0, start - BEFORE), start)
      .split(/[。!?]/)
      .at(-1) ?? '';
  const after = text.slice(end, end + AFTER).split(/[。!?]/)[0] ?? '';
  return `${before}${text.slice(start, end)}${after}`.trim();
}
