import { Zip } from 'easy-template-x';
import { Refusal } from '../../core/errors.ts';

/** One cell of a sheet to be filled; rows count from 1, columns from 0. */
export interface CellPatch {
  row: number;
  column: number;
  value: string | number;
}

const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels';

/**
 * Fills cells of one sheet and leaves every other byte of the workbook as the sender made it: sheets, formats, widths,
 * merged titles. Text goes in as text, so that nothing in it can become a formula.
 */
export async function patchXlsx(
  content: Buffer,
  sheetName: string,
  patches: readonly CellPatch[],
): Promise<Buffer> {
  const zip = await Zip.load(content);
  const path = await sheetPath(zip, sheetName);
  const xml = await zip.getFile(path).getContentText();
  const byRow = new Map<number, CellPatch[]>();
  for (const patch of patches) byRow.set(patch.row, [...(byRow.get(patch.row) ?? []), patch]);
  zip.setFile(path, patchRows(xml, byRow));
  return zip.export(Buffer);
}

async function sheetPath(zip: Zip, name: string): Promise<string> {
  const workbook = await zip.getFile('xl/workbook.xml').getContentText();
  const tags = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => tag);
  const tag = tags.find((one) => unescapeXml(attribute(one, 'name') ?? '') === name);
  const id = tag === undefined ? undefined : attribute(tag, '[\\w]+:id');
  const links = await zip.getFile(RELATIONSHIPS).getContentText();
  const link = [...links.matchAll(/<Relationship\s[^>]*>/g)]
    .map(([one]) => one)
    .find((one) => attribute(one, 'Id') === id);
  const target = link === undefined ? undefined : attribute(link, 'Target');
  if (target === undefined) {
    throw new Refusal(
      'feedback-sheet',
      `工作簿里没有工作表“${name}”。`,
      `The workbook has no sheet "${name}".`,
    );
  }
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function patchRows(xml: string, byRow: ReadonlyMap<number, readonly CellPatch[]>): string {
  const waiting = new Set(byRow.keys());
  const patched = xml.replace(
    /<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g,
    (whole: string, attributes: string, cells: string | undefined) => {
      const row = Number(attribute(`<row${attributes}>`, 'r'));
      const patches = byRow.get(row);
      if (!patches) return whole;
      waiting.delete(row);
      // spans would be wrong once a cell stands outside them; they are a hint that may be left out
      return `<row${attributes.replace(/\sspans="[^"]*"/, '')}>${patchCells(cells ?? '', row, patches)}</row>`;
    },
  );
  if (waiting.size > 0) throw new Error(`rows that the sheet does not have: ${[...waiting].join(', ')}`);
  return patched;
}

function patchCells(cells: string, row: number, patches: readonly CellPatch[]): string {
  const present = [...cells.matchAll(/<c\b([^>]*?)(?:\/>|>[\s\S]*?<\/c>)/g)].map(
    ([text, attributes = '']) => ({
      column: columnOf(attribute(`<c${attributes}>`, 'r') ?? ''),
      style: attribute(`<c${attributes}>`, 's'),
      text,
    }),
  );
  for (const { column, value } of patches) {
    const old = present.find((cell) => cell.column === column);
    const style = old?.style ?? null;
    const cell = { column, style: style ?? undefined, text: cellXml(row, column, style, value) };
    if (old) present[present.indexOf(old)] = cell;
    else present.push(cell);
  }
  return present
    .sort((one, other) => one.column - other.column)
    .map(({ text }) => text)
    .join('');
}

function cellXml(row: number, column: number, style: string | null, value: string | number): string {
  const at = `r="${columnName(column)}${row}"${style === null ? '' : ` s="${style}"`}`;
  if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
  return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function escapeXml(text: string): string {
  // control characters cannot stand in XML at all
  const clean = Array.from(text)
    .filter((character) => character >= ' ' || character === '\n')
    .join('');
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
