import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

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
              <MaybeChinese>{step.signed_by}</MaybeChinese>{' '}
            </>
          )}
          <MaybeChinese>{step.title}</MaybeChinese>
          {step.is_next ? ` ${t('case.waits')}` : ''}
        </span>
      ))}
    </span>
  );
}
