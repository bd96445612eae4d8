import type { Timeline } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import { showYuan } from '../../../parts/figures.ts';

/** The same as the drawing, for those who listen to the page. */
export function TimelineTable({ timeline }: { timeline: Timeline }) {
  const { t } = useWords();
  return (
    <div className="visually-hidden">
      <table>
        <caption>{t('case.timeline')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('case.month')}</th>
            <th scope="col">{t('case.row-payments')}</th>
            <th scope="col">{t('case.events')}</th>
          </tr>
        </thead>
        <tbody>
          {timeline.months.map((month) => (
            <tr key={month}>
              <th scope="row">{showMonth(month)}</th>
              <td lang="zh-CN">
                {timeline.payments
                  .filter((payment) => payment.month === month)
                  .map(
                    (payment) =>
                      `${payment.state_text} ${showYuan(payment.amount_fen)}${payment.is_claimed ? ' *' : ''}`,
                  )
                  .join(' ')}
              </td>
              <td lang="zh-CN">
                {timeline.events
                  .filter((event) => event.month === month)
                  .map((event) => `${event.on ?? ''} ${event.label}`)
                  .join(' ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
