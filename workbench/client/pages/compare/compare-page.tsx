import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { ComparedList } from '../../../contract/compare.ts';
import { useWords } from '../../language/language.tsx';
import { showCount } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { Result } from './result.tsx';
import { useComparison } from './use-comparison.ts';
import './compare.css';

/** Any two lists, linked person by person with strength and reason. Opens no case, keeps no file. */
export default function ComparePage() {
  const { t, pick } = useWords();
  const { comparison, busy, refusal, workId, send, run, save } = useComparison();
  const { left, right, result } = comparison;
  const isReady = left !== null && right !== null;
  return (
    <>
      <title>{t('shell.page-compare')}</title>
      <PageHead
        title={t('shell.page-compare')}
        aside={t('compare.promise')}
        actions={
          <>
            {result ? (
              <Button loading={busy === 'save'} onClick={() => void save()}>
                {t('shell.export')}
              </Button>
            ) : null}
            <Button type="primary" disabled={!isReady} loading={busy === 'run'} onClick={() => void run()}>
              {t('compare.run')}
            </Button>
          </>
        }
      />
      <div className="compare-lists">
        <ListPlace
          title={t('compare.left')}
          list={left}
          isBusy={busy === 'left'}
          send={(file) => void send('left', file)}
        />
        <ListPlace
          title={t('compare.right')}
          list={right}
          isBusy={busy === 'right'}
          send={(file) => void send('right', file)}
        />
      </div>
      {refusal ? <Placeholder isFailed>{pick(refusal)}</Placeholder> : null}
      {result && workId !== null ? <Result workId={workId} comparison={comparison} /> : null}
      {result === null && refusal === null ? (
        <Placeholder>{t(isReady ? 'compare.ready' : 'compare.what-for')}</Placeholder>
      ) : null}
    </>
  );
}

function ListPlace({
  title,
  list,
  isBusy,
  send,
}: {
  title: string;
  list: ComparedList | null;
  isBusy: boolean;
  send: (file: File) => void;
}) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: Iterable<File>) => {
    const [file] = files;
    if (file) send(file);
  };
  return (
    <Panel title={title} aside={t('compare.formats')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way, the button within is the other */}
      <div
        className={isOver ? 'compare-drop is-over' : 'compare-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <Button loading={isBusy} onClick={() => input.current?.click()}>
          {t('compare.choose')}
        </Button>
        {list ? <strong lang="zh-CN">{list.file}</strong> : <span>{t('compare.drop')}</span>}
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          aria-label={title}
          accept=".xlsx,.xls,.csv,.txt"
          onChange={(event) => {
            take(event.target.files ?? []);
            event.target.value = '';
          }}
        />
      </div>
      {list ? <Columns list={list} /> : null}
    </Panel>
  );
}

function Columns({ list }: { list: ComparedList }) {
  const { t, has } = useWords();
  return (
    <>
      <p className="is-muted compare-rows">
        {t('compare.rows', { n: showCount(list.rows), ignored: list.ignored })}
      </p>
      <ul className="compare-columns">
        {list.columns.map(({ field, header }) => (
          <li key={field}>
            <span lang="zh-CN">{header}</span> →{' '}
            {has(`compare.field-${field}`) ? t(`compare.field-${field}`) : field}
          </li>
        ))}
      </ul>
    </>
  );
}
