import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import type { TrialEffect } from '../../../contract/trial-effect.ts';
import type { Failed } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { Effect } from './effect.tsx';

/** The end of a form that first shows what would come of an answer, and then saves it with how it is known. */
export function TryThenSave({
  id,
  effect,
  reason,
  onReason,
  refusal,
  isReady = true,
  isTrying,
  isSaving,
  savedText,
  overNights = null,
}: {
  /** Of the field for the reason. */
  id: string;
  /** Null until the answer was tried. */
  effect: TrialEffect | null;
  reason: string;
  onReason: (reason: string) => void;
  refusal: Failed | null;
  /** Whether there is an answer to try. */
  isReady?: boolean;
  isTrying: boolean;
  isSaving: boolean;
  /** From when a saved answer counts, and for what. */
  savedText: string;
  /** The same on the nights that are kept, where an answer can be tried on them. */
  overNights?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <>
      {effect ? <Effect effect={effect} /> : null}
      {effect ? overNights : null}
      <div className="words-reason">
        <label htmlFor={id}>{t('words.reason')}</label>
        <Input id={id} maxLength={500} value={reason} onChange={(event) => onReason(event.target.value)} />
      </div>
      <RefusalLine refusal={refusal} />
      <div className="form-actions">
        {effect ? (
          <Button htmlType="submit" type="primary" loading={isSaving}>
            {t('words.save')}
          </Button>
        ) : (
          <Button htmlType="submit" type="primary" disabled={!isReady} loading={isTrying}>
            {t('words.try')}
          </Button>
        )}
        <span className="is-muted">{effect ? savedText : t('words.try-first')}</span>
      </div>
    </>
  );
}
