import { Radio } from 'antd';
import { useState } from 'react';
import type { TrialEffect } from '../../../contract/trial-effect.ts';
import { type WaitingWord, words } from '../../../contract/words.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { ExampleRow } from './example-row.tsx';
import { OverNights } from './over-nights.tsx';
import { ShownWord } from './shown-word.tsx';
import { TryThenSave } from './try-then-save.tsx';

/** One word: what it may mean, what would come of the meaning that is picked, and saving it. */
export function ExplainWord({ word, onSaved }: { word: WaitingWord; onSaved: () => void }) {
  const { t, pick, language } = useWords();
  const mayTeach = useRight('words.teach');
  return (
    <Panel title={t('words.explain')} aside={language === 'zh' ? word.title : word.english}>
      <p className="words-asked">
        <span lang={word.meanings.length === 0 ? 'zh-CN' : undefined}>{pick(word.column)}</span>{' '}
        <strong>
          <ShownWord word={word.word} />
        </strong>
        <br />
        <span className="is-muted">{t('words.asked', { n: word.rows })}</span>
      </p>
      <ExampleRow word={word} />
      {word.meanings.length === 0 ? (
        <p>{t('words.amount')}</p>
      ) : mayTeach ? (
        <Choice word={word} onSaved={onSaved} />
      ) : (
        <p className="is-muted">{t('words.others-teach')}</p>
      )}
    </Panel>
  );
}

function Choice({ word, onSaved }: { word: WaitingWord; onSaved: () => void }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const [means, setMeans] = useState<string | null>(word.taught);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  // a meaning that was tried and picked again is not tried again
  const [tried, setTried] = useState<ReadonlyMap<string, TrialEffect>>(new Map());
  const trial = useAct(words.try, { changes: false });
  const teach = useAct(words.teach);
  const effect = tried.get(means ?? '');
  const params = { word_id: word.word_id };
  const meaning = word.meanings.find(({ code }) => code === means);
  const likeOf = new Map(word.proposals.map(({ code, like }) => [code, like]));
  const proposed = word.proposals.flatMap(({ code }) => word.meanings.filter((one) => one.code === code));
  const others = word.meanings.filter(({ code }) => !likeOf.has(code));
  const choose = (code: string) => {
    setMeans(code);
    setRefusal(null);
  };
  const tryOut = (code: string) =>
    trial.mutate(
      { params, body: { means: code } },
      { onError: setRefusal, onSuccess: (told) => setTried(new Map(tried).set(code, told)) },
    );
  const save = () => {
    if (means === null) return;
    teach.mutate(
      { params, body: { means, reason } },
      {
        onError: setRefusal,
        onSuccess: () => {
          say(t('words.saved'));
          onSaved();
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (means === null) return;
        if (effect) save();
        else tryOut(means);
      }}
    >
      <Radio.Group
        className="words-meanings"
        aria-label={t('words.what-it-means')}
        value={means}
        disabled={trial.isPending || teach.isPending}
        onChange={({ target }) => choose(String(target.value))}
      >
        {proposed.length > 0 ? <div className="words-head">{t('words.perhaps')}</div> : null}
        {proposed.map((one) => (
          <Radio key={one.code} value={one.code} className="is-proposed">
            {pick(one)}{' '}
            <span className="is-muted">
              {t('words.like')} <span lang="zh-CN">“{likeOf.get(one.code)}”</span>
            </span>
          </Radio>
        ))}
        {proposed.length > 0 ? <div className="words-head">{t('words.other-meanings')}</div> : null}
        {others.map((one) => (
          <Radio key={one.code} value={one.code}>
            {pick(one)}
          </Radio>
        ))}
      </Radio.Group>
      {meaning?.basis ? (
        <p className="is-muted words-basis">
          {t('words.basis')} <span lang="zh-CN">{meaning.basis}</span>
        </p>
      ) : null}
      <TryThenSave
        id="word-reason"
        effect={effect ?? null}
        reason={reason}
        onReason={setReason}
        refusal={refusal}
        isReady={means !== null}
        isTrying={trial.isPending}
        isSaving={teach.isPending}
        savedText={t('words.from-next-night')}
        overNights={<OverNights key={means} wordId={word.word_id} means={means} />}
      />
    </form>
  );
}
