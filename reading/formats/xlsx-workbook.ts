import { posix } from 'node:path';
import { unreadable } from '../unreadable.ts';
import { type CellFormat, cellFormat } from './cell-text.ts';
import { attribute, nextTag, plainXml, richText } from './xml-text.ts';
import type { ZipDirectory } from './zip-directory.ts';

export interface WorkbookSheet {
  name: string;
  part: string;
  isHidden: boolean;
}

export interface WorkbookParts {
  sheets: WorkbookSheet[];
  is1904: boolean;
  /** Number format of each cell style. */
  formats: CellFormat[];
  sharedStringsPart: string | null;
}

/** The table of contents of a workbook: sheets in order, styles, where the strings are. Null: not one. */
export async function readWorkbookParts(zip: ZipDirectory, name: string): Promise<WorkbookParts | null> {
  const part = await workbookPart(zip);
  if (part === null) return null;
  const xml = plainXml(await zip.whole(part));
  const folder = posix.dirname(part);
  const relations = await readRelations(
    zip,
    posix.join(folder, `_rels/${posix.basename(part)}.rels`),
    folder,
  );
  const sheets: WorkbookSheet[] = [];
  for (const [, tag = ''] of xml.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)) {
    const relation = relations.get(attribute(tag, 'id') ?? '');
    // a sheet that nothing leads to is lost
    if (relation === undefined) throw unreadable.damaged(name, `_rels/${posix.basename(part)}.rels`);
    // chart and macro sheets hold no rows
    if (!relation.type.endsWith('/worksheet')) continue;
    // a sheet that is listed and not there is lost: the rest must not pass for the whole
    if (!zip.has(relation.target)) throw unreadable.damaged(name, relation.target);
    sheets.push({
      name: attribute(tag, 'name') ?? '',
      part: relation.target,
      isHidden: /hidden/i.test(attribute(tag, 'state') ?? ''),
    });
  }
  const others = [...relations.values()];
  const stylesPart = others.find(({ type }) => type.endsWith('/styles'))?.target;
  const stringsPart = others.find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  return {
    sheets,
    is1904: /<(?:\w+:)?workbookPr\s[^>]*date1904\s*=\s*["'](?:1|true)/.test(xml),
    formats: stylesPart && zip.has(stylesPart) ? readFormats(plainXml(await zip.whole(stylesPart))) : [],
    sharedStringsPart: stringsPart && zip.has(stringsPart) ? stringsPart : null,
  };
}

/** The part that the package calls its document; by its usual name where the package does not say. */
async function workbookPart(zip: ZipDirectory): Promise<string | null> {
  const relations = await readRelations(zip, '_rels/.rels', '');
  const named = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (named !== undefined && /workbook\.xml$/i.test(named) && zip.has(named)) return named;
  return zip.find(/(?:^|\/)workbook\.xml$/i);
}

export async function readRelations(
  zip: ZipDirectory,
  part: string,
  folder: string,
): Promise<Map<string, { type: string; target: string }>> {
  const relations = new Map<string, { type: string; target: string }>();
  if (!zip.has(part)) return relations;
  for (const [, tag = ''] of plainXml(await zip.whole(part)).matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)) {
    const target = attribute(tag, 'Target') ?? '';
    relations.set(attribute(tag, 'Id') ?? '', {
      type: attribute(tag, 'Type') ?? '',
      target: target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target)),
    });
  }
  return relations;
}

function readFormats(xml: string): CellFormat[] {
  const codes = new Map<number, string>();
  // conditional formats (dxf) number theirs by themselves
  const own = /<(?:\w+:)?numFmts[\s>](.*?)<\/(?:\w+:)?numFmts>/s.exec(xml)?.[1] ?? '';
  for (const [, tag = ''] of own.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)) {
    codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
  }
  const struck = struckFonts(xml);
  const styles = /<(?:\w+:)?cellXfs[\s>](.*?)<\/(?:\w+:)?cellXfs>/s.exec(xml)?.[1] ?? '';
  return [...styles.matchAll(/<(?:\w+:)?xf((?:\s[^>]*)?)>|<(?:\w+:)?xf\/>/g)].map(([, tag = '']) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return cellFormat(id, codes.get(id) ?? '', struck.has(Number(attribute(tag, 'fontId') ?? 0)));
  });
}

const STRIKE = /<(?:\w+:)?strike(?:\s+val\s*=\s*["'](?:1|true|on)["'])?\s*\/>/;

/** Whether a font, or one of those within a text, strikes it through. */
export function strikesThrough(xml: string): boolean {
  return xml.includes('strike') && STRIKE.test(xml);
}

/** The numbers of the fonts that strike their text through. */
function struckFonts(xml: string): Set<number> {
  const fonts = /<(?:\w+:)?fonts[\s>](.*?)<\/(?:\w+:)?fonts>/s.exec(xml)?.[1] ?? '';
  const each = fonts.matchAll(/<(?:\w+:)?font(?:\s[^>]*)?(?:\/>|>(.*?)<\/(?:\w+:)?font>)/gs);
  return new Set([...each].flatMap(([, font = ''], index) => (strikesThrough(font) ? [index] : [])));
}

export interface SharedStrings {
  strings: readonly string[];
  struck: ReadonlySet<number>;
}

/**
 * The workbook's table of distinct texts, read in portions. Of one longer than a cell can hold, `longest` characters are
 * kept: enough to refuse each row that refers to it, and too little to fill the memory with. `struck` are the numbers of those
 * of which some part is struck through.
 */
export async function readSharedStrings(
  text: AsyncIterable<string>,
  name: string,
  longest: number,
): Promise<SharedStrings> {
  const strings: string[] = [];
  const struck = new Set<number>();
  let carry = '';
  for await (const portion of text) {
    carry += portion;
    let at = 0;
    for (;;) {
      const open = nextTag(carry, 'si', at);
      if (open === -1) break;
      const tagEnd = carry.indexOf('>', open);
      if (tagEnd === -1) break;
      if (carry[tagEnd - 1] === '/') {
        strings.push('');
        at = tagEnd + 1;
        continue;
      }
      const end = carry.indexOf('</si>', tagEnd);
      if (end === -1) break;
      const text = carry.slice(tagEnd + 1, end);
      if (strikesThrough(text)) struck.add(strings.length);
      strings.push(richText(text).slice(0, longest));
      at = end + 5;
    }
    carry = carry.slice(at);
  }
  if (nextTag(carry, 'si', 0) !== -1) throw unreadable.damaged(name, 'sharedStrings');
  return { strings, struck };
}
