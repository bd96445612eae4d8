import { Button, Input } from 'antd';
import { useState } from 'react';
import { type TaughtWord, words } from '../../../contract/words.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { showStamp } from '../../parts/dates.ts';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';
import { Effect } from './effect.tsx';
import { ShownWord } from './shown-word.tsx';
import { PAGE_ROWS, WordPages } from './word-pages.tsx';

/** The office's own words: what each means, who said so and when; a mistaken one is taken back. */
export function TaughtWords({ taught }: { taught: readonly TaughtWord[] }) {
  const { t, pick, language } = useWords();
  const mayForget = useRight('words.forget');
  const [asked, setAsked] = useState<TaughtWord | null>(null);
  const [turned, setTurned] = useState(1);
  // the last page may go with its last word
  const page = Math.min(turned, Math.max(1, Math.ceil(taught.length / PAGE_ROWS)));
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
            {taught.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS).map((word) => (
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
      {asked === null ? null : <ForgetWord key={asked.word_id} word={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

/** Asks what would come of taking a word back before it can be done. */
function ForgetWord({ word, onClose }: { word: TaughtWord; onClose: () => void }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const trial = useAct(words.try);
  const forget = useAct(words.forget);
  const params = { word_id: word.word_id };
  return (
    <ConfirmAct
      title={t('words.forget-title')}
      okText={t('words.forget')}
      isOpen
      isReady={trial.data !== undefined}
      onClose={onClose}
      onOk={async () => {
        await forget.mutateAsync({ params, body: { reason } });
        say(t('words.forgotten'));
      }}
    >
      <p>
        <ShownWord word={word.word} /> = {pick(word.means)}
      </p>
      <p>{t('words.forget-text')}</p>
      {trial.data ? (
        <Effect effect={trial.data} />
      ) : (
        <Button
          loading={trial.isPending}
          onClick={() => trial.mutate({ params, body: { means: null } }, { onError: setRefusal })}
        >
          {t('words.try')}
        </Button>
      )}
      {refusal ? (
        <p role="alert" className="refusal">
          {pick(refusal)}
        </p>
      ) : null}
      <label htmlFor="forget-reason">{t('words.forget-reason')}</label>
      <Input
        id="forget-reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
