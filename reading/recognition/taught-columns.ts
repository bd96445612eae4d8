import { EXIT, Refusal } from '../../core/errors.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { normaliseHeader } from './header-text.ts';
import { LEFT_OUT, loadMapping, type Mapping } from './mapping.ts';

/** What somebody said of every list with these headers: of which source it is, and what its columns mean. */
export interface TaughtColumns {
  source: string;
  /** Every header of such a list, one that comes again with its number (金额#2); a list may have more. */
  headers: readonly string[];
  /** Fields by header; `ignore` leaves a column out, and what is not named is read as ever. */
  columns: Readonly<Record<string, string>>;
  /** Phrases in names, titles and notes (误报) that stood there when somebody said what such a list is, and doubt its rows no more. */
  despite?: readonly string[];
}

/** One layout, in whatever order its headers stand. */
export function layoutKey({ headers }: Pick<TaughtColumns, 'headers'>): string {
  return sha256Hex(headers.map(normaliseHeader).sort().join('\n')).slice(0, 12);
}

/** What was said of a layout: another reading of the same headers has another key. */
export function taughtKey({ source, headers, columns, despite = [] }: TaughtColumns): string {
  const said = { source, layout: layoutKey({ headers }), columns };
  return sha256Hex(stableJson(despite.length === 0 ? said : { ...said, despite })).slice(0, 12);
}

/** What the office has said of columns: taught goes before written by hand, and the layout that says more before one that says less. */
export function officeMappings(
  path: string,
  taught: readonly TaughtColumns[],
  sources: readonly SourceDefinition[],
  onWrong: (why: Refusal) => void = () => undefined,
): Mapping[] {
  const said = taught.map((one): Mapping => {
    const { source, headers, columns, despite = [] } = one;
    const match = { headers: [...headers] };
    return { source, match, columns: { ...columns }, despite: [...despite], by: taughtKey(one) };
  });
  const ofWhole = said.toSorted((one, other) => headerCount(other) - headerCount(one));
  return [...ofWhole, ...loadMapping(path, sources, onWrong)];
}

const headerCount = ({ match }: Mapping): number => ('headers' in match ? match.headers.length : 0);

/** Refuses a source, a column or a field that there is not, and says which there are. */
export function checkColumns(sources: readonly SourceDefinition[], taught: TaughtColumns): void {
  const source = sources.find((one) => one.source === taught.source);
  if (!source) {
    const known = sources.map((one) => `${one.source}（${one.title}）`);
    throw invalid(
      `没有“${taught.source}”这种数据，可用的有：${known.join('、')}。`,
      `There is no source "${taught.source}". There are: ${sources.map((one) => one.source).join(', ')}.`,
    );
  }
  if (taught.headers.length < 2 || taught.headers.some((header) => /\d{6}/.test(header))) {
    throw invalid(
      '这份表没有表头：第一行就是数据。请送件单位加上表头再报送。',
      'The list has no header: its first row is data. Ask the sender to put headers over the columns.',
    );
  }
  const headers = new Set(taught.headers.map(normaliseHeader));
  const barred = source.never_import.map(normaliseHeader);
  const taken = new Map<string, string>();
  for (const [header, field] of Object.entries(taught.columns)) {
    if (!headers.has(normaliseHeader(header))) {
      throw invalid(
        `这份表没有“${header}”这一列，它的列有：${taught.headers.join('、')}。`,
        `The list has no column "${header}". It has: ${taught.headers.join(', ')}.`,
      );
    }
    if (field === LEFT_OUT) continue;
    if (!source.fields[field]) {
      throw invalid(
        `${source.title}没有“${field}”这个字段，可用的有：${Object.entries(source.fields)
          .map(([name, { headers: known }]) => `${name}（${known[0]}）`)
          .join('、')}，不读这一列用 ${LEFT_OUT}。`,
        `${source.source} has no field "${field}". It has: ${Object.keys(source.fields).join(', ')}; ${LEFT_OUT} leaves a column out.`,
      );
    }
    if (barred.some((word) => normaliseHeader(header).includes(word))) {
      throw invalid(
        `“${header}”按规定不导入，不能读作别的。`,
        `"${header}" must not be imported, whatever it is read as.`,
      );
    }
    const other = taken.get(field);
    if (other !== undefined) {
      throw invalid(
        `“${other}”和“${header}”不能同时读作 ${field}，只能选一列。`,
        `"${other}" and "${header}" cannot both be read as ${field}: choose one.`,
      );
    }
    taken.set(field, header);
  }
}

function invalid(zh: string, en: string): Refusal {
  return new Refusal('columns-invalid', zh, en, EXIT.usage);
}
