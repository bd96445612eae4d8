import { Checkbox } from 'antd';
import { explanationState } from '../../../../../casework/decision-guard.ts';
import { EXPLANATION_TITLES } from '../../../../../core/words/case.ts';
import type { CaseEvidence } from '../../../../../explanation/case-explanation.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import type { DraftHold } from '../decision/draft.ts';
import { MaybeChinese } from '../maybe-chinese.tsx';

/** Where the decision sends whoever has not looked yet. */
export const EXPLANATIONS = 'case-explanations';

/** What would make all of it innocent: looked at by the system, or put to a person. */
export function ExplanationsPanel({
  found,
  evidence,
  draft,
}: {
  found: CaseAnswer;
  evidence: CaseEvidence;
  draft: DraftHold;
}) {
  const { t, pick } = useWords();
  const { explanations } = evidence;
  const seenThen = found.decided?.looked ?? [];
  if (explanations.length === 0) return null;
  const { looked } = draft.value;
  const open = explanations.filter(({ key, verdict }) => verdict === 'look' && !looked.includes(key));
  const toggle = (key: string) =>
    draft.set({ looked: looked.includes(key) ? looked.filter((one) => one !== key) : [...looked, key] });
  return (
    <Panel
      title={t('case.explanations')}
      aside={t('case.explanations-aside')}
      actions={
        draft.isOpen && open.length > 0 ? (
          <span className="chip is-ochre">{t('case.still-to-look', { n: open.length })}</span>
        ) : null
      }
    >
      <ul className="explanations" id={EXPLANATIONS}>
        {explanations.map(({ key, finding_key, text, verdict, looked_at: seen }) => (
          <li key={`${finding_key} ${key}`}>
            {verdict === 'look' && draft.isOpen ? (
              <Checkbox className="look-box" checked={looked.includes(key)} onChange={() => toggle(key)}>
                <MaybeChinese>{text}</MaybeChinese>
              </Checkbox>
            ) : (
              <>
                <span className="chip">
                  {pick(EXPLANATION_TITLES[explanationState({ verdict, text }, seenThen)])}
                </span>
                <MaybeChinese>{text}</MaybeChinese>
              </>
            )}
            <span className="looked-at">
              {verdict === 'look' && draft.isOpen ? (
                <span className="is-out">{t('case.please-look')} </span>
              ) : null}
              <MaybeChinese>{seen}</MaybeChinese>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
