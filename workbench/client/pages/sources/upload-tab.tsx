import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { sources } from '../../../contract/sources.ts';
import { call, type Failed } from '../../api/call.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';
import { FileColumns } from './file-columns.tsx';
import { StartAfterUpload } from './start-after-upload.tsx';

interface Sent {
  name: string;
  state: 'sending' | 'taken' | 'again' | 'refused';
  times: number;
  refusal: Failed | null;
}

/** Files go into the inbox here: what cannot be read is refused in words, what can is shown column by column. */
export function UploadTab() {
  const { t } = useWords();
  const mayUpload = useRight('sources.upload');
  const waiting = useAnswer(sources.inbox);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const send = async (files: readonly File[]) => {
    for (const file of files) {
      const told = (state: Omit<Sent, 'name'>) =>
        setSent((all) => [...all.filter(({ name }) => name !== file.name), { name: file.name, ...state }]);
      told({ state: 'sending', times: 1, refusal: null });
      try {
        const { times } = await call(sources.upload, { query: { name: file.name }, body: file });
        told({ state: times > 1 ? 'again' : 'taken', times, refusal: null });
      } catch (error) {
        told({ state: 'refused', times: 1, refusal: error as Failed });
      }
      await waiting.refetch();
    }
  };
  return (
    <>
      {mayUpload ? <DropPlace send={(files) => void send(files)} /> : null}
      <SentFiles sent={sent} />
      <Answered answer={waiting}>
        {({ files }) => (
          <Panel
            title={t('sources.waiting')}
            aside={t('sources.waiting-aside', { n: files.length })}
            actions={<StartAfterUpload count={files.length} />}
          >
            {files.length === 0 ? <Placeholder>{t('sources.waiting-none')}</Placeholder> : null}
            {files.map((file) => (
              <WaitingFile key={file.hash} file={file} />
            ))}
          </Panel>
        )}
      </Answered>
    </>
  );
}

function DropPlace({ send }: { send: (files: readonly File[]) => void }) {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way, the button within is the other
    <div
      className={isOver ? 'sources-drop is-over' : 'sources-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        send([...event.dataTransfer.files]);
      }}
    >
      <Button type="primary" onClick={() => input.current?.click()}>
        {t('sources.choose-files')}
      </Button>
      <span>{t('sources.drop')}</span>
      <input
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        aria-label={t('sources.choose-files')}
        accept=".xlsx,.xlsm,.xls,.et,.ods,.csv,.txt,.tsv,.html,.htm"
        onChange={(event) => {
          send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function SentFiles({ sent }: { sent: readonly Sent[] }) {
  const { t, pick } = useWords();
  if (sent.length === 0) return null;
  return (
    <ul className="sources-sent" aria-live="polite">
      {sent.map(({ name, state, times, refusal }) => (
        <li key={name} className={state === 'refused' ? 'refusal' : ''}>
          <span lang="zh-CN">{name}</span>
          {' · '}
          {state === 'refused' && refusal ? pick(refusal) : t(`sources.sent-${state}`, { n: times })}
        </li>
      ))}
    </ul>
  );
}

function WaitingFile({ file }: { file: { name: string; bytes: number; hash: string; modified_at: string } }) {
  const { t } = useWords();
  const mayRemove = useRight('sources.remove');
  const remove = useAct(sources.remove);
  const [search, setSearch] = useSearchParams();
  const isOpen = search.get('file') === file.hash || search.get('file') === null;
  return (
    <section className="sources-waiting">
      <header>
        <button
          type="button"
          className="link"
          lang="zh-CN"
          aria-expanded={isOpen}
          onClick={() => setSearch({ tab: 'upload', file: isOpen ? 'none' : file.hash })}
        >
          {file.name}
        </button>
        <span className="is-muted">
          {t('sources.kilobytes', { n: showCount(Math.ceil(file.bytes / 1024)) })} ·{' '}
          {showStamp(file.modified_at)}
        </span>
        {mayRemove ? (
          <button
            type="button"
            className="link"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ params: { hash: file.hash } })}
          >
            {t('sources.remove')}
          </button>
        ) : null}
      </header>
      {isOpen ? <FileColumns hash={file.hash} /> : null}
    </section>
  );
}
