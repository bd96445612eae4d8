import type { OwnTable, RowPlace } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { MarkedText } from './marked-text.tsx';
import { SourceLink } from './source-link.tsx';

/** What a finding rests on in its own shape: payments made once, numbers and names, the people of an account, lists. */
export function OwnTables({
  tables,
  onOpen,
}: {
  tables: readonly OwnTable[];
  onOpen: (place: RowPlace) => void;
}) {
  return tables.map((table) => (
    <Panel
      key={`${table.finding_key} ${table.kind}`}
      isFlush
      title={<MaybeChinese>{table.title}</MaybeChinese>}
      aside={<MaybeChinese>{table.unit}</MaybeChinese>}
    >
      <Rows table={table} onOpen={onOpen} />
      {table.total === null ? null : (
        <p className="under-table">
          <MaybeChinese>{table.total}</MaybeChinese>
        </p>
      )}
    </Panel>
  ));
}

function Rows({ table, onOpen }: { table: OwnTable; onOpen: (place: RowPlace) => void }) {
  const { t } = useWords();
  const { columns, rows } = table;
  const isNumber = (index: number) => columns[index]?.is_number === true;
  return (
    <table className={`plain own is-${table.kind}`}>
      <thead>
        <tr>
          {columns.map(({ code, label, is_number: isRight }) => (
            <th key={code} scope="col" className={isRight ? 'right' : ''}>
              {label}
            </th>
          ))}
          <th scope="col">{t('case.stands-in')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and do not move
          <tr key={place} className={row.is_in_question ? 'is-asked' : ''}>
            {row.cells.map((cell, index) => (
              <td
                key={columns[index]?.code}
                className={isNumber(index) ? 'right' : columns[index]?.code === 'number' ? 'number' : ''}
              >
                <MarkedText text={cell.text} marks={cell.marks} gap={cell.gap} />
              </td>
            ))}
            <td>
              {row.place === null ? (
                t('case.gap-none')
              ) : (
                <SourceLink place={row.place} onOpen={onOpen} isShort={table.kind === 'accounts'} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
