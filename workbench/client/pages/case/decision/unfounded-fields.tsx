import { Input, Radio } from 'antd';
import { CLEAR_GROUNDS } from '../../../../../core/words/case.ts';
import { useWords } from '../../../language/language.tsx';
import type { Draft, DraftHold } from './draft.ts';

export function UnfoundedFields({ draft }: { draft: DraftHold }) {
  const { t } = useWords();
  const { value, set } = draft;
  return (
    <div className="fields">
      <Radio.Group
        className="grounds"
        aria-label={t('case.ground')}
        value={value.ground}
        onChange={(event) => set({ ground: event.target.value as Draft['ground'] })}
        options={CLEAR_GROUNDS.map((ground) => ({ value: ground, label: t(`case.ground-${ground}`) }))}
      />
      <label htmlFor="case-reason">{t('case.reason')}</label>
      <Input.TextArea
        id="case-reason"
        rows={3}
        maxLength={2000}
        value={value.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </div>
  );
}
