import { CELL_SEPARATOR } from '../raw-file.ts';

export type QuotedRecord =
  | { kind: 'whole'; joined: string }
  /** A quote is still open at the end of the text: the record goes on in the next line. */
  | { kind: 'open' }
  /** Text stands after a closing quote: no reading of the line is certain. */
  | { kind: 'broken' };

/** Splits one record that holds quotes. A quote inside an unquoted cell is an ordinary character. */
export function splitQuoted(text: string, delimiter: string): QuotedRecord {
  const simple = splitAllQuoted(text, delimiter);
  if (simple !== null) return { kind: 'whole', joined: simple };
  let joined = '';
  let at = 0;
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst) joined += CELL_SEPARATOR;
    if (text[at] === '"') {
      const cell = readQuoted(text, at + 1);
      if (cell === null) return { kind: 'open' };
      joined += cell.value;
      at = cell.end;
      if (at < text.length && text[at] !== delimiter) return { kind: 'broken' };
    } else {
      const end = text.indexOf(delimiter, at);
      const until = end === -1 ? text.length : end;
      joined += text.slice(at, until);
      at = until;
    }
    if (at >= text.length) return { kind: 'whole', joined };
    at += 1;
  }
}

/** The usual shape of an exported line, every cell quoted and no quote within: two native calls. */
function splitAllQuoted(text: string, delimiter: string): string | null {
  if (text.length < 2 || text[0] !== '"' || text.at(-1) !== '"') return null;
  const joined = text.slice(1, -1).replaceAll(`"${delimiter}"`, CELL_SEPARATOR);
  return joined.includes('"') ? null : joined;
}

function readQuoted(text: string, from: number): { value: string; end: number } | null {
  let value = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
