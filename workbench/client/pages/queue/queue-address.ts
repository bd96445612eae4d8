import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { QueueView } from '../../../../core/words/views.ts';
import {
  QUEUE_PARTS,
  type QueueAddress,
  readQueueAddress,
  type SortId,
  writeQueueAddress,
} from '../../../contract/queue.ts';

/** What is no filter: the order of the rows, and the tab. */
const NO_FILTER: readonly (keyof QueueAddress)[] = ['view', 'sort', 'order'];

/** Columns that are read from the top down: the largest first. */
const LARGEST_FIRST: ReadonlySet<SortId> = new Set(['amount', 'months', 'chance', 'found', 'strength']);

export interface QueuePlace {
  /** The list that is shown, as the server is asked for it. */
  filter: QueueAddress;
  view: QueueView;
  page: number;
  /** What was sought; it travels in the history entry and never in the address. */
  text: string | undefined;
  /** The address that leads back here. */
  from: string;
  /** Says which cases are meant, whatever their order: a selection holds while this stays the same. */
  meaning: string;
  hasFilter: boolean;
  go: (patch: QueueAddress, page?: number) => void;
  sortBy: (sort: SortId) => void;
  goToPage: (page: number) => void;
  clear: () => void;
}

/** Filter, order, tab and page, read from the address and written to it. */
export function useQueuePlace(): QueuePlace {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const text = textOf(state);
  return useMemo(() => {
    const params = new URLSearchParams(search);
    const filter = filterOfAddress(pathname + search);
    const { view } = filter;
    const page = Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1);
    const open = (next: QueueAddress, nextPage: number, sought = text) =>
      navigate(addressOfQueue(next, nextPage), { state: sought === undefined ? null : { text: sought } });
    return {
      filter,
      view,
      page,
      text,
      from: pathname + search,
      meaning: JSON.stringify([
        QUEUE_PARTS.filter((part) => part !== 'sort' && part !== 'order').map((part) => filter[part] ?? ''),
        text ?? '',
      ]),
      hasFilter:
        text !== undefined ||
        QUEUE_PARTS.some((part) => !NO_FILTER.includes(part) && filter[part] !== undefined),
      go: (patch, nextPage = 1) => void open({ ...filter, ...patch }, nextPage),
      sortBy: (sort) => void open(sorted(filter, sort), 1),
      goToPage: (nextPage) => void open(filter, nextPage),
      clear: () =>
        void navigate(addressOfQueue({ view, sort: filter.sort, order: filter.order }, 1), { state: null }),
    };
  }, [pathname, search, text, navigate]);
}

/** The list that an address opens: one's own cases are a page of their own, and the bare queue shows what nobody has. */
export function filterOfAddress(address: string): QueueAddress & { view: QueueView } {
  const [path, search = ''] = address.split('?');
  const given = readQueueAddress(search);
  return { ...given, view: path === '/mine' ? 'mine' : (given.view ?? 'unassigned') };
}

/** A column's head, clicked: its own order, then the other way round, then the order of the queue again. */
function sorted(filter: QueueAddress, sort: SortId): QueueAddress {
  const own = LARGEST_FIRST.has(sort) ? 'down' : 'up';
  if (filter.sort !== sort) return { ...filter, sort, order: own };
  if (filter.order === own) return { ...filter, sort, order: own === 'up' ? 'down' : 'up' };
  return { ...filter, sort: undefined, order: undefined };
}

/** Where a list stands: the tab that most people work in has the bare address, one's own cases a page of their own. */
export function addressOfQueue({ view = 'unassigned', ...filter }: QueueAddress, page = 1): string {
  const isNamed = view !== 'mine' && view !== 'unassigned';
  const said = writeQueueAddress(isNamed ? { view, ...filter } : filter);
  const text = [said, page > 1 ? `page=${page}` : ''].filter((part) => part !== '').join('&');
  const path = view === 'mine' ? '/mine' : '/queue';
  return text === '' ? path : `${path}?${text}`;
}

function textOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('text' in state)) return undefined;
  return typeof state.text === 'string' && state.text !== '' ? state.text : undefined;
}
