import { Button } from 'antd';
import { useState } from 'react';
import { type TaughtWord, words } from '../../../contract/words.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';
import { OverNights } from './over-nights.tsx';
import { ShownWord } from './shown-word.tsx';
import { TakeBack } from './take-back.tsx';
import { WORDS_A_PAGE, WordPages } from './word-pages.tsx';

/** The office's own words: what each means, who said so and when; a mistaken one is taken back. */
export function TaughtWords({ taught }: { taught: readonly TaughtWord[] }) {
  const { t, pick, language } = useWords();
  const mayForget = useRight('words.forget');
  const [asked, setAsked] = useState<TaughtWord | null>(null);
  const trial = useAct(words.try, { changes: false });
  const forget = useAct(words.forget);
  const [turned, setTurned] = useState(1);
  // the last page may go with its last word
  const page = Math.min(turned, Math.max(1, Math.ceil(taught.length / WORDS_A_PAGE)));
  return (
    <Panel title={t('words.taught')} aside={t('words.taught-aside')} isFlush>
      {taught.length === 0 ? (
        <Placeholder>{t('words.none-taught')}</Placeholder>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('words.word')}</th>
              <th>{t('words.stands-in')}</th>
              <th>{t('words.means')}</th>
              <th>{t('words.taught-by')}</th>
              <th>{t('words.why')}</th>
              {mayForget ? <th aria-label={t('words.forget')} /> : null}
            </tr>
          </thead>
          <tbody>
            {taught.slice((page - 1) * WORDS_A_PAGE, page * WORDS_A_PAGE).map((word) => (
              <tr key={word.word_id}>
                <td>
                  <ShownWord word={word.word} />
                </td>
                <td>
                  {language === 'zh' ? word.title : word.english} · {pick(word.column)}
                </td>
                <td>{pick(word.means)}</td>
                <td>
                  <span lang="zh-CN">{word.taught_by}</span> {showStamp(word.taught_at)}
                </td>
                <td lang="zh-CN" className="words-example">
                  {word.reason === '' ? '—' : word.reason}
                </td>
                {mayForget ? (
                  <td className="right">
                    <Button size="small" onClick={() => setAsked(word)}>
                      {t('words.forget-ask')}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <WordPages page={page} total={taught.length} onTurn={setTurned} />
      {asked === null ? null : (
        <TakeBack
          key={asked.word_id}
          title={t('words.forget-title')}
          what={
            <>
              <ShownWord word={asked.word} /> = {pick(asked.means)}
            </>
          }
          text={t('words.forget-text')}
          onClose={() => setAsked(null)}
          overNights={<OverNights wordId={asked.word_id} means={null} />}
          tryIt={() => trial.mutateAsync({ params: { word_id: asked.word_id }, body: { means: null } })}
          takeBack={(reason) => forget.mutateAsync({ params: { word_id: asked.word_id }, body: { reason } })}
        />
      )}
    </Panel>
  );
}
