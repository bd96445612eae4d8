import type { ApprovalDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showMonth } from '../../parts/dates.ts';
import { Money } from '../../parts/money.tsx';
import { Panel } from '../../parts/panel.tsx';

/** The amount month by month; its total ties with what is signed, or says that it does not. */
export function MonthTable({ document }: { document: ApprovalDocument }) {
  const { t, has } = useWords();
  const { sheet } = document;
  if (sheet === null) return null;
  const { columns, rows, adjustments, struck, parts, amount_fen, ties } = sheet;
  const named = (column: string): string =>
    has(`approvals.part-${column}`) ? t(`approvals.part-${column}`) : column;
  return (
    <Panel
      title={t('approvals.months')}
      aside={t('approvals.months-aside', { n: rows.length })}
      actions={
        <span className={ties ? 'ties' : 'differs'}>
          {t(ties ? 'approvals.ties' : 'approvals.does-not-tie')}
        </span>
      }
      isFlush
    >
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('approvals.month')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="right">
                {named(column)}
              </th>
            ))}
            <th scope="col" className="right">
              {t('approvals.sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.month ?? 'none'}>
              <td>{showMonth(row.month)}</td>
              {columns.map((column) => (
                <td key={column} className="right">
                  <Money fen={row.parts[column] ?? null} />
                </td>
              ))}
              <td className="right">
                <Money fen={row.amount_fen} />
              </td>
            </tr>
          ))}
          {adjustments.map(({ reason, amount_fen: fen }) => (
            <tr key={`${reason} ${fen}`}>
              <td colSpan={columns.length + 1}>
                {t('approvals.adjusted')} <Chinese>{reason}</Chinese>
              </td>
              <td className="right">
                <Money fen={fen} />
              </td>
            </tr>
          ))}
          <tr className="is-total">
            <td>{t('shell.total')}</td>
            {columns.map((column) => (
              <td key={column} className="right">
                <Money fen={parts[column] ?? 0} />
              </td>
            ))}
            <td className="right">
              <Money fen={amount_fen} />
            </td>
          </tr>
        </tbody>
      </table>
      {struck.map(({ month, reason }) => (
        <p key={month} className="struck is-muted">
          {t('approvals.struck', { month: showMonth(month) })} <Chinese>{reason}</Chinese>
        </p>
      ))}
    </Panel>
  );
}
