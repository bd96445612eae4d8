import { Masker, maskCell } from '../../../../explanation/masker.ts';
import type { SourceRowRequest, SourceRowView } from '../../../../explanation/source-row.ts';
import { runVerb } from '../../command-line.ts';
import type { Desk } from '../../desk.ts';
import { Refused } from '../../refused.ts';

interface RowsAsSent {
  rows: { row: number; cells: { header: string; value: string }[] }[];
}

/**
 * Puts the cells of the received file itself in the place of what was read from it: the very characters that the office
 * sent. Where the file is no longer kept, what was read stays, and says that it was read.
 */
export async function withCellsAsSent(
  desk: Desk,
  request: SourceRowRequest,
  view: SourceRowView,
): Promise<SourceRowView> {
  if (view.unavailable !== null) return view;
  const sent = await readSent(desk, request);
  if (sent === null) return view;
  return {
    ...view,
    columns: view.columns.map((column) => ({ ...column, is_read: true })),
    rows: view.rows.map((line) => {
      const found = sent.get(line.row);
      if (found === undefined || line.kind === 'ignored') return line;
      const masker = new Masker(line.is_asked && request.unmasked === true);
      for (const [header, value] of found) if (/姓名|户名/.test(header)) masker.learn(value);
      const cells = view.columns.map(({ header }) => {
        const value = found.get(header) ?? null;
        return { text: value === null ? null : maskCell(header, value, masker), is_as_received: true };
      });
      return { ...line, cells };
    }),
  };
}

/** Each row as header to value; two columns of one header cannot be told apart here, so that such a sheet is left alone. */
async function readSent(
  desk: Desk,
  { file_hash, sheet, row }: SourceRowRequest,
): Promise<ReadonlyMap<number, ReadonlyMap<string, string>> | null> {
  const words = ['explain', '--file', file_hash, '--sheet', sheet, '--row', String(row)];
  try {
    const { rows } = await runVerb<RowsAsSent>(desk.workspace.home, words);
    const isPlain = rows.every(
      ({ cells }) => new Set(cells.map(({ header }) => header)).size === cells.length,
    );
    if (!isPlain) return null;
    return new Map(
      rows.map(({ row: number, cells }) => [
        number,
        new Map(cells.map(({ header, value }) => [header, value])),
      ]),
    );
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
