import { expect, test } from 'vitest';
import { loadFonts } from '../../reports/fonts/fonts.ts';
import type { PrintPage, PrintParagraph } from '../../reports/notices/pdf/page.ts';
import { Typesetter } from '../../reports/notices/pdf/typesetter.ts';

const line = (text: string): PrintParagraph => ({
  ...{
    type: 'paragraph',
    align: 'justify',
    firstLine: 32,
    right: 0,
    before: 0,
    line: 28,
    keepsWithNext: false,
  },
  runs: [{ text, size: 16, isBold: false, colour: null }],
});

/** The margins of the shipped templates, in points. */
const MARGINS = { top: 104.9, right: 73.7, bottom: 99.2, left: 79.35 };

const pages = (lines: number): number => {
  const page: PrintPage = { margins: MARGINS, isDraft: false, header: [], body: [] };
  page.body = Array.from({ length: lines }, (_, index) => line(`第${index + 1}行`));
  return new Typesetter(loadFonts()).svg(page).length;
};

test('an official page holds 22 lines and not one more', () => {
  expect([22, 23, 44, 45].map(pages)).toEqual([1, 2, 2, 3]);
});
