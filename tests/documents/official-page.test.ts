import { Zip } from 'easy-template-x';
import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { loadFonts } from '../../reports/fonts/fonts.ts';
import type { PrintPage, PrintParagraph } from '../../reports/notices/pdf/page.ts';
import { Typesetter } from '../../reports/notices/pdf/typesetter.ts';
import { archiveOf, packFile } from '../../reports/notices/word-archive.ts';

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

/** What stands on the last page of a table of so many rows. */
async function lastPage(rows: number, isKept: boolean): Promise<string> {
  const cell = (text: string) => [{ ...line(text), firstLine: 0 }];
  const table = Array.from({ length: rows }, (_, index) => ({
    isHeader: index === 0,
    keepsWithNext: isKept && index === rows - 2,
    cells: [cell(index === rows - 1 ? '合计' : index === rows - 2 ? '末月' : '月'), cell('1.00')],
  }));
  const page: PrintPage = { margins: MARGINS, isDraft: false, header: [], body: [] };
  page.body = [{ type: 'table', widths: [200, 200], rows: table }];
  const { text } = await extractText(new Uint8Array(new Typesetter(loadFonts()).pdf(page)), {
    mergePages: false,
  });
  return text.at(-1) ?? '';
}

test('the sum of a table never stands alone on the next page', async () => {
  const told = await Promise.all(Array.from({ length: 6 }, (_, more) => lastPage(24 + more, true)));
  expect(told.filter((text) => !text.includes('末月'))).toEqual([]);
  const loose = await Promise.all(Array.from({ length: 6 }, (_, more) => lastPage(24 + more, false)));
  expect(loose.filter((text) => !text.includes('末月'))).toHaveLength(1);
});

test('an official page holds 22 lines and not one more', () => {
  expect([22, 23, 44, 45].map(pages)).toEqual([1, 2, 2, 3]);
});

test('a Word paper is packed as any zip, the same bytes at any hour', async () => {
  const files = [
    packFile('a/甲.xml', Buffer.from('<w:p/>'.repeat(500))),
    packFile('b.xml', Buffer.from('乙')),
  ];
  const archive = archiveOf(files);
  const zip = await Zip.load(archive);
  expect(zip.listFiles()).toEqual(['a/甲.xml', 'b.xml']);
  expect(await zip.getFile('a/甲.xml').getContentText()).toBe('<w:p/>'.repeat(500));
  expect(await zip.getFile('b.xml').getContentText()).toBe('乙');
  expect(archiveOf(files).equals(archive)).toBe(true);
});
