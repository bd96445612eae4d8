import type { CaseEvidence, RowPlace } from '../../../../../explanation/case-explanation.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import { Money } from '../../../parts/money.tsx';
import { Panel } from '../../../parts/panel.tsx';
import type { DraftHold } from '../decision/draft.ts';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { AdoptDate } from './adopt-date.tsx';
import { SourceLink } from './source-link.tsx';

/** What each office says of the death, and what would be claimed if it were believed. */
export function DeathDatesPanel({
  found,
  evidence,
  draft,
  onOpen,
}: {
  found: CaseAnswer;
  evidence: CaseEvidence;
  draft: DraftHold;
  onOpen: (place: RowPlace) => void;
}) {
  const { t } = useWords();
  const dates = evidence.sources_dates;
  const adopted = dates.find(({ is_adopted }) => is_adopted);
  if (dates.length === 0) return null;
  return (
    <Panel isFlush title={t('case.death-dates')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('case.source')}</th>
            <th scope="col">{t('case.date')}</th>
            <th scope="col">{t('case.stands')}</th>
            <th scope="col" className="right">
              {t('case.if-adopted')}
            </th>
          </tr>
        </thead>
        <tbody>
          {dates.map((date) => (
            <tr
              key={`${date.source_kind} ${date.on ?? date.month} ${date.place?.row ?? ''}`}
              className={date.is_adopted ? 'is-adopted' : ''}
            >
              <td>
                <MaybeChinese>{date.label}</MaybeChinese>{' '}
                {date.is_adopted ? <span className="chip is-teal">{t('case.adopted')}</span> : null}
              </td>
              <td>
                {date.on ?? showMonth(date.month)}{' '}
                {date.role === 'death' ? null : (
                  <span className="is-muted">{t(`case.date-${date.role}`)}</span>
                )}
              </td>
              <td>
                <SourceLink place={date.place} onOpen={onOpen} isShort />
              </td>
              <td className="right">
                {date.amount_fen === null ? (
                  <span className="is-muted">{t('case.no-death-date')}</span>
                ) : (
                  <Money fen={date.amount_fen} />
                )}
                {draft.isOpen && adopted !== undefined && !date.is_adopted && date.amount_fen !== null ? (
                  <AdoptDate date={date} adopted={adopted} claim={found.claim} draft={draft} />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
