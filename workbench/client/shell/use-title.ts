import { useEffect } from 'react';
import { useWords } from '../language/language.tsx';

/** Names the window after the page, so that tabs and history can be told apart. */
export function useTitle(title: string): void {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t('shell.name')}`;
  }, [title, t]);
}
