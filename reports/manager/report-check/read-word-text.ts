import { Zip } from 'easy-template-x';
import type { ReadTable, Report } from './report-text.ts';

/** The paragraphs of a Word file and its tables; a row of a table is a paragraph, too. Throws where it is no Word file. */
export async function readWordText(content: Buffer): Promise<Report> {
  const zip = await Zip.load(content);
  const xml = await zip.getFile('word/document.xml').getContentText();
  const tables = [...xml.matchAll(/<w:tbl[ >].*?<\/w:tbl>/gs)].map(([table]) => tableOf(table));
  const paragraphs = [...xml.matchAll(/<w:(p|tr)[ >].*?<\/w:\1>/gs)].map(([block]) => textOf(block));
  return { paragraphs, tables };
}

function tableOf(table: string): ReadTable {
  return [...table.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
    [...row.matchAll(/<w:tc[ >].*?<\/w:tc>/gs)].flatMap(([cell]) => {
      const width = Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1);
      return [textOf(cell), ...Array<string>(Math.max(0, width - 1)).fill('')];
    }),
  );
}

/** Cells of a row stand apart; runs of a paragraph do not. */
function textOf(block: string): string {
  return block
    .replaceAll('</w:tc>', '\t')
    .replace(/<w:(?:br|tab)\/>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\t$/, '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
