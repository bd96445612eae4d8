import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';

/** What must be known before reading on: somebody else has it, the evidence changed, a finding was withdrawn. */
export function CaseNotices({ found }: { found: CaseAnswer }) {
  const { t, pick } = useWords();
  const codes = [...new Set(found.flags.map(({ code }) => code))].filter(
    (code) => code !== 'finding-attached',
  );
  if (found.read_only === null && codes.length === 0) return null;
  return (
    <div className="case-notices" role="status">
      {found.read_only === null ? null : <p className="is-locked">{pick(found.read_only)}</p>}
      {codes.map((code) => (
        <p key={code}>{t(`case.flag-${code}`)}</p>
      ))}
    </div>
  );
}
