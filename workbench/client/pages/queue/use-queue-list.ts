import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { queue } from '../../../contract/queue.ts';
import { call, type Failed } from '../../api/call.ts';
import type { QueuePlace } from './queue-address.ts';

const LOOK_EVERY = 30_000;

export type QueueList = z.output<typeof queue.list.answer>;

/**
 * One page of the queue. It never changes by itself, so that no row moves under the pointer: what others did meanwhile
 * is counted in `news` and shown when it is asked for.
 */
export function useQueueList(place: QueuePlace) {
  const { filter, text, page } = place;
  const client = useQueryClient();
  const list = useQuery<QueueList, Failed>({
    ...pageOf(place, page, false),
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = list;
  const isShown = data !== undefined && !isPlaceholderData;
  const hasNext = isShown && page < data.pages;
  // a search is entered in the audit chain: no page of it is fetched before somebody looks at it
  const isLooking = isShown && text === undefined;
  useEffect(() => {
    if (hasNext && isLooking) void client.prefetchQuery(pageOf({ filter, text }, page + 1, true));
  }, [client, filter, text, page, hasNext, isLooking]);
  const [seen, setSeen] = useState<{ of: QueueList; news: number } | null>(null);
  useEffect(() => {
    if (!isLooking || data === undefined) return;
    const look = () =>
      call(queue.list, { body: { filter, page }, isBackground: true })
        .then((latest) => setSeen({ of: data, news: countNews(data, latest) }))
        .catch(() => undefined);
    const timer = setInterval(() => void look(), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [filter, page, data, isLooking]);
  return {
    list,
    news: seen !== null && seen.of === data ? seen.news : 0,
    refresh: () => void list.refetch(),
  };
}

function pageOf({ filter, text }: Pick<QueuePlace, 'filter' | 'text'>, page: number, isBackground: boolean) {
  return {
    queryKey: [queue.list.id, filter, text ?? '', page],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(queue.list, { body: { filter, text, page }, signal, isBackground }),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** How many rows came, changed or went since the page was shown. */
function countNews(shown: QueueList, latest: QueueList): number {
  const known = new Set(shown.rows.map(versionOf));
  const now = new Set(latest.rows.map(versionOf));
  const came = latest.rows.filter((row) => !known.has(versionOf(row))).length;
  const went = shown.rows.filter((row) => !now.has(versionOf(row))).length;
  return Math.max(came, went, Math.abs(latest.totals.cases - shown.totals.cases));
}

const versionOf = ({ case_id: id, last_seq: seq }: QueueList['rows'][number]): string => `${id} ${seq}`;
