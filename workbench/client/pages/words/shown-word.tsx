import { useWords } from '../../language/language.tsx';

/** A word as received, in quotes; a blank cell is said to be one. */
export function ShownWord({ word }: { word: string }) {
  const { t } = useWords();
  if (word === '') return <span className="is-muted">{t('words.blank')}</span>;
  return <span lang="zh-CN">“{word}”</span>;
}
