import type { MonthSheet } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import { Money } from '../../../parts/money.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

/** The month sheet of one finding. One that does not tie is not printed; its place says so. */
export function MonthSheetTable({
  sheet,
  title,
  struck,
}: {
  sheet: MonthSheet;
  title: string | null;
  struck: readonly number[];
}) {
  const { t } = useWords();
  if (!sheet.ties) return <p className="under-table differs">{t('case.sheet-differs')}</p>;
  const left = sheet.rows.filter(({ month }) => month === null || !struck.includes(month));
  const sum = (of: (row: MonthSheet['rows'][number]) => number) =>
    left.reduce((total, row) => total + of(row), 0);
  // a note tells of the whole sum; with a month left out it no longer holds
  const notes = left.length === sheet.rows.length ? sheet.notes : [];
  const isMonthly = sheet.unit === 'month';
  const count = isMonthly ? new Set(left.map(({ month }) => month)).size : left.length;
  // nothing is claimed of these months: what was paid in them is all there is to tell
  const isOnlyPaid = sheet.totals.amount_fen === null && left.some(({ paid_fen: fen }) => fen !== null);
  return (
    <>
      <table className="plain months">
        {title === null ? null : (
          <caption>
            <MaybeChinese>{title}</MaybeChinese>
          </caption>
        )}
        <thead>
          <tr>
            <th scope="col">{t(isMonthly ? 'case.month' : 'case.paid-in')}</th>
            {isMonthly ? <th scope="col">{t('case.paid-month')}</th> : null}
            {sheet.columns.map(({ code, label }) => (
              <th key={code} scope="col" className="right">
                {label}
              </th>
            ))}
            <th scope="col" className="right">
              {t(isOnlyPaid ? 'case.only-paid' : isMonthly ? 'shell.total' : 'case.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr
              key={`${row.line_id} ${row.month}`}
              className={row.month !== null && struck.includes(row.month) ? 'is-struck' : ''}
            >
              <td>{showMonth(row.month)}</td>
              {isMonthly ? (
                <td className="is-muted">
                  {row.paid_month === null ? t('case.gap-unknown') : showMonth(row.paid_month)}
                </td>
              ) : null}
              {sheet.columns.map(({ code }) => (
                <td key={code} className="right">
                  <Money fen={row.components[code] ?? null} />
                </td>
              ))}
              <td className="right">
                <Money fen={isOnlyPaid ? row.paid_fen : row.amount_fen} />
              </td>
            </tr>
          ))}
          <tr className="is-total">
            <td colSpan={isMonthly ? 2 : 1}>
              {t(isMonthly ? 'case.total-months' : 'case.total-payments', { n: count })}
            </td>
            {sheet.columns.map(({ code }) => (
              <td key={code} className="right">
                <Money fen={sum((row) => row.components[code] ?? 0)} />
              </td>
            ))}
            <td className="right">
              <Money
                fen={
                  isOnlyPaid
                    ? sum((row) => row.paid_fen ?? 0)
                    : sheet.totals.amount_fen === null
                      ? null
                      : sum((row) => row.amount_fen ?? 0)
                }
              />
            </td>
          </tr>
        </tbody>
      </table>
      {sheet.rates.length + notes.length === 0 ? null : (
        <div className="under-table">
          {sheet.rates.map(({ from_month: from, to_month: to, text }) => (
            <p key={from}>
              {sheet.rates.length > 1 ? `${showMonth(from)}${from === to ? '' : `–${showMonth(to)}`}  ` : ''}
              <MaybeChinese>{text}</MaybeChinese>
            </p>
          ))}
          {notes.map((note) => (
            <p key={note}>
              <MaybeChinese>{note}</MaybeChinese>
            </p>
          ))}
        </div>
      )}
    </>
  );
}
