import { HEDUI } from '../../core/launcher.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { HeldWord } from '../../reading/vocabularies/interpret.ts';
import type { UnexplainedWord } from '../../reports/morning/night-summary.ts';

/** The word with its column and where it can be seen, for the person who is asked what it means. */
export function askAbout(
  held: HeldWord,
  reading: ReadFile['reading'],
  sources: readonly SourceDefinition[],
): UnexplainedWord {
  const sheet = reading.sheets.find(({ sheet_no }) => sheet_no === held.sheet_no);
  const source = sources.find((one) => one.source === held.source);
  const header = sheet?.columns.find(({ field }) => field === held.field)?.header;
  const column =
    header ?? source?.vocabulary[held.field]?.title ?? source?.fields[held.field]?.headers[0] ?? held.field;
  return {
    source: held.source,
    field: held.field,
    column,
    word: held.word,
    rows: held.row_count,
    example: { sheet: sheet?.sheet ?? '', row: held.row_no },
    teach: source?.vocabulary[held.field]
      ? `${HEDUI} words teach ${held.source} ${held.field} "${held.word}" <含义>`
      : '请送件单位补上这一栏 ask the sender to fill in the column',
  };
}

/** What the rows that wait put in doubt besides themselves. */
export function meanwhileOf(
  held: readonly HeldWord[],
  sources: readonly SourceDefinition[],
): { zh: Set<string>; en: Set<string> } {
  const said = held.flatMap(({ source, field }) => {
    const coded = sources.find((one) => one.source === source)?.vocabulary[field];
    return coded?.meanwhile ? [coded.meanwhile] : [];
  });
  return { zh: new Set(said.map(({ zh }) => zh)), en: new Set(said.map(({ en }) => en)) };
}

/** As it stands in a sentence, with how many rows wait for it. */
export function shownWord({ column, word, rows }: UnexplainedWord): { zh: string; en: string } {
  const said = word === '' ? ['空白', 'blank'] : [`“${word}”`, `"${word}"`];
  return { zh: `${column}${said[0]}（${rows} 行）`, en: `${column} ${said[1]} (${rows} rows)` };
}
