import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { QUEUE_VIEWS, type QueueView } from '../../../../core/words/views.ts';
import { type QueueAddress, queue, readQueueAddress } from '../../../contract/queue.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showCount } from '../../parts/figures.ts';
import { useSession } from '../../shell/session.tsx';
import { addressOfQueue, type QueuePlace } from './queue-address.ts';
import { SaveView } from './save-view.tsx';

const MINUTE = 60_000;

/** The tabs, each with how many cases it holds: those of the office, then one's own. */
export function ViewTabs({ place }: { place: QueuePlace }) {
  const { t } = useWords();
  const { pages } = useSession();
  const hasOwn = pages.some(({ page }) => page === 'mine');
  const counts = useAnswer(queue.views, { isBackground: true }, { every: MINUTE, keepsLast: true }).data
    ?.views;
  const saved = useAnswer(queue.savedViews, {}, { keepsLast: true }).data?.views ?? [];
  const here = place.text === undefined ? addressOfQueue(place.filter) : '';
  const open = saved.find(({ query }) => addressOfQueue(readQueueAddress(query)) === here);
  const countOf = (view: QueueView) => counts?.find((one) => one.view === view)?.count;
  return (
    <nav className="view-tabs" aria-label={t('queue.views')}>
      {QUEUE_VIEWS.filter((view) => view !== 'mine' || hasOwn).map((view) => (
        <Tab
          key={view}
          to={{ view }}
          isOpen={open === undefined && place.view === view}
          count={countOf(view)}
        >
          {t(`queue.view-${view}`)}
        </Tab>
      ))}
      {saved.map((view) => (
        <Tab key={view.view_id} to={readQueueAddress(view.query)} isOpen={view === open} count={view.count}>
          <span lang="zh-CN">{view.title}</span>
        </Tab>
      ))}
      {open === undefined ? (
        <SaveView place={place} />
      ) : (
        <ForgetView viewId={open.view_id} title={open.title} />
      )}
    </nav>
  );
}

function Tab({
  to,
  isOpen,
  count,
  children,
}: {
  to: QueueAddress;
  isOpen: boolean;
  count: number | undefined;
  children: React.ReactNode;
}) {
  return (
    <Link to={addressOfQueue(to)} aria-current={isOpen ? 'true' : undefined}>
      {children} <span className="count">{count === undefined ? '' : showCount(count)}</span>
    </Link>
  );
}

function ForgetView({ viewId, title }: { viewId: string; title: string }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const client = useQueryClient();
  const forget = async () => {
    try {
      await call(queue.deleteView, { params: { view_id: viewId } });
      say(t('queue.view-forgotten', { title }));
    } catch (error) {
      say(pick(error as { zh: string; en: string }));
    }
    void client.invalidateQueries({ queryKey: [queue.savedViews.id] });
  };
  return (
    <button type="button" className="link no-print" onClick={() => void forget()}>
      {t('queue.forget-view')}
    </button>
  );
}
