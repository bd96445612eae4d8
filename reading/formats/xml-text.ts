const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, named) => {
    if (named) return ENTITIES[named] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Spreadsheets write characters that XML cannot hold as _x000D_. */
export function decodeCellText(text: string): string {
  // a line end within a text is one line feed, however the file has it
  const decoded = decodeXml(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
  if (!decoded.includes('_x')) return decoded;
  return decoded.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The value of one attribute within the text of a tag. */
export function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? decodeXml(match[1] ?? match[2] ?? '') : null;
}

/** All `<t>` texts of a string item in order, without the phonetic guides that East Asian files carry. */
export function richText(xml: string): string {
  const plain = xml.includes('<rPh') ? xml.replace(/<rPh[\s>].*?<\/rPh>/gs, '') : xml;
  let text = '';
  let at = 0;
  for (;;) {
    const open = nextTag(plain, 't', at);
    if (open === -1) return decodeCellText(text);
    const bodyStart = plain.indexOf('>', open) + 1;
    if (bodyStart === 0) return decodeCellText(text);
    if (plain[bodyStart - 2] === '/') {
      at = bodyStart;
      continue;
    }
    const bodyEnd = plain.indexOf('</t>', bodyStart);
    if (bodyEnd === -1) return decodeCellText(text);
    text += plain.slice(bodyStart, bodyEnd);
    at = bodyEnd + 4;
  }
}

/** Where `<name` begins as a whole tag name at or after `from`. */
export function nextTag(xml: string, name: string, from: number): number {
  const opening = `<${name}`;
  for (let at = xml.indexOf(opening, from); at !== -1; at = xml.indexOf(opening, at + 1)) {
    const code = xml.charCodeAt(at + opening.length);
    // '>', '/', or white space
    if (code === 62 || code === 47 || code <= 32) return at;
  }
  return -1;
}

const COMMENT = '<!--';
const CDATA = '<![CDATA[';

/** XML without comments, and with character data written as ordinary text. */
export function plainXml(xml: string): string {
  if (!xml.includes('<!')) return xml;
  return xml
    .replace(/<!--.*?-->/gs, '')
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    );
}

/** The same for text in portions: a comment or character data that is cut waits for its end. */
export async function* plainMarkup(text: AsyncIterable<string>): AsyncGenerator<string> {
  let carry = '';
  for await (const portion of text) {
    const all = carry + portion;
    const open = lastOpen(all);
    carry = open === -1 ? '' : all.slice(open);
    yield plainXml(open === -1 ? all : all.slice(0, open));
  }
  if (carry !== '') yield plainXml(carry);
}

/** Where a comment or character data begins that is not yet closed, or may begin at the very end; -1 where none. */
function lastOpen(xml: string): number {
  const comment = xml.lastIndexOf(COMMENT);
  if (comment !== -1 && xml.indexOf('-->', comment) === -1) return comment;
  const data = xml.lastIndexOf(CDATA);
  if (data !== -1 && xml.indexOf(']]>', data) === -1) return data;
  const tail = xml.lastIndexOf('<');
  return tail !== -1 && xml.length - tail < CDATA.length && CDATA.startsWith(xml.slice(tail, tail + 2))
    ? tail
    : -1;
}

/** Some generators write `<x:row>` for `<row>`: the prefix that the root element bears is taken off all tags. */
export async function* withoutPrefix(text: AsyncIterable<string>): AsyncGenerator<string> {
  let prefix: string | null = null;
  let carry = '';
  for await (const portion of text) {
    prefix ??= /<(\w+):(?:worksheet|sst)[\s>]/.exec(portion)?.[1] ?? '';
    if (prefix === '') {
      yield portion;
      continue;
    }
    const all = carry + portion;
    // a tag may be cut between two portions
    const cut = all.lastIndexOf('<');
    yield all.slice(0, cut).replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
    carry = all.slice(cut);
  }
  if (carry !== '') yield carry.replaceAll(`</${prefix}:`, '</');
}
