import { Radio } from 'antd';
import { OUTCOMES, type Outcome } from '../../../../../core/words/case.ts';
import { useWords } from '../../../language/language.tsx';

export function OutcomeChoice({
  outcome,
  onChoose,
}: {
  outcome: Outcome | null;
  onChoose: (outcome: Outcome) => void;
}) {
  const { t } = useWords();
  return (
    <Radio.Group
      className="outcomes"
      aria-label={t('case.decision')}
      value={outcome}
      onChange={(event) => onChoose(event.target.value as Outcome)}
      options={OUTCOMES.map((value, place) => ({
        value,
        label: (
          <>
            {t(`case.outcome-${value}`)}
            <kbd>{place + 1}</kbd>
          </>
        ),
      }))}
    />
  );
}
