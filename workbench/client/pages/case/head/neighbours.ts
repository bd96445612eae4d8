import { useLocation, useNavigate } from 'react-router';
import { queue } from '../../../../contract/queue.ts';
import { useAnswer } from '../../../api/use-answer.ts';
import { useRight, useSession } from '../../../shell/session.tsx';
import { filterOfAddress } from '../../queue/queue-address.ts';

/** What the queue hands over in the history entry; addresses of cases say nothing of it. */
interface CameFrom {
  /** Null where it was opened from no list of cases. */
  from: string | null;
  index: number | null;
  total: number | null;
}

export interface CaseNeighbours {
  /** The address of the list that the case was opened from. */
  back: string;
  page: 'queue' | 'tasks';
  index: number | null;
  total: number | null;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

/** The cases above and below this one, in the list it was opened from. */
export function useNeighbours(caseId: string): CaseNeighbours {
  const { state } = useLocation();
  const navigate = useNavigate();
  const came = cameFrom(state);
  const { pages } = useSession();
  // who has no queue goes back to what waits for them
  const home = pages.some(({ page }) => page === 'queue') ? '/queue' : '/tasks';
  const from = came.from ?? home;
  const page = from.startsWith('/tasks') ? 'tasks' : 'queue';
  const mayAsk = useRight('queue.neighbours') && page === 'queue';
  const answer = useAnswer(
    queue.neighbours,
    { query: { ...filterOfAddress(from), case: caseId } as never, isBackground: true },
    { isOff: !mayAsk },
  );
  const found = answer.data;
  const go = (id: string | null | undefined) =>
    id === null || id === undefined ? undefined : () => void navigate(`/cases/${id}`, { state: came });
  return {
    back: from,
    page,
    index: found?.index ?? came.index,
    total: found?.total ?? came.total,
    previous: go(found?.previous),
    next: go(found?.next),
  };
}

function cameFrom(state: unknown): CameFrom {
  const { from, index, total } = (
    typeof state === 'object' && state !== null ? state : {}
  ) as Partial<CameFrom>;
  const isList = typeof from === 'string' && /^\/(?:queue|mine|tasks)(?:\?|$)/.test(from);
  return { from: isList ? from : null, index: index ?? null, total: total ?? null };
}
