import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showUntil } from '../../../parts/dates.ts';
import { useSession } from '../../../shell/session.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

/** Who keeps the case, and until when. */
export function LockLine({ found }: { found: CaseAnswer }) {
  const { t, language } = useWords();
  const { user_id: me } = useSession();
  const { lock, assignee, status } = found;
  if (lock !== null) {
    const until = showUntil(lock.until, language, new Date().toISOString());
    return lock.holder.user_id === me ? (
      <span className="is-muted">{t('case.locked-by-you', { until })}</span>
    ) : (
      <span className="is-muted">
        {t('case.locked-until', { until })} <MaybeChinese>{lock.holder.name}</MaybeChinese>
      </span>
    );
  }
  if (assignee === null || status === 'new') return null;
  return (
    <span className="is-muted">
      {t('case.handled-by')} <MaybeChinese>{assignee.name}</MaybeChinese>
    </span>
  );
}
