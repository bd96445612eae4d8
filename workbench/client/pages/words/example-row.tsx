import { type WaitingWord, words } from '../../../contract/words.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';

/** The first row that holds the word, under its own headers: what stands beside a word often says what it means. */
export function ExampleRow({ word }: { word: WaitingWord }) {
  const { t } = useWords();
  const answer = useAnswer(words.example, { params: { word_id: word.word_id } });
  return (
    <Answered answer={answer} rows={3}>
      {({ cells, unavailable }) =>
        unavailable === null ? (
          <section className="words-row" aria-label={t('words.example-row')}>
            <div className="is-muted">
              {t('words.example-row')} · {t('words.row', { n: word.example.row })}
            </div>
            <dl lang="zh-CN">
              {cells.map(({ header, text, is_asked: isAsked }) => (
                <div key={header} className={isAsked ? 'is-asked' : ''}>
                  <dt>{header}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ) : (
          <Placeholder>{unavailable}</Placeholder>
        )
      }
    </Answered>
  );
}
