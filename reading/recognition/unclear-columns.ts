import { Refusal } from '../../core/errors.ts';
import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';
import { WordReader } from '../vocabularies/read-word.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import type { ComposedHeader } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { columnNames, sheetPlace } from './layout.ts';
import { LEFT_OUT } from './mapping.ts';
import { readAloud } from './read-aloud.ts';

/** A question about columns: one that may be several fields, or several that may be the same one. */
export interface UnclearColumns {
  readings: { index: number; field: string }[];
}

/** A column that is one of these fields, or none of them. */
export function oneOfOrNone(index: number, fields: readonly string[]): UnclearColumns {
  return { readings: [...fields, LEFT_OUT].map((field) => ({ index, field })) };
}

/** What a column of these types says decides about a person or about money. */
const DECIDING: ReadonlySet<FieldType> = new Set([
  'resident_id',
  'name',
  'date',
  'month',
  'money',
  'integer',
  'account',
  'year',
]);

/** Columns under the same header that say different things, of which one would be read as something that decides. */
export function headersTwice(
  source: SourceDefinition,
  headers: readonly ComposedHeader[],
  rows: readonly (readonly string[])[],
  { columns, unused }: { columns: readonly ColumnRecognition[]; unused: readonly UnusedColumn[] },
): UnclearColumns[] {
  const cell = (row: readonly string[], index: number): string => (row[index] ?? '').trim();
  return columns.flatMap(({ index, field, how }) => {
    const type = source.fields[field]?.type ?? 'text';
    const coded = source.vocabulary[field];
    if (!DECIDING.has(type) && coded === undefined) return [];
    const name = (at: number): string => {
      const header = headers[at];
      // of a column that somebody named the group above it need not have been said
      return normaliseHeader(how === 'mapping' ? (header?.text ?? '') : `${header?.parent}${header?.text}`);
    };
    const twins = unused.filter((other) => other.reason === 'duplicate' && name(other.index) === name(index));
    if (twins.length === 0) return [];
    const reader = coded && new WordReader(coded);
    // words that mean the same, or nothing, leave nothing to ask
    const says = (text: string): string => {
      const word = reader?.read(text);
      return !word || word.isHeld ? text : (word.means ?? '');
    };
    const others = twins.filter((twin) =>
      rows.some((row) => says(cell(row, twin.index)) !== says(cell(row, index))),
    );
    if (others.length === 0) return [];
    return [{ readings: [index, ...others.map((other) => other.index)].map((at) => ({ index: at, field })) }];
  });
}

/** Why a list waits although it is known which it is: every reading of the columns in question over the first rows. */
export function describeUnclear(
  file: string,
  sheet: string,
  { source, headers, rows, unclear }: UnclearList,
): Refusal {
  const { zh: place, en: placeEn } = sheetPlace(file, sheet);
  const names = columnNames(headers);
  const texts = unclear.map(({ readings }) =>
    readings.map(({ index, field }) => {
      const name = names[index] ?? '';
      const meaning = source.fields[field]?.headers[0] ?? '';
      const place = `“${name}”（第 ${index + 1} 列）`;
      return {
        zh:
          field === LEFT_OUT
            ? `${place}与此无关，不读`
            : `${place}读作${meaning}：${readAloud([{ index, header: name, field }], rows, source)}`,
        en:
          field === LEFT_OUT
            ? `leave "${name}" (column ${index + 1}) out`
            : `read "${name}" (column ${index + 1}) as ${field}`,
      };
    }),
  );
  return new Refusal(
    'columns-unclear',
    `${place}是${source.title}，但有的列不能确定怎么读，暂不采用。可以是：${texts
      .map((each) => each.map(({ zh }) => zh).join('；或 '))
      .join('。另外：')}。请说明一次：工作台“释义”页，或 hedui columns teach。`,
    `${placeEn} is ${source.source}, but how to read some columns is not certain, and it is not used. Either ${texts
      .map((each) => each.map(({ en }) => en).join('; or '))
      .join('. Besides: ')}. Say it once: page "Words" of the workbench, or hedui columns teach.`,
  );
}

/** A list that is known but for some of its columns. */
export interface UnclearList {
  source: SourceDefinition;
  headers: readonly ComposedHeader[];
  /** The first rows below the header. */
  rows: readonly (readonly string[])[];
  unclear: readonly UnclearColumns[];
}
