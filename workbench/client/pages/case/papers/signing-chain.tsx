import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Said } from '../said.tsx';

/** The chain as names: who signed, who is next. */
export function SigningChain({ paper }: { paper: CaseAnswer['papers'][number] }) {
  const { t } = useWords();
  return (
    <span className="chain">
      {paper.steps.map((step, place) => (
        <span
          key={step.title}
          className={step.is_next ? 'is-next' : step.signed_by === null ? 'is-muted' : ''}
        >
          {place > 0 ? ' → ' : ''}
          {step.signed_by === null ? null : (
            <>
              <Said>{step.signed_by}</Said>{' '}
            </>
          )}
          <Said>{step.title}</Said>
          {step.is_next ? ` ${t('case.waits')}` : ''}
        </span>
      ))}
    </span>
  );
}
