import { Link } from 'react-router';
import { type RuleLife, ruleLives, type ShadowAnswer } from '../../../contract/rule-lives.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { MoveRule } from './move-rule.tsx';
import { LifeStage } from './rule-lives.tsx';

/** One rule of the office: how it came to be what it is, and what it would have opened beside what people decided. */
export function ShadowView({ ruleId }: { ruleId: string }) {
  const { t, language } = useWords();
  const lives = useAnswer(ruleLives.lives);
  const seesPeople = useRight('rules.shadow-findings');
  return (
    <Answered answer={lives} rows={12}>
      {({ lives: all }) => {
        const life = all.find(({ rule_id }) => rule_id === ruleId);
        if (life === undefined)
          return <PageHead title={ruleId} aside={<Link to="/rules">{t('rules.back')}</Link>} />;
        return (
          <>
            <PageHead
              title={(language === 'zh' ? life.title : life.english) ?? life.rule_id}
              aside={
                <>
                  <Link to="/rules">{t('rules.back')}</Link> · <LifeStage life={life} />
                </>
              }
            />
            <MoveRule life={life} />
            {seesPeople ? <Found ruleId={ruleId} /> : null}
            <Nights life={life} />
            <Life life={life} />
          </>
        );
      }}
    </Answered>
  );
}

function Found({ ruleId }: { ruleId: string }) {
  const { t } = useWords();
  const answer = useAnswer(ruleLives.shadowFindings, { query: { rule_id: ruleId } });
  return (
    <Answered answer={answer} rows={6}>
      {(found) =>
        found.all === 0 ? (
          <Panel title={t('rules.shadow-found')}>
            <p className="rules-text is-muted">{t('rules.nothing-shadow')}</p>
          </Panel>
        ) : (
          <>
            <Townships found={found} />
            <Findings found={found} />
          </>
        )
      }
    </Answered>
  );
}

function Townships({ found }: { found: ShadowAnswer }) {
  const { t } = useWords();
  return (
    <Panel title={t('rules.by-township')} aside={t('rules.shadow-aside')} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('rules.township')}</th>
            <th className="right">{t('rules.people')}</th>
            <th className="right">{t('rules.money')}</th>
            <th className="right">{t('rules.true-lead')}</th>
            <th className="right">{t('rules.false-lead')}</th>
            <th className="right">{t('rules.undecided')}</th>
            <th className="right">{t('rules.no-case')}</th>
          </tr>
        </thead>
        <tbody>
          {found.townships.map((one) => (
            <tr key={one.township ?? ''}>
              <td lang="zh-CN">{one.township ?? '—'}</td>
              <td className="right">{showCount(one.people)}</td>
              <td className="money">{showYuan(one.amount_fen)}</td>
              <td className="right">{showCount(one.substantiated)}</td>
              <td className="right">{showCount(one.unfounded)}</td>
              <td className="right">{showCount(one.undecided)}</td>
              <td className="right">{showCount(one.without_case)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Findings({ found }: { found: ShadowAnswer }) {
  const { t } = useWords();
  return (
    <Panel title={t('rules.shadow-found')} aside={showCount(found.all)} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('rules.name')}</th>
            <th>{t('rules.township')}</th>
            <th className="right">{t('rules.money')}</th>
            <th>{t('rules.sentence')}</th>
            <th>{t('rules.decided')}</th>
          </tr>
        </thead>
        <tbody>
          {found.findings.map((one) => (
            <tr key={one.finding_key}>
              <td lang="zh-CN">{one.name}</td>
              <td lang="zh-CN">{one.township ?? '—'}</td>
              <td className="money">
                <Money fen={one.amount_fen} />
              </td>
              <td lang="zh-CN">{one.reason}</td>
              <td>
                {one.cases.length === 0
                  ? t('rules.no-case')
                  : one.cases.map(({ case_id, status }) => (
                      <div key={case_id} className="number">
                        <Link to={`/cases/${case_id}`}>{case_id}</Link> {t(`queue.status-${status}`)}
                      </div>
                    ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Nights({ life }: { life: RuleLife }) {
  const { t } = useWords();
  if (life.nights.length === 0) return null;
  return (
    <Panel title={t('rules.nights')} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('rules.night')}</th>
            <th className="right">{t('rules.findings')}</th>
            <th className="right">{t('rules.people')}</th>
            <th className="right">{t('rules.money')}</th>
          </tr>
        </thead>
        <tbody>
          {[...life.nights].reverse().map((night) => (
            <tr key={night.as_of}>
              <td className="number">{night.as_of}</td>
              <td className="right">{showCount(night.findings)}</td>
              <td className="right">{showCount(night.people)}</td>
              <td className="money">{showYuan(night.amount_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Life({ life }: { life: RuleLife }) {
  const { t } = useWords();
  return (
    <Panel title={t('rules.life')} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('rules.when')}</th>
            <th>{t('rules.who')}</th>
            <th>{t('rules.what')}</th>
            <th>{t('rules.version')}</th>
            <th>{t('rules.why')}</th>
          </tr>
        </thead>
        <tbody>
          {life.events.map((event) => (
            <tr key={`${event.at} ${event.type}`}>
              <td className="number">{showStamp(event.at)}</td>
              <td>{event.by}</td>
              <td>{t(`audit.type-${event.type}`)}</td>
              <td className="number">{event.version}</td>
              <td lang="zh-CN">{event.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
