import { useSearchParams } from 'react-router';
import { lastOf } from '../../../../core/lists.ts';
import { type RuleLife, ruleLives } from '../../../contract/rule-lives.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';

/** The office's own rules, and how far each has come. */
export function RuleLives() {
  const { t } = useWords();
  const answer = useAnswer(ruleLives.lives);
  return (
    <Answered answer={answer} rows={3}>
      {({ lives }) => (
        <Panel title={t('rules.own')} aside={t('rules.own-aside')} isFlush={lives.length > 0}>
          {lives.length === 0 ? (
            <p className="rules-text is-muted">{t('rules.own-none')}</p>
          ) : (
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('rules.rule')}</th>
                  <th>{t('rules.stage')}</th>
                  <th>{t('rules.version')}</th>
                  <th>{t('rules.last-night')}</th>
                </tr>
              </thead>
              <tbody>
                {lives.map((life) => (
                  <Line key={life.rule_id} life={life} />
                ))}
              </tbody>
            </table>
          )}
        </Panel>
      )}
    </Answered>
  );
}

function Line({ life }: { life: RuleLife }) {
  const { t, language } = useWords();
  const [, setSearch] = useSearchParams();
  const night = lastOf(life.nights);
  const title = language === 'zh' ? life.title : life.english;
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={() => setSearch({ own: life.rule_id })}>
          {title ?? `${life.rule_id}（${t('rules.not-readable')}）`}
        </button>
        <div className="is-muted">{life.rule_id}</div>
      </td>
      <td>
        <LifeStage life={life} />
      </td>
      <td className="number">{(life.live ?? life.shadow)?.version ?? ''}</td>
      <td>
        {night === undefined
          ? '—'
          : t('rules.would', {
              n: showCount(night.findings),
              people: showCount(night.people),
              money: showYuan(night.amount_fen),
            })}
      </td>
    </tr>
  );
}

/** How far a rule has come, and who waits for whom. */
export function LifeStage({ life }: { life: RuleLife }) {
  const { t } = useWords();
  const { stage, live, shadow, proposed } = life;
  return (
    <>
      <span className={stage === 'live' ? 'chip is-teal' : 'chip'}>{t(`rules.stage-${stage}`)}</span>{' '}
      {live !== null && shadow !== null ? (
        <span className="chip">{t('rules.stage-next', { version: shadow.version })}</span>
      ) : null}
      {proposed === null ? null : (
        <div className="is-muted">{t('rules.waits-second', { by: proposed.by })}</div>
      )}
    </>
  );
}
