import { Button, Pagination } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Done, PAGE_ROWS, type QueueTotals, queue } from '../../../contract/queue.ts';
import { call, type Failed } from '../../api/call.ts';
import { newRequestKey } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { PageHead } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useKeys } from '../../shell/keys.ts';
import { useRight } from '../../shell/session.tsx';
import { CaseTable } from './case-table.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { addressOfQueue, type QueuePlace, useQueuePlace } from './queue-address.ts';
import { useRememberedScroll } from './remembered-place.ts';
import { useSelection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useBulkAct } from './use-bulk-act.ts';
import { type QueueList, useQueueList } from './use-queue-list.ts';
import { ViewTabs } from './view-tabs.tsx';
import './queue.css';

/** Which cases wait, the most worthwhile first; from here one is taken, or many are handed out. */
export default function QueuePage() {
  const { t } = useWords();
  const place = useQueuePlace();
  const { list, news, refresh } = useQueueList(place);
  const mayExport = useRight('queue.export');
  const title = t(place.view === 'mine' ? 'shell.page-mine' : 'shell.page-queue');
  useEffect(() => {
    document.title = `${title} · ${t('shell.name')}`;
  }, [title, t]);
  useLyingPaper();
  useRememberedScroll(list.data !== undefined && !list.isPlaceholderData);
  const totals = list.data?.totals;
  return (
    <div className="queue-page">
      <PageHead
        title={title}
        aside={place.filter.sort === undefined ? t('queue.ranked') : null}
        actions={
          <>
            {mayExport ? <ExportDialog place={place} totals={totals} /> : null}
            <TakeNext place={place} />
          </>
        }
      />
      <ViewTabs place={place} />
      <div className="filter-line">
        <FilterBar place={place} />
        <Totals totals={totals} />
      </div>
      {place.text === undefined ? null : <Sought place={place} />}
      {news === 0 ? null : (
        <p className="news-line" role="status">
          {t('queue.news', { n: news })}{' '}
          <button type="button" className="link" onClick={refresh}>
            {t('queue.refresh')}
          </button>
        </p>
      )}
      <Answered answer={list} rows={16}>
        {(data) => <Cases place={place} data={data} isBusy={list.isPlaceholderData} />}
      </Answered>
    </div>
  );
}

function Cases({
  place,
  data,
  isBusy,
}: {
  place: QueuePlace;
  data: QueueList;
  /** What is shown still answers the question before. */
  isBusy: boolean;
}) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const ticked = useSelection(place);
  const { act, isBusy: isActing, skipped, forgetSkipped } = useBulkAct(ticked);
  const { rows, totals } = data;
  const sayFailed = (error: unknown) => say(pick(error as Failed));
  const actFromBar = (wanted: Parameters<typeof act>[0], assignee?: string) =>
    wanted === 'assign' ? act(wanted, assignee) : act(wanted).catch(sayFailed);
  return (
    <>
      {skipped.length === 0 ? null : <Skipped skipped={skipped} close={forgetSkipped} />}
      {rows.length === 0 ? (
        <Nothing place={place} />
      ) : (
        <div className={ticked.count === 0 ? 'case-list' : 'case-list has-selection'} aria-busy={isBusy}>
          {ticked.count === 0 ? null : (
            <SelectionBar ticked={ticked} rows={rows} isBusy={isActing} act={actFromBar} />
          )}
          <CaseTable
            place={place}
            rows={rows}
            total={totals.cases}
            ticked={ticked}
            onTickAll={() => void ticked.tickFiltered().catch(sayFailed)}
          />
        </div>
      )}
      {totals.cases > PAGE_ROWS ? (
        <div className="list-foot">
          <span className="is-muted">
            {t('queue.page-of', {
              from: showCount((place.page - 1) * PAGE_ROWS + 1),
              to: showCount(Math.min(totals.cases, place.page * PAGE_ROWS)),
              total: showCount(totals.cases),
            })}
          </span>
          <Pagination
            className="no-print"
            size="small"
            current={place.page}
            pageSize={PAGE_ROWS}
            total={totals.cases}
            showSizeChanger={false}
            onChange={place.goToPage}
          />
        </div>
      ) : null}
    </>
  );
}

function Totals({ totals }: { totals: QueueTotals | undefined }) {
  const { t } = useWords();
  if (totals === undefined) return null;
  return (
    <span className="totals">
      {t('queue.totals', { cases: showCount(totals.cases), people: showCount(totals.people) })}{' '}
      <strong>{showYuan(totals.claimable_fen)}</strong> {t('shell.yuan')}
      {totals.possible_fen > 0 ? (
        <span className="is-muted">
          {' '}
          {t('queue.possible-apart', { amount: showYuan(totals.possible_fen) })}
        </span>
      ) : null}
    </span>
  );
}

/** Locks the first free case of what is shown and opens it. */
function TakeNext({ place }: { place: QueuePlace }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const navigate = useNavigate();
  const mayTake = useRight('queue.take-next');
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    if (isBusy) return;
    setBusy(true);
    // nobody takes the next case out of those they already have
    const filter = place.view === 'mine' ? { ...place.filter, view: 'unassigned' as const } : place.filter;
    try {
      const { case_id: id, total } = await call(queue.takeNext, { body: { filter, key: newRequestKey() } });
      navigate(`/cases/${id}`, { state: { from: addressOfQueue(filter), index: null, total } });
    } catch (error) {
      say(pick(error as Failed));
      setBusy(false);
    }
  };
  useKeys({ N: mayTake ? () => void take() : undefined });
  if (!mayTake) return null;
  return (
    <Button type="primary" disabled={isBusy} onClick={() => void take()}>
      {t('queue.take-next')}
      <kbd>N</kbd>
    </Button>
  );
}

function Sought({ place }: { place: QueuePlace }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayFind = useRight('people.find');
  return (
    <p className="news-line">
      {t('queue.sought')} <strong lang="zh-CN">{place.text}</strong>{' '}
      <button type="button" className="link" onClick={place.clear}>
        {t('queue.clear-search')}
      </button>{' '}
      {mayFind ? (
        <button
          type="button"
          className="link"
          onClick={() => navigate('/people', { state: { text: place.text } })}
        >
          {t('queue.find-anybody')}
        </button>
      ) : null}
    </p>
  );
}

function Nothing({ place }: { place: QueuePlace }) {
  const { t } = useWords();
  if (!place.hasFilter)
    return <Placeholder>{t(place.view === 'mine' ? 'queue.none-mine' : 'queue.none')}</Placeholder>;
  return (
    <Placeholder>
      {t('queue.none-match')}{' '}
      <button type="button" className="link" onClick={place.clear}>
        {t('queue.clear-filters')}
      </button>
    </Placeholder>
  );
}

/** Cases that were left alone, each by its number with the reason. */
function Skipped({ skipped, close }: { skipped: Done['skipped']; close: () => void }) {
  const { t, pick } = useWords();
  return (
    <div className="skipped" role="alert">
      <p>
        {t('queue.skipped', { n: skipped.length })}{' '}
        <button type="button" className="link" onClick={close}>
          {t('shell.close')}
        </button>
      </p>
      <ul>
        {skipped.map(({ case_id: id, reason }) => (
          <li key={id}>
            {id} {pick(reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The whole of the page, with its foot, lies on paper while this list stands on it. */
function useLyingPaper(): void {
  useEffect(() => {
    const page = document.getElementById('page');
    page?.classList.add('lies-on-paper');
    return () => page?.classList.remove('lies-on-paper');
  }, []);
}
