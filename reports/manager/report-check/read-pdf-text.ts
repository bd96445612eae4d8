import { type Piece, readPdfTables } from './read-pdf-tables.ts';
import type { Report } from './report-text.ts';

/** A line that is nothing but the number of its page. */
const PAGE_NUMBER = /^[—–\-\s·]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/共]\s*\d{1,4}\s*页?)?)[—–\-\s·]*$/;
/** A line that begins something new, whatever stands before it. */
const BEGINS =
  /^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．](?!\d)|附件|附表|　　| {2,})/;
/** A line that ends a paragraph: it closes a sentence well before the margin. */
const FULL_LINE = 0.85;

/** The little room that programs put between Chinese and other characters is no blank that anybody typed. */
const SPACING =
  /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef]) +| +(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu;

/**
 * The paragraphs of a PDF, put together again from its lines across the pages, and its tables. Throws where it is no PDF; a
 * scan has no paragraph.
 */
export async function readPdfText(content: Buffer): Promise<Report> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(new Uint8Array(content));
  const { text: pages } = await extractText(document, { mergePages: false });
  const pieces: Piece[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pieces.push(items.flatMap((item) => ('str' in item ? [pieceOf(item)] : [])));
  }
  return { paragraphs: paragraphsOf(pages), tables: readPdfTables(pieces) };
}

function pieceOf({ str, transform, width, height }: Placed): Piece {
  const [left, base] = [Number(transform[4]), Number(transform[5])];
  return { text: str.normalize('NFKC'), left, right: left + width, base, height };
}

interface Placed {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

function paragraphsOf(pages: readonly string[]): string[] {
  const lines = pages
    .flatMap((page) => page.split('\n'))
    .filter((line) => line.trim() !== '' && !PAGE_NUMBER.test(line.trim()));
  const longest = Math.max(0, ...lines.map(({ length }) => length));
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen && !BEGINS.test(line)) paragraphs.push(`${paragraphs.pop() ?? ''}${line.trim()}`);
    else paragraphs.push(line.trim());
    isOpen = !(/[。！？!?：:]$/.test(line.trim()) && line.length < longest * FULL_LINE);
  }
  return paragraphs.map((text) => text.replace(SPACING, ''));
}
