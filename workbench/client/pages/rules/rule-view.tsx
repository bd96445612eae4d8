import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { writeQueueAddress } from '../../../contract/queue.ts';
import { type RuleDetail, type RuleNeed, type RuleParameter, rules } from '../../../contract/rules.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { useRight, useSession } from '../../shell/session.tsx';
import { Share, Validity } from './rule-marks.tsx';
import { RuleGates, RuleTrust } from './rule-trust.tsx';
import { TryRule } from './try-rule.tsx';
import { sayValue, showTemplate } from './values.ts';

/** One rule in full: what it asks and says, its values by date, what would explain it innocently, what it leaves out. */
export function RuleView({ ruleId }: { ruleId: string }) {
  const answer = useAnswer(rules.read, { query: { rule_id: ruleId } });
  return (
    <Answered answer={answer} rows={12}>
      {(rule) => <Rule rule={rule} />}
    </Answered>
  );
}

function Rule({ rule }: { rule: RuleDetail }) {
  const { t, language } = useWords();
  const { pages } = useSession();
  const mayTry = useRight('rules.try');
  const seesTrust = useRight('rules.trust');
  const seesSample = useRight('rules.sample');
  const title = language === 'zh' ? rule.title : rule.english;
  const seesQueue = pages.some(({ page }) => page === 'queue');
  return (
    <>
      <PageHead
        title={title}
        aside={
          <>
            <Link to="/rules">{t('rules.back')}</Link> · {t('rules.version-of', { version: rule.version })}
          </>
        }
      />
      <section className="sentence">
        <p>{language === 'zh' ? rule.question : rule.question_en}</p>
        <div className="under">
          <span>
            {t('rules.now-finds', { n: showCount(rule.findings) })}{' '}
            {seesQueue && rule.findings > 0 ? (
              <Link to={`/queue?${writeQueueAddress({ view: 'all', rule: rule.rule_id })}`}>
                {t('rules.see-cases')}
              </Link>
            ) : null}
          </span>
          <span>
            {t('rules.share')} <Share precision={rule.precision} />
          </span>
          <span>{t(`rules.direction-${rule.direction}`)}</span>
        </div>
      </section>
      <div className="columns">
        <div>
          {seesSample ? <RuleGates ruleId={rule.rule_id} /> : null}
          <Parameters parameters={rule.parameters} />
          {seesTrust ? <RuleTrust ruleId={rule.rule_id} /> : null}
          {mayTry ? <TryRule rule={rule} /> : null}
          <Folded title={t('rules.sql')}>
            <pre className="rules-sql">{rule.sql}</pre>
          </Folded>
          <Folded title={t('rules.cases', { n: rule.cases.length })}>
            <ul className="rules-list" lang="en">
              {rule.cases.map(({ name, fires }) => (
                <li key={name}>
                  <span className={fires ? 'chip is-ochre' : 'chip'}>
                    {t(fires ? 'rules.fires' : 'rules.silent')}
                  </span>{' '}
                  {name}
                </li>
              ))}
            </ul>
          </Folded>
        </div>
        <div>
          <Panel title={t('rules.says')}>
            <p className="rules-text">
              {showTemplate(language === 'zh' ? rule.sentence : rule.sentence_en, t)}
            </p>
          </Panel>
          <Panel title={t('rules.basis')}>
            <ul className="rules-list" lang="zh-CN">
              {rule.legal_basis.map((basis) => (
                <li key={`${basis.text}/${basis.article}`}>
                  {basis.text}
                  {basis.article ?? ''}
                  <Validity from={basis.from} to={basis.to} />
                </li>
              ))}
            </ul>
          </Panel>
          <Needs needs={rule.needs} />
          <Texts title={t('rules.innocent')} texts={rule.innocent_explanations} />
          <Texts title={t('rules.not-covered')} texts={rule.not_covered} />
          <Texts title={t('rules.next-step')} texts={[rule.next_step]} />
          <Texts
            title={t('rules.history')}
            texts={rule.changes.map(({ on, months, text }) => `${on} · ${months}：${text}`)}
          />
        </div>
      </div>
    </>
  );
}

/** Which lists it needs, which of them have come, and what it cannot see without the others. */
function Needs({ needs }: { needs: readonly RuleNeed[] }) {
  const { t, language } = useWords();
  if (needs.length === 0) return null;
  return (
    <Panel title={t('rules.needs')}>
      <ul className="rules-list">
        {needs.map(({ sources, is_met, without }) => (
          <li key={without.en}>
            <span className={is_met ? 'chip' : 'chip is-ochre'}>
              {t(is_met ? 'rules.need-met' : 'rules.need-missing')}
            </span>{' '}
            {sources
              .map(({ title, english }) => (language === 'zh' ? title : english))
              .join(language === 'zh' ? '、' : ', ')}
            {is_met ? null : <div className="is-muted">{language === 'zh' ? without.zh : without.en}</div>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Values by date: what holds for which months, and on what ground. */
function Parameters({ parameters }: { parameters: readonly RuleParameter[] }) {
  const { t, language, pick } = useWords();
  return (
    <Panel title={t('rules.parameters')} aside={t('rules.parameters-aside')} isFlush>
      {parameters.length === 0 ? (
        <p className="rules-none is-muted">{t('rules.no-parameters')}</p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('rules.parameter')}</th>
              <th>{t('rules.months')}</th>
              <th>{t('rules.value')}</th>
              <th>{t('rules.ground')}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.flatMap((parameter) =>
              parameter.periods.map((period, index) => (
                <tr key={`${parameter.name}/${period.from}`}>
                  <td>
                    {index > 0 ? null : language === 'zh' ? parameter.title : parameter.english}
                    {index === 0 && parameter.is_overridden ? (
                      <span className="chip is-teal rules-chip">{t('rules.overridden')}</span>
                    ) : null}
                  </td>
                  <td className="number rules-months">
                    {period.from <= 195001 && period.to === null
                      ? t('rules.always')
                      : `${showMonth(period.from)} – ${period.to === null ? '' : showMonth(period.to)}`}
                  </td>
                  <td className="rules-value" lang="zh-CN">
                    {period.values.map((value) => sayValue(parameter, value, pick)).join('、')}
                  </td>
                  <td lang="zh-CN" className="is-muted">
                    {period.basis}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Texts({ title, texts }: { title: string; texts: readonly string[] }) {
  return (
    <Panel title={title}>
      <ul className="rules-list" lang="zh-CN">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Panel>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title={title}
      actions={
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'rules.fold' : 'rules.unfold')}
        </button>
      }
      isFlush={!isOpen}
    >
      {isOpen ? children : null}
    </Panel>
  );
}
