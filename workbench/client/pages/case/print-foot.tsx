import type { CaseEvidence } from '../../../../explanation/case-explanation.ts';
import { useWords } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { useSession } from '../../shell/session.tsx';

/** Stands on paper only: who printed it, when, and how old what it says is. */
export function PrintFoot({ evidence }: { evidence: CaseEvidence | null }) {
  const { t } = useWords();
  const { display_name: name } = useSession();
  const at = showStamp(new Date().toISOString());
  return (
    <p className="print-foot" lang="zh-CN">
      {t('case.print-foot', { name, at, on: evidence?.as_of ?? '—', run: evidence?.run ?? '—' })}
    </p>
  );
}
