import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import { type Summary, sourceLine } from '../summary.ts';
import { fullWidth, showCell } from './figures.ts';

const TEMPLATE = join(import.meta.dirname, 'narrative.docx');

/** The narrative as a Word document, from a template that the office may change in Word. */
export async function narrativeDocument(summary: Summary, template = TEMPLATE): Promise<Buffer> {
  const headline = summary.sections.find(({ id }) => id === 'headline');
  const data = {
    title: summary.title,
    office: summary.office,
    source: sourceLine(summary),
    made_on: summary.made_on,
    paragraphs: summary.paragraphs.map(({ heading, text }) => ({ heading, text: fullWidth(text) })),
    figures: (headline?.rows ?? []).map((row) => {
      const shown = (name: string): string => {
        const index = headline?.columns.findIndex((column) => column.name === name) ?? -1;
        const column = headline?.columns[index];
        return column === undefined ? '—' : showCell(row[index] ?? null, column);
      };
      return {
        figure: shown('title'),
        people: shown('people'),
        times: `${shown('times')}${shown('unit')}`,
        amount: shown('amount_fen'),
        before: shown('before_fen'),
        year: shown('year_fen'),
      };
    }),
  };
  return new TemplateHandler().process(readFileSync(template), data);
}
