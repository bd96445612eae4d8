import type { ComposedHeader } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';

/** The headers of one sheet, with what they were understood by. */
export interface Layout {
  sheet: string;
  headers: ComposedHeader[];
  /** Physical row of the last line of the header. */
  header_row: number;
  /** The mapping that the columns were read by: a key of what was taught, or the file of mappings; null for none. */
  mapping: string | null;
  /** Code of the refusal that asks a person what the list or a column is; null where nothing is asked. */
  asks: string | null;
  /** The phrase in its name, its title or below its rows for which it is asked about; null for none. */
  doubted: string | null;
  /** The source it was taken for, else those it comes nearest to. */
  near: string[];
}

/** A sheet as people are told of it; the one of a text has no name. */
export function sheetPlace(file: string, sheet: string): { zh: string; en: string } {
  return sheet === ''
    ? { zh: `“${file}”`, en: `"${file}"` }
    : { zh: `“${file}”工作表“${sheet}”`, en: `"${file}", sheet "${sheet}"` };
}

/** A header as people are shown it: with the group above it, blanks dropped. */
export function shown(header: ComposedHeader | undefined): string {
  if (!header) return '';
  const text = header.text.replace(/\s+/g, '');
  return header.parent === '' ? text : `${header.parent.replace(/\s+/g, '')}/${text}`;
}

/** What each column of a sheet is called when it is spoken of: its header; where one comes again, with its number. */
export function columnNames(headers: readonly ComposedHeader[]): string[] {
  const times = new Map<string, number>();
  return headers.map((header) => {
    const name = shown(header);
    if (name === '') return '';
    const time = (times.get(normaliseHeader(name)) ?? 0) + 1;
    times.set(normaliseHeader(name), time);
    return time === 1 ? name : `${name}#${time}`;
  });
}

/** The columns that a name speaks of, in their order; with a number (金额#2) only that one. */
export function columnsNamed(headers: readonly ComposedHeader[], name: string): number[] {
  const [, text = name, time] = /^(.+)#(\d+)$/s.exec(name) ?? [];
  const wanted = normaliseHeader(text);
  const found = headers.flatMap((header, index) =>
    header.text !== '' && headerNames(header).includes(wanted) ? [index] : [],
  );
  return time === undefined ? found : found.slice(Number(time) - 1, Number(time));
}

export function headerNames(header: ComposedHeader): string[] {
  return [normaliseHeader(header.text), normaliseHeader(shown(header))];
}
