import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { CaseEvidence } from '../../../../../explanation/case-explanation.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import type { DraftHold } from '../decision/draft.ts';

type DeathDate = CaseEvidence['sources_dates'][number];

/**
 * Goes by another date than the ranked one. A later one leaves months out, with the reason; an earlier one would claim
 * months that no finding claims, so its source has to be put right first.
 */
export function AdoptDate({
  date,
  adopted,
  claim,
  draft,
}: {
  date: DeathDate;
  adopted: DeathDate;
  claim: CaseAnswer['claim'];
  draft: DraftHold;
}) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (date.month === adopted.month) return null;
  if (date.month < adopted.month) return <div className="is-muted">{t('case.earlier-date')}</div>;
  const months = [
    ...new Set(claim.flatMap(({ month }) => (month !== null && month <= date.month ? [month] : []))),
  ];
  if (months.length === 0) return null;
  const adopt = () => {
    const said = `${date.label} ${date.on ?? showMonth(date.month)}${t('case.colon')}${reason.trim()}`;
    const others = draft.value.struck.filter(({ month }) => !months.includes(month));
    draft.set({ struck: [...others, ...months.map((month) => ({ month, reason: said }))] });
    setOpen(false);
  };
  return (
    <>
      {' '}
      <button type="button" className="link no-print" onClick={() => setOpen(true)}>
        {t('case.adopt')}
      </button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        title={t('case.adopt-title')}
        footer={null}
        width={420}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            adopt();
          }}
        >
          <p>{t('case.adopt-effect', { months: months.map(showMonth).join(t('case.list-comma')) })}</p>
          <Input
            autoFocus
            aria-label={t('case.strike-reason')}
            placeholder={t('case.strike-reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="form-actions">
            <Button type="primary" htmlType="submit" disabled={reason.trim() === ''}>
              {t('case.adopt')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
