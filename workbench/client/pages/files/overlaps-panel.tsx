import { Button } from 'antd';
import { useState } from 'react';
import { type DeskOverlap, files, OPEN_VERDICTS } from '../../../contract/files.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';
import { RevokeRuling, RuleOverlap } from './rule-overlap.tsx';

type Asked = { act: 'rule' | 'revoke'; overlap: DeskOverlap };

/** Files that speak of the same: what the night made of them, what it asks, and what somebody has said of them. */
export function OverlapsPanel() {
  const { t, pick } = useWords();
  const answer = useAnswer(files.overlaps);
  const mayRule = useRight('files.rule');
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div id="overlaps">
      <Panel title={t('files.overlaps')} aside={t('files.overlaps-aside')} isFlush>
        <Answered answer={answer} rows={3}>
          {({ overlaps }) =>
            overlaps.length === 0 ? (
              <Placeholder>{t('files.no-overlaps')}</Placeholder>
            ) : (
              <table className="plain files-overlaps">
                <thead>
                  <tr>
                    <th>{t('files.what')}</th>
                    <th>{t('files.earlier')}</th>
                    <th>{t('files.later')}</th>
                    <th className="right">{t('sources.rows')}</th>
                    <th>{t('files.verdict')}</th>
                    <th aria-label={t('files.rule')} />
                  </tr>
                </thead>
                <tbody>
                  {overlaps.map((overlap) => (
                    <tr
                      key={`${overlap.earlier.hash}/${overlap.later.hash}/${overlap.period}/${overlap.verdict}`}
                    >
                      <td>
                        {pick(overlap.title)} <span className="number">{overlap.period}</span>
                      </td>
                      <td lang="zh-CN" className="sources-wrap">
                        {overlap.earlier.name}
                      </td>
                      <td lang="zh-CN" className="sources-wrap">
                        {overlap.later.name}
                      </td>
                      <td className="right">{showCount(overlap.rows)}</td>
                      <td>
                        <Verdict overlap={overlap} />
                      </td>
                      <td className="nowrap right">
                        {mayRule ? (
                          <>
                            <Button
                              size="small"
                              type={isOpen(overlap) ? 'primary' : 'default'}
                              onClick={() => setAsked({ act: 'rule', overlap })}
                            >
                              {t('files.rule')}
                            </Button>{' '}
                            {overlap.ruling ? (
                              <Button size="small" onClick={() => setAsked({ act: 'revoke', overlap })}>
                                {t('files.revoke')}
                              </Button>
                            ) : null}
                          </>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Answered>
      </Panel>
      {asked?.act === 'rule' ? <RuleOverlap overlap={asked.overlap} onClose={() => setAsked(null)} /> : null}
      {asked?.act === 'revoke' ? (
        <RevokeRuling overlap={asked.overlap} onClose={() => setAsked(null)} />
      ) : null}
    </div>
  );
}

/** Whether nobody has answered yet what the night asks. */
function isOpen({ verdict, ruling }: DeskOverlap): boolean {
  return ruling === null && OPEN_VERDICTS.some((one) => one === verdict);
}

function Verdict({ overlap }: { overlap: DeskOverlap }) {
  const { t } = useWords();
  const { verdict, ruling } = overlap;
  return (
    <>
      <span className={isOpen(overlap) ? 'chip is-ochre' : ''}>{t(`files.verdict-${verdict}`)}</span>
      {ruling ? (
        <div className="is-muted">
          {t('files.ruled', { verdict: t(`files.verdict-${ruling.verdict}`) })}{' '}
          <span lang="zh-CN">
            {ruling.by} {showStamp(ruling.at)} {ruling.reason}
          </span>
        </div>
      ) : null}
    </>
  );
}
