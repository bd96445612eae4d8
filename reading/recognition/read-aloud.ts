import { maskName } from '../../core/mask.ts';
import { maskFault } from '../../core/mask-fault.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/** What a reading makes of the first rows; numbers and names are masked. */
export function readAloud(
  columns: readonly { index: number; header: string; field: string }[],
  rows: readonly (readonly string[])[],
  source: SourceDefinition | undefined,
): string {
  return rows
    .map((cells) =>
      columns
        .flatMap(({ index, header, field }) => {
          const cell = (cells[index] ?? '').trim();
          const known = source?.fields[field];
          const meaning = known?.headers[0] ?? field;
          const name = meaning === header ? header : `${header}作${meaning}`;
          const isName = /名/.test(header) || known?.type === 'name';
          return cell === '' ? [] : [`${name}=${maskFault(isName ? maskName(cell) : cell)}`];
        })
        .join('，'),
    )
    .join(' | ');
}
