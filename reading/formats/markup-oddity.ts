/** Tags by which a table is built, in web pages and in XML spreadsheets. */
const BUILDING = ['table', 'tr', 'td', 'th', 'worksheet', 'row', 'cell', 'data'];

/** A page in which a tag or two are wrong is damaged; one in which many are is how its program writes. */
const FEW = 2;

/**
 * What is odd about a page whose tags nearly all fit each other, so that a cell would be lost or swallow the next; null
 * where nothing is. Web pages have no checksum, but what opens closes.
 */
export function markupOddity(text: string): string | null {
  if (text.includes('\0')) return 'NUL';
  const markup = text.replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, '');
  const tags = markup.match(/<[^<>]*>/g) ?? [];
  // XML is one element from its first tag to its last
  const root = /^<\?xml[^>]*>\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<([\w:.-]+)/s.exec(text.trimStart())?.[1];
  if (root !== undefined && !markup.trimEnd().endsWith(`</${root}>`)) return `</${root}>`;
  const isFew = (wrong: number): boolean => wrong > 0 && wrong <= FEW;
  if (isFew(markup.split('<').length - 1 - tags.length)) return '<';
  if (isFew(markup.split('>').length - 1 - tags.length)) return '>';
  const open = new Map<string, number>();
  for (const tag of tags) {
    const [, close = '', name = ''] = /^<(\/?)\s*(?:\w+:)?([\w-]*)/.exec(tag) ?? [];
    if (tag.endsWith('/>')) continue;
    const known = name.toLowerCase();
    open.set(known, (open.get(known) ?? 0) + (close === '' ? 1 : -1));
  }
  if (root !== undefined && isOutOfOrder(tags)) return 'Index';
  for (const name of BUILDING) if (isFew(Math.abs(open.get(name) ?? 0))) return `<${name}>`;
  return null;
}

/** Rows and cells of an XML spreadsheet that leave some out say their number, which never goes back. */
function isOutOfOrder(tags: readonly string[]): boolean {
  let row = 0;
  let column = 0;
  for (const tag of tags) {
    const [, name = ''] = /^<(?:\w+:)?(Table|Row|Cell)\b/.exec(tag) ?? [];
    if (name === 'Table') row = 0;
    if (name !== 'Row' && name !== 'Cell') continue;
    const stated = Number(/\sss:Index="(\d+)"/.exec(tag)?.[1] ?? 0);
    const before = name === 'Row' ? row : column;
    if (stated > 0 && stated <= before) return true;
    if (name === 'Row') [row, column] = [stated || row + 1, 0];
    else column = (stated || column + 1) + Number(/\sss:MergeAcross="(\d+)"/.exec(tag)?.[1] ?? 0);
  }
  return false;
}
