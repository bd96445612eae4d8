import type { ApprovalDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showInstant } from '../../parts/dates.ts';

type Step = ApprovalDocument['chain'][number];

/** Whose hands a document goes through, as names; the present step stands out. */
export function Chain({ steps }: { steps: readonly Step[] }) {
  const { t } = useWords();
  return (
    <ol className="chain" aria-label={t('approvals.chain')}>
      {steps.map((step) => (
        <ChainStep key={`${step.act} ${step.title}`} step={step} />
      ))}
    </ol>
  );
}

function ChainStep({ step }: { step: Step }) {
  const { t, language } = useWords();
  const isMine = step.is_me && step.state === 'present';
  const when = step.at === null ? undefined : showInstant(step.at, language);
  return (
    <li
      className={`is-${step.state}`}
      title={when}
      aria-current={step.state === 'present' ? 'step' : undefined}
    >
      {isMine ? (
        t('approvals.you')
      ) : (
        <span lang="zh-CN" title={step.title}>
          {step.names.join('、') || step.title}
        </span>
      )}{' '}
      {t(`approvals.step-${step.act}`)}
      {step.delegate_for === null ? null : (
        <Chinese>{t('approvals.signed-for', { name: step.delegate_for })}</Chinese>
      )}
      {step.state === 'done' ? <span className="ties"> ✓</span> : null}
    </li>
  );
}
