import { useState } from 'react';
import { caseContract } from '../../../../contract/case.ts';
import { useAnswer } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { Answered } from '../../../parts/answered.tsx';
import { showStamp } from '../../../parts/dates.ts';
import { Panel } from '../../../parts/panel.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

const SHOWN = 5;

/** What happened to the case, latest first; the rest of it one click away, and all of it on paper. */
export function HistoryPanel({ caseId, lastSeq }: { caseId: string; lastSeq: number }) {
  const { t, pick } = useWords();
  const [isWhole, setWhole] = useState(false);
  const answer = useAnswer(
    caseContract.history,
    { params: { case_id: caseId }, query: { seen: String(lastSeq) } as never },
    { keepsLast: true },
  );
  const records = [...(answer.data?.records ?? [])].reverse();
  return (
    <Panel
      isFlush
      title={t('case.history')}
      aside={answer.data === undefined ? null : t('case.records', { n: records.length })}
      actions={
        records.length > SHOWN ? (
          <button type="button" className="link no-print" onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'case.fewer' : 'case.all')}
          </button>
        ) : null
      }
    >
      <Answered answer={answer} rows={4}>
        {() => (
          <table className="plain history">
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{t('case.when')}</th>
                <th scope="col">{t('case.who')}</th>
                <th scope="col">{t('case.what')}</th>
              </tr>
            </thead>
            <tbody>
              {records.map(({ seq, at, who, type, told }, place) => (
                <tr key={seq} className={!isWhole && place >= SHOWN ? 'paper-only' : ''}>
                  <td className="is-muted">{showStamp(at).slice(isWhole ? 0 : 5)}</td>
                  <td>{who === '' ? t('case.the-night') : <MaybeChinese>{who}</MaybeChinese>}</td>
                  <td>
                    {t(`case.event-${type}`)}
                    {told === null ? null : (
                      <>
                        {t('case.colon')}
                        <MaybeChinese>{pick(told)}</MaybeChinese>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </Panel>
  );
}
