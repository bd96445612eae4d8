import type { TieOutMonth } from '../../../contract/tie-out.ts';
import { useWords } from '../../language/language.tsx';
import { Money } from '../../parts/money.tsx';

/** Who said what of the month; who has not is named, never counted as nought. */
export function PartyTable({ flow }: { flow: TieOutMonth['flows'][number] }) {
  const { t } = useWords();
  return (
    <table className="plain tie-out-parties">
      <thead>
        <tr>
          <th>{t('tie-out.party')}</th>
          <th className="right">{t('tie-out.sum')}</th>
          <th className="right">{t('tie-out.lines')}</th>
          <th>{t('tie-out.from')}</th>
        </tr>
      </thead>
      <tbody>
        {flow.parties.map(({ party, state, amount_fen, line_count, held_lines, ...said }) => (
          <tr key={party}>
            <td>{t(`tie-out.party-${party}`)}</td>
            <td className="right">
              {state === 'stated' ? (
                <Money fen={amount_fen} />
              ) : (
                <span className="differs">{t(`tie-out.state-${state}`)}</span>
              )}
            </td>
            <td className="right">{state === 'stated' ? line_count : '—'}</td>
            <td>
              {state === 'stated'
                ? t(
                    said.is_own_statement
                      ? 'tie-out.own'
                      : said.is_by_day
                        ? 'tie-out.by-list'
                        : 'tie-out.by-month',
                  )
                : '—'}
              {held_lines > 0 ? <div className="differs">{t('tie-out.held', { n: held_lines })}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
