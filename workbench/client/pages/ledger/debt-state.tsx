import type { DebtRow } from '../../../contract/recovery.ts';
import { useWords } from '../../language/language.tsx';
import { showYuan } from '../../parts/figures.ts';

/** The state of a debt in one chip: what is late comes first, then instalments, then the plain state. */
export function DebtState({ debt }: { debt: DebtRow }) {
  const { t, pick } = useWords();
  if (debt.refund_due_fen > 0) {
    return (
      <span className="chip is-violet">
        {t('ledger.refund-due', { yuan: showYuan(debt.refund_due_fen) })}
      </span>
    );
  }
  if (debt.days_late !== null)
    return <span className="chip is-ochre">{t('ledger.late', { days: debt.days_late })}</span>;
  if (debt.instalments !== null && debt.outstanding_fen > 0) {
    return <span className="chip is-blue">{t('ledger.instalment-of', debt.instalments)}</span>;
  }
  return <span className="chip">{pick(debt.status_title)}</span>;
}
