import { useState } from 'react';
import { lastOf } from '../../../../../core/lists.ts';
import type { CaseEvidence } from '../../../../../explanation/case-explanation.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import type { DraftHold } from '../decision/draft.ts';
import { MonthSheetTable } from './month-sheet-table.tsx';
import { StrikeMonths } from './strike-months.tsx';

/** Month by month what was paid too much; months are struck out with a reason, never typed over. */
export function MonthsPanel({
  found,
  evidence,
  draft,
}: {
  found: CaseAnswer;
  evidence: CaseEvidence;
  draft: DraftHold;
}) {
  const { t } = useWords();
  const [isAdjusting, setAdjusting] = useState(draft.value.struck.length > 0);
  const { months } = evidence;
  if (months.length === 0) return null;
  const struck =
    found.status === 'investigating' ? draft.value.struck : (lastOf(found.amounts)?.struck ?? []);
  const mayAdjust = draft.isOpen && found.claim.some(({ month }) => month !== null);
  const title = months.every(({ direction }) => direction === 'person')
    ? 'case.months-owed'
    : months.every(({ totals }) => totals.amount_fen === null)
      ? 'case.months-concerned'
      : months.every(({ unit }) => unit === 'payment')
        ? 'case.payments'
        : 'case.months';
  return (
    <Panel
      isFlush
      title={t(title)}
      aside={t('case.unit-yuan')}
      actions={
        mayAdjust ? (
          <button type="button" className="link no-print" onClick={() => setAdjusting(!isAdjusting)}>
            {t('case.adjust-months')}
          </button>
        ) : null
      }
    >
      {months.map((sheet) => (
        <MonthSheetTable
          key={sheet.finding_key}
          sheet={sheet}
          title={
            months.length > 1
              ? (evidence.sentence.parts.find(({ finding_key: key }) => key === sheet.finding_key)?.title ??
                null)
              : null
          }
          struck={struck.map(({ month }) => month)}
        />
      ))}
      {isAdjusting && mayAdjust ? <StrikeMonths claim={found.claim} draft={draft} /> : null}
    </Panel>
  );
}
