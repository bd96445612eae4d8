import { Input, Select } from 'antd';
import { NATURES } from '../../../../../core/words/case.ts';
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
      <div className="pair">
        {hasClaim ? (
          <div>
            <label htmlFor="case-nature">{t('case.nature')}</label>
            <Select
              id="case-nature"
              value={value.nature}
              placeholder={t('case.choose')}
              onChange={(nature) => set({ nature })}
              options={NATURES.map((one) => ({ value: one, label: t(`case.nature-${one}`) }))}
            />
          </div>
        ) : null}
        <BasisField found={found} draft={draft} />
      </div>
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
