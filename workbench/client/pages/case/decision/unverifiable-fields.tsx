import { Input } from 'antd';
import { useWords } from '../../../language/language.tsx';
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
      <Input
        id="case-review"
        type="date"
        value={value.review_on}
        onChange={(event) => set({ review_on: event.target.value })}
      />
    </div>
  );
}
