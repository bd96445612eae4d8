import { Select } from 'antd';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { basisOf } from './claimed.ts';
import type { DraftHold } from './draft.ts';

/** The texts that were in force in the months in question, and no others; set by the months, changed by a person. */
export function BasisField({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const { t } = useWords();
  const texts = basisOf(found.evidence);
  const chosen = draft.value.basis ?? texts;
  return (
    <div className="basis">
      <label htmlFor="case-basis">{t('case.basis')}</label>
      {texts.length === 0 ? (
        <p className="hint">{t('case.no-basis')}</p>
      ) : (
        <Select
          id="case-basis"
          mode="multiple"
          maxTagCount={0}
          maxTagPlaceholder={() => (
            <span title={chosen.join('\n')}>{t('case.basis-n', { n: chosen.length })}</span>
          )}
          value={chosen}
          popupMatchSelectWidth={360}
          placement="bottomRight"
          onChange={(basis: string[]) => draft.set({ basis })}
          options={texts.map((text) => ({ value: text, label: <span lang="zh-CN">{text}</span> }))}
        />
      )}
    </div>
  );
}
