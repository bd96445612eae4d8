import { ruleTrust, type SampledGate } from '../../../contract/rule-trust.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount, showPercent } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { DrawnFinding } from './drawn-finding.tsx';

/** How often people found the rule right, by where the lead came from and by township, with the interval. */
export function RuleTrust({ ruleId }: { ruleId: string }) {
  const { t, pick } = useWords();
  const answer = useAnswer(ruleTrust.trust, { query: { rule_id: ruleId } });
  return (
    <Answered answer={answer} rows={3}>
      {({ rows, drift }) => (
        <Panel title={t('rules.trust')} aside={t('rules.trust-aside')} isFlush={rows.length > 0}>
          {drift === null ? null : <p className="differs rules-none">{pick(drift)}</p>}
          {rows.length === 0 ? (
            <p className="rules-text is-muted">{t('rules.trust-none')}</p>
          ) : (
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('rules.trust-source')}</th>
                  <th>{t('rules.township')}</th>
                  <th className="right">{t('rules.trust-held')}</th>
                  <th className="right">{t('rules.trust-interval')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ source, township, decided, looked, substantiated, low, high }) => (
                  <tr key={`${source} ${township}`}>
                    <td>{t(`rules.trust-${source}`)}</td>
                    <td lang="zh-CN">{township ?? '—'}</td>
                    <td className="right">
                      {showCount(substantiated)}/{showCount(decided)}
                      {looked === 0 ? '' : t('rules.trust-looked', { n: showCount(looked) })}
                    </td>
                    <td className="right">
                      {low === null || high === null ? '—' : `${showPercent(low)}–${showPercent(high)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Panel>
      )}
    </Answered>
  );
}

/** Where a rule that argues from absence may open cases, and what is still to be looked at. */
export function RuleGates({ ruleId }: { ruleId: string }) {
  const { t } = useWords();
  const answer = useAnswer(ruleTrust.sample, { query: { rule_id: ruleId } });
  return (
    <Answered answer={answer} rows={3}>
      {({ gates }) =>
        gates.length === 0 ? null : (
          <Panel title={t('rules.gates')} aside={t('rules.gates-aside')} isFlush>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('rules.township')}</th>
                  <th className="right">{t('rules.findings')}</th>
                  <th className="right">{t('rules.gate-looked')}</th>
                  <th className="right">{t('rules.gate-lower')}</th>
                  <th>{t('rules.gate-state')}</th>
                </tr>
              </thead>
              <tbody>
                {gates.map((gate) => (
                  <GateLine key={gate.township ?? ''} gate={gate} />
                ))}
              </tbody>
            </table>
          </Panel>
        )
      }
    </Answered>
  );
}

function GateLine({ gate }: { gate: SampledGate }) {
  const { t } = useWords();
  const { township, findings, looked, holds, lower, is_open: isOpen, sample } = gate;
  return (
    <>
      <tr>
        <td lang="zh-CN">{township ?? '—'}</td>
        <td className="right">{showCount(findings)}</td>
        <td className="right">{t('rules.gate-looks', { looked, drawn: sample.length, holds })}</td>
        <td className="right">{lower === null ? '—' : showPercent(lower)}</td>
        <td>
          <span className={isOpen ? 'chip is-teal' : 'chip is-ochre'}>
            {t(isOpen ? 'rules.gate-open' : 'rules.gate-closed')}
          </span>
        </td>
      </tr>
      <tr>
        <td colSpan={5}>
          <details>
            <summary>{t('rules.gate-drawn', { n: sample.length })}</summary>
            {sample.map((one) => (
              <DrawnFinding key={one.finding_id} one={one} />
            ))}
          </details>
        </td>
      </tr>
    </>
  );
}
