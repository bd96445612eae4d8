import { Input } from 'antd';
import { useWords } from '../../../language/language.tsx';
import { DayInput } from '../../../parts/day-input.tsx';
import type { DraftHold } from './draft.ts';

export function UnverifiableFields({ draft }: { draft: DraftHold }) {
  const { t } = useWords();
  const { value, set } = draft;
  return (
    <div className="fields">
      <label htmlFor="case-missing">{t('case.missing')}</label>
      <Input.TextArea
        id="case-missing"
        rows={3}
        maxLength={2000}
        value={value.missing}
        onChange={(event) => set({ missing: event.target.value })}
      />
      <label htmlFor="case-review">{t('case.review-on')}</label>
      <DayInput id="case-review" value={value.review_on} onChange={(day) => set({ review_on: day })} />
    </div>
  );
}
