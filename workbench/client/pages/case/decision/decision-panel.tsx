import { Button } from 'antd';
import { useState } from 'react';
import type { Outcome } from '../../../../../core/words/case.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { useKeys } from '../../../shell/keys.ts';
import { EXPLANATIONS } from '../evidence/explanations-panel.tsx';
import { ConfirmDecision } from './confirm-decision.tsx';
import type { DraftHold } from './draft.ts';
import { checkDraft } from './hindrance.ts';
import { OutcomeChoice } from './outcome-choice.tsx';
import { PutBack } from './put-back.tsx';
import { SubstantiatedFields } from './substantiated-fields.tsx';
import { UnfoundedFields } from './unfounded-fields.tsx';
import { UnverifiableFields } from './unverifiable-fields.tsx';

/** Where a person decides. Nothing is chosen beforehand, and no amount is typed. */
export function DecisionPanel({
  found,
  draft,
  onSubmitted,
}: {
  found: CaseAnswer;
  draft: DraftHold;
  onSubmitted: () => void;
}) {
  const { t, pick } = useWords();
  const [isConfirming, confirm] = useState(false);
  const { value } = draft;
  const choose = (outcome: Outcome) => draft.set({ outcome });
  const groundWord = value.ground === null ? '' : t(`case.ground-${value.ground}`);
  const checked = checkDraft(found, value, groundWord);
  const { hindrance } = checked;
  const submit = hindrance === null ? () => confirm(true) : undefined;
  useKeys({
    1: () => choose('substantiated'),
    2: () => choose('unfounded'),
    3: () => choose('unverifiable'),
    'Ctrl+Enter': submit,
  });
  return (
    <Panel
      title={t('case.decision')}
      aside={t('case.decision-aside')}
      actions={<PutBack found={found} draft={draft} />}
    >
      {draft.isElsewhere ? (
        <p className="hindrance" role="alert">
          {t('case.draft-elsewhere')}{' '}
          <button type="button" className="link" onClick={() => draft.settle('theirs')}>
            {t('case.draft-theirs')}
          </button>{' '}
          <button type="button" className="link" onClick={() => draft.settle('mine')}>
            {t('case.draft-mine')}
          </button>
        </p>
      ) : null}
      <OutcomeChoice outcome={value.outcome} onChoose={choose} />
      {value.outcome === 'substantiated' ? <SubstantiatedFields found={found} draft={draft} /> : null}
      {value.outcome === 'unfounded' ? <UnfoundedFields draft={draft} /> : null}
      {value.outcome === 'unverifiable' ? <UnverifiableFields draft={draft} /> : null}
      <Button
        type="primary"
        block
        disabled={submit === undefined}
        onClick={submit}
        aria-describedby="case-hindrance"
      >
        {t(
          value.outcome === 'substantiated' || value.outcome === null
            ? 'case.submit'
            : 'case.confirm-outcome',
        )}
        <kbd>Ctrl+Enter</kbd>
      </Button>
      <p id="case-hindrance" className="hindrance" role="status">
        {hindrance === null ? '' : 'key' in hindrance ? t(hindrance.key) : pick(hindrance)}
        {hindrance !== null && 'code' in hindrance && hindrance.code === 'explanation-unseen' ? (
          <>
            {' '}
            <button type="button" className="link" onClick={lookAtNext}>
              {t('case.go-look')}
            </button>
          </>
        ) : null}
      </p>
      {checked.hindrance === null ? (
        <ConfirmDecision
          found={found}
          draft={draft}
          body={checked.body}
          groundWord={groundWord}
          isOpen={isConfirming}
          onClose={() => confirm(false)}
          onSubmitted={onSubmitted}
        />
      ) : null}
    </Panel>
  );
}

/** To the first explanation that nobody has ticked. */
function lookAtNext(): void {
  const next = document.querySelector<HTMLElement>(`#${EXPLANATIONS} input:not(:checked)`);
  next?.scrollIntoView({ block: 'center' });
  next?.focus();
}
