import { Link } from 'react-router';
import { type DeskFile, WANTING_FATES } from '../../../contract/files.ts';
import { useWords } from '../../language/language.tsx';
import { showCount } from '../../parts/figures.ts';
import { useSession } from '../../shell/session.tsx';

export const isUnread = ({ file_no, fate, received }: DeskFile): boolean =>
  file_no === null || (fate === 'refused' && received === 0);

export function FateChip({ file: { fate, held, asked, replaced, refused } }: { file: DeskFile }) {
  const { t } = useWords();
  const n = { held, asked, superseded: replaced, partly: refused, refused: 0, waiting: 0, used: 0 }[fate];
  const text = t(`files.told-${fate}`, { n: showCount(n) });
  if (fate === 'used') return <span className="ties">✓ {text}</span>;
  return <span className={WANTING_FATES.has(fate) ? 'chip is-ochre' : 'chip'}>{text}</span>;
}

/** The one thing to do next; a file that is as it should be is only looked at. */
export function NextStep({ file, open }: { file: DeskFile; open: () => void }) {
  const { t } = useWords();
  const { pages } = useSession();
  const hasWords = pages.some(({ page }) => page === 'words');
  if (file.fate === 'held' && hasWords) return <Link to="/words">{t('files.next-held')}</Link>;
  if (file.fate === 'asked') return <a href="#overlaps">{t('files.next-asked')}</a>;
  return (
    <button type="button" className="link" onClick={open}>
      {t(`files.next-${file.fate}`)}
    </button>
  );
}
