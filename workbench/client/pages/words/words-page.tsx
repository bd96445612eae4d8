import { useSearchParams } from 'react-router';
import { columns } from '../../../contract/columns.ts';
import { type WaitingWord, words } from '../../../contract/words.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { dayInSentence } from '../../parts/dates.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { ExplainWord } from './explain-word.tsx';
import { OpenSheets } from './open-sheets.tsx';
import { TaughtColumns } from './taught-columns.tsx';
import { TaughtWords } from './taught-words.tsx';
import { WaitingWords } from './waiting-words.tsx';
import './words.css';

/** Words and columns that nobody knows: somebody says what each means, sees what would come of it, and saves it. */
export default function WordsPage() {
  const { t, language } = useWords();
  const answer = useAnswer(words.list);
  const sheets = useAnswer(columns.list);
  const [search, setSearch] = useSearchParams();
  const choose = (wordId: string | null) => setSearch(wordId === null ? {} : { word: wordId });
  return (
    <>
      <title>{t('shell.page-words')}</title>
      <PageHead title={t('shell.page-words')} aside={t('words.aside')} />
      <Answered answer={answer} rows={10}>
        {({ as_of: asOf, waiting, taught }) => {
          const chosen = chosenOf(waiting, search.get('word'));
          const open = waiting.filter((word) => word.taught === null).length;
          return (
            <>
              {waiting.length === 0 ? (
                <Panel
                  title={t('words.waiting')}
                  aside={t('words.as-of', { day: dayInSentence(asOf, language) })}
                >
                  <Placeholder>{t('words.none-waiting')}</Placeholder>
                </Panel>
              ) : (
                <div className="words-columns">
                  <Panel
                    title={t('words.waiting')}
                    aside={t('words.waiting-aside', { n: open, day: dayInSentence(asOf, language) })}
                    isFlush
                  >
                    <WaitingWords waiting={waiting} chosen={chosen?.word_id ?? null} choose={choose} />
                  </Panel>
                  {chosen === null ? (
                    <Panel title={t('words.explain')}>
                      <Placeholder>{t('words.choose')}</Placeholder>
                    </Panel>
                  ) : (
                    <ExplainWord key={chosen.word_id} word={chosen} onSaved={() => choose(null)} />
                  )}
                </div>
              )}
              <Answered answer={sheets} rows={3}>
                {({ open: sheetsOpen }) => <OpenSheets open={sheetsOpen} />}
              </Answered>
              <TaughtWords taught={taught} />
              <Answered answer={sheets} rows={3}>
                {({ taught: layouts }) => <TaughtColumns taught={layouts} />}
              </Answered>
            </>
          );
        }}
      </Answered>
    </>
  );
}

/** The word that somebody picked, else the first that is still open and that the office itself can explain. */
function chosenOf(waiting: readonly WaitingWord[], wordId: string | null): WaitingWord | null {
  const isNext = ({ taught, meanings }: WaitingWord) => taught === null && meanings.length > 0;
  return waiting.find(({ word_id }) => word_id === wordId) ?? waiting.find(isNext) ?? null;
}
