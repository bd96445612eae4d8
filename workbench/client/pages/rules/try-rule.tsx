import { useState } from 'react';
import { type RuleDetail, type RuleTrial, rules, type TriedFinding } from '../../../contract/rules.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { TakesTime } from '../../parts/takes-time.tsx';
import { ParameterForm } from './parameter-form.tsx';
import { TrialSums } from './trial-sums.tsx';
import { TriedFindings } from './tried-findings.tsx';

/** What would be found with other values: gained, lost, confirmed cases lost, and the money. Nothing of it is kept. */
export function TryRule({ rule }: { rule: RuleDetail }) {
  const { t } = useWords();
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const trial = useAct(rules.try, { changes: false });
  if (rule.missing_tables.length > 0) {
    return (
      <Panel title={t('rules.try')}>
        <p className="is-muted rules-text">{t('rules.cannot-try')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('rules.try')} aside={<span className="chip is-ochre">{t('rules.only-a-trial')}</span>}>
      {rule.parameters.length === 0 ? (
        <p className="is-muted rules-text">{t('rules.nothing-to-change')}</p>
      ) : null}
      <ParameterForm
        parameters={rule.parameters}
        label={t('rules.try')}
        isPending={trial.isPending}
        onTry={(changes) => {
          setRefusal(null);
          trial.mutate({ body: { rule_id: rule.rule_id, changes } }, { onError: setRefusal });
        }}
      />
      <TakesTime {...rule.trial} isPending={trial.isPending} />
      <RefusalLine refusal={refusal} />
      {trial.data && !trial.isPending ? <Outcome trial={trial.data} /> : null}
    </Panel>
  );
}

function Outcome({ trial }: { trial: RuleTrial }) {
  const { t } = useWords();
  const { before, after, gained, lost, changed, confirmed_lost: confirmedLost, shown } = trial;
  const difference = after.amount_fen - before.amount_fen;
  return (
    <div aria-live="polite">
      <p className="rules-outcome">
        {t('rules.outcome', {
          before: showCount(before.findings),
          after: showCount(after.findings),
          gained,
          lost,
          changed,
        })}{' '}
        <strong>
          {t('rules.difference', { money: `${difference > 0 ? '+' : ''}${showYuan(difference)}` })}
        </strong>
      </p>
      <p className={confirmedLost > 0 ? 'differs' : 'is-muted'}>
        {t('rules.confirmed-lost', { n: confirmedLost })}{' '}
        {shown.lost.length < lost ? null : t('rules.lost-money', { money: showYuan(sumOf(shown.lost)) })}
      </p>
      <TrialSums trial={trial} />
      <TriedFindings title={t('rules.gained')} all={gained} findings={shown.gained} />
      <TriedFindings title={t('rules.lost')} all={lost} findings={shown.lost.map(asLost)} />
      <TriedFindings title={t('rules.other-amount')} all={changed} findings={shown.changed} />
      <p className="chip is-ochre">{t('rules.only-a-trial')}</p>
    </div>
  );
}

/** What is lost had an amount and has none. */
function asLost(finding: TriedFinding): TriedFinding {
  return { ...finding, amount_before_fen: finding.amount_fen, amount_fen: null };
}

function sumOf(findings: readonly TriedFinding[]): number {
  return findings.reduce((sum, { amount_fen: fen }) => sum + (fen ?? 0), 0);
}
