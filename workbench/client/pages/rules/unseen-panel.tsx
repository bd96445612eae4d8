import { Link } from 'react-router';
import { ruleTrust, type Unseen } from '../../../contract/rule-trust.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { Panel } from '../../parts/panel.tsx';
import { DrawnFinding } from './drawn-finding.tsx';

type Titles = ReadonlyMap<string, string>;

/** What is not shown, and why: cleared by a person with this very evidence, or held until its sample was looked at. */
export function UnseenPanel({ titles }: { titles: Titles }) {
  const { t } = useWords();
  const answer = useAnswer(ruleTrust.unseen);
  return (
    <Answered answer={answer} rows={3}>
      {(unseen) => {
        const { findings, people_cases: cases, amount_fen, looked, holds } = unseen.set_aside;
        const isNothing = findings === 0 && unseen.closed.length === 0;
        return (
          <Panel title={t('rules.unseen')} aside={t('rules.unseen-aside')} isFlush={!isNothing}>
            {isNothing ? (
              <p className="rules-text is-muted">{t('rules.unseen-none')}</p>
            ) : (
              <>
                <p className="rules-none">
                  {t('rules.unseen-cleared', {
                    n: showCount(findings),
                    cases: showCount(cases),
                    money: showYuan(amount_fen),
                  })}{' '}
                  {t('rules.unseen-again', { looked: showCount(looked), holds: showCount(holds) })}
                </p>
                <UnseenRules unseen={unseen} titles={titles} />
                <Again sample={unseen.set_aside.sample} titles={titles} />
              </>
            )}
          </Panel>
        );
      }}
    </Answered>
  );
}

function UnseenRules({ unseen, titles }: { unseen: Unseen; titles: Titles }) {
  const { t } = useWords();
  const rows = [
    ...unseen.set_aside.rules.map((one) => ({ ...one, why: t('rules.unseen-by-person') })),
    ...unseen.closed.map((one) => ({
      ...one,
      why: t('rules.unseen-by-gate', { looked: one.looked, drawn: one.drawn }),
    })),
  ];
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t('rules.rule')}</th>
          <th>{t('rules.township')}</th>
          <th className="right">{t('rules.findings')}</th>
          <th className="right">{t('rules.money')}</th>
          <th>{t('rules.unseen-why')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ rule_id, township, findings, amount_fen, why }) => (
          <tr key={`${why} ${rule_id} ${township}`}>
            <td>
              <Link to={`/rules?rule=${rule_id}`}>{titles.get(rule_id) ?? rule_id}</Link>
            </td>
            <td lang="zh-CN">{township ?? '—'}</td>
            <td className="right">{showCount(findings)}</td>
            <td className="money">
              <Money fen={amount_fen} />
            </td>
            <td>{why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Again({ sample, titles }: { sample: Unseen['set_aside']['sample']; titles: Titles }) {
  const { t } = useWords();
  if (sample.length === 0) return null;
  return (
    <details className="rules-none">
      <summary>{t('rules.unseen-drawn', { n: sample.length })}</summary>
      {sample.map(({ case_id, rule_id, name, township, ...drawn }) => (
        <div key={`${case_id} ${rule_id}`}>
          <Link to={`/cases/${case_id}`}>{case_id}</Link>{' '}
          <span lang="zh-CN">
            {name} {township ?? ''}
          </span>{' '}
          {titles.get(rule_id) ?? rule_id}
          {drawn.finding_id === null ? null : (
            <DrawnFinding one={{ ...drawn, finding_id: drawn.finding_id }} />
          )}
        </div>
      ))}
    </details>
  );
}
