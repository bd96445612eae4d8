import { useState } from 'react';
import type { WaitingWord } from '../../../contract/words.ts';
import { useWords } from '../../language/language.tsx';
import { showCount } from '../../parts/figures.ts';
import { ShownWord } from './shown-word.tsx';
import { WORDS_A_PAGE, WordPages } from './word-pages.tsx';

/** The words with where they stand, how many rows wait and what they resemble; one is picked to be explained. */
export function WaitingWords({
  waiting,
  chosen,
  choose,
}: {
  waiting: readonly WaitingWord[];
  chosen: string | null;
  choose: (wordId: string) => void;
}) {
  const { t, pick, language } = useWords();
  // the word that is being explained opens its own page
  const place = waiting.findIndex(({ word_id: id }) => id === chosen);
  const [turned, setTurned] = useState<{ chosen: string | null; page: number } | null>(null);
  const asked = turned?.chosen === chosen ? turned.page : Math.floor(Math.max(place, 0) / WORDS_A_PAGE) + 1;
  const page = Math.min(asked, Math.ceil(waiting.length / WORDS_A_PAGE));
  return (
    <>
      <table className="plain words-waiting">
        <thead>
          <tr>
            <th>{t('words.word')}</th>
            <th>{t('words.stands-in')}</th>
            <th className="right">{t('words.rows')}</th>
            <th>{t('words.example')}</th>
            <th>{t('words.perhaps')}</th>
          </tr>
        </thead>
        <tbody>
          {waiting.slice((page - 1) * WORDS_A_PAGE, page * WORDS_A_PAGE).map((word) => (
            <tr key={word.word_id} className={word.word_id === chosen ? 'is-chosen' : ''}>
              <td>
                <button
                  type="button"
                  className="link"
                  aria-pressed={word.word_id === chosen}
                  onClick={() => choose(word.word_id)}
                >
                  <ShownWord word={word.word} />
                </button>
              </td>
              <td>
                {language === 'zh' ? word.title : word.english}
                <div className="is-muted" lang={word.meanings.length === 0 ? 'zh-CN' : undefined}>
                  {pick(word.column)}
                </div>
              </td>
              <td className="right">
                {showCount(word.rows)}
                {word.files > 1 ? (
                  <div className="is-muted">{t('words.files', { n: word.files })}</div>
                ) : null}
              </td>
              <td className="words-example">
                <span lang="zh-CN">
                  {word.example.file}
                  {word.example.sheet === '' ? '' : ` · ${word.example.sheet}`}
                </span>
                <div className="is-muted">{t('words.row', { n: word.example.row })}</div>
              </td>
              <td>
                <Standing word={word} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <WordPages page={page} total={waiting.length} onTurn={(next) => setTurned({ chosen, page: next })} />
    </>
  );
}

/** What has been said of it since the night, else what it resembles. */
function Standing({ word }: { word: WaitingWord }) {
  const { t, pick } = useWords();
  const meaningOf = (code: string) => {
    const found = word.meanings.find((meaning) => meaning.code === code);
    return found ? pick(found) : code;
  };
  if (word.taught !== null) {
    return <span className="ties">✓ {t('words.taught-as', { means: meaningOf(word.taught) })}</span>;
  }
  if (word.meanings.length === 0) return <span className="is-muted">{t('words.ask-sender')}</span>;
  if (word.proposals.length === 0) return <span className="is-muted">—</span>;
  return word.proposals.map(({ code }) => <div key={code}>{meaningOf(code)}</div>);
}
