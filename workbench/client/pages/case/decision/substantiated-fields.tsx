import { Input, Radio } from 'antd';
import { NATURES, type Nature } from '../../../../../core/words/case.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { AmountFigure } from './amount-figure.tsx';
import { BasisField } from './basis-field.tsx';
import { DebtorField } from './debtor-field.tsx';
import type { DraftHold } from './draft.ts';

export function SubstantiatedFields({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const { t } = useWords();
  const { value, set } = draft;
  const hasClaim = found.claim.length > 0;
  return (
    <div className="fields">
      <AmountFigure found={found} draft={draft} />
      {hasClaim ? <DebtorField found={found} draft={draft} /> : null}
      {hasClaim ? (
        <>
          <span className="label">{t('case.nature')}</span>
          <Radio.Group
            id="case-nature"
            aria-label={t('case.nature')}
            optionType="button"
            size="small"
            value={value.nature}
            onChange={(event) => set({ nature: event.target.value as Nature })}
            options={NATURES.map((one) => ({ value: one, label: t(`case.nature-${one}`) }))}
          />
        </>
      ) : null}
      <BasisField found={found} draft={draft} />
      {found.evidence?.is_contrary ? (
        <>
          <label htmlFor="case-contrary" className="is-out">
            {t('case.contrary-reason')}
          </label>
          <Input.TextArea
            id="case-contrary"
            rows={2}
            value={value.contrary_reason}
            onChange={(event) => set({ contrary_reason: event.target.value })}
          />
        </>
      ) : null}
      <label htmlFor="case-reason">{t('case.reason')}</label>
      <Input.TextArea
        id="case-reason"
        rows={2}
        maxLength={2000}
        value={value.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </div>
  );
}
