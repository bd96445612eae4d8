import type { z } from 'zod';
import type { Language } from '../../../../core/words/language.ts';
import { sheetsOf } from '../../../../explanation/rows/row-place.ts';
import { sourceRow } from '../../../../explanation/rows/source-row.ts';
import { loadSources } from '../../../../reading/sources/load-sources.ts';
import type { words } from '../../../contract/words.ts';
import { aside } from '../../aside.ts';
import type { Desk } from '../../desk.ts';
import { findWaiting } from './list-words.ts';

const OF_THE_MATTER = new Set(['date', 'month', 'money', 'integer']);

/**
 * Of the first row that holds a word the cells that say what the row is about: coded columns, dates, amounts. Whoever
 * stands in it is left out, for the word is asked about and not the person.
 */
export async function exampleOf(
  desk: Desk,
  id: string,
  language: Language,
): Promise<z.input<(typeof words.example)['answer']>> {
  const { source, field, example } = await findWaiting(desk, id);
  const sheet = await desk.reader.use(async (build) =>
    (await sheetsOf(build)).named(example.file_hash, example.sheet),
  );
  const known = loadSources().find((one) => one.source === source);
  const fieldOf = new Map(sheet?.columns.map((column) => [column.header, column.field]));
  const isShown = (read: string): boolean =>
    read !== 'birth' &&
    (known?.vocabulary[read] !== undefined || OF_THE_MATTER.has(known?.fields[read]?.type ?? ''));
  const view = await sourceRow(desk.reader, { ...example, language }, (wanted) =>
    aside('readRowsAt', wanted),
  );
  const cells = view.rows.find(({ is_asked }) => is_asked)?.cells ?? [];
  return {
    cells: view.columns.flatMap(({ header }, index) => {
      const read = fieldOf.get(header) ?? '';
      const text = cells[index]?.text ?? '';
      const is_asked = read === field;
      return is_asked || (isShown(read) && text !== '') ? [{ header, text, is_asked }] : [];
    }),
    unavailable: view.unavailable,
  };
}
