import { groupBy } from '../../../../core/lists.ts';
import { insider } from '../../../contract/insider.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { Strength } from '../../parts/strength.tsx';
import { useTitle } from '../../shell/use-title.ts';
import './insider.css';

/** What was found about the office's own hands. Supervision alone has this page, and it leads nowhere: no case is made of it. */
export default function InsiderPage() {
  const { t } = useWords();
  useTitle(t('shell.page-insider'));
  const answer = useAnswer(insider.read);
  return (
    <>
      <PageHead title={t('shell.page-insider')} aside={t('insider.about')} />
      <Answered answer={answer}>
        {({ findings }) =>
          findings.length === 0 ? (
            <Panel title={t('insider.found', { n: 0 })}>
              <Placeholder>{t('insider.none')}</Placeholder>
            </Panel>
          ) : (
            [...groupBy(findings, ({ rule_id }) => rule_id).values()].map((ofRule) => (
              <Panel
                key={ofRule[0]?.rule_id}
                title={<Chinese>{ofRule[0]?.title ?? ''}</Chinese>}
                aside={t('insider.found', { n: ofRule.length })}
                isFlush
              >
                <table className="plain insider-table">
                  <thead>
                    <tr>
                      <th>{t('insider.whose')}</th>
                      <th>{t('insider.sentence')}</th>
                      <th>{t('insider.link')}</th>
                      <th>{t('insider.rows')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {ofRule.map((finding) => (
                      <tr key={`${finding.name} ${finding.resident_id} ${finding.reason}`}>
                        <td>
                          <Chinese>{finding.name}</Chinese>
                          <div className="number is-muted">{finding.resident_id ?? '—'}</div>
                          <div className="is-muted">
                            <Chinese>{finding.township ?? '—'}</Chinese>
                          </div>
                        </td>
                        <td>
                          <Chinese>{finding.reason}</Chinese>
                        </td>
                        <td>
                          <Strength strength={finding.match_strength} />
                        </td>
                        <td>
                          {finding.evidence.map(({ file, row }) => (
                            <div key={`${file} ${row}`} className="insider-place">
                              <Chinese>{file}</Chinese>{' '}
                              <span className="is-muted">{t('insider.row', { n: row })}</span>
                            </div>
                          ))}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Panel>
            ))
          )
        }
      </Answered>
    </>
  );
}
