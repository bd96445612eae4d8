import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { session as contract } from '../../contract/session.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../language/language.tsx';
import { showStamp } from '../parts/dates.ts';
import { useSession } from './session.tsx';

/** Stands on paper only, under every page: who printed it, when, and how old what it says is. */
export function PaperFoot() {
  const { t } = useWords();
  const { display_name: name } = useSession();
  const { published } = useAnswer(contract.office, { isBackground: true }).data ?? {};
  const [at, setAt] = useState(now);
  useEffect(() => {
    // a page may have stood open for hours before somebody prints it
    const printed = () => flushSync(() => setAt(now()));
    window.addEventListener('beforeprint', printed);
    return () => window.removeEventListener('beforeprint', printed);
  }, []);
  return (
    <p className="paper-only paper-foot" lang="zh-CN">
      {t('shell.paper-foot', { name, at, on: published?.as_of || '—', run: published?.run ?? '—' })}
    </p>
  );
}

const now = (): string => showStamp(new Date().toISOString());
