import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { z } from 'zod';
import { type Chosen, type QueueRow, queue } from '../../../contract/queue.ts';
import { call } from '../../api/call.ts';
import type { QueuePlace } from './queue-address.ts';
import { recall, remember } from './remembered-place.ts';

const selection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** Ticked one by one, each as it was then. */
  z.object({
    kind: z.literal('rows'),
    cases: z.array(z.object({ case_id: z.string(), seq: z.int() })),
  }),
  /** The filtered set, fixed at the moment its box was ticked, and what was ticked off again since. */
  z.object({
    kind: z.literal('filtered'),
    selection_id: z.string(),
    cases: z.int(),
    without: z.array(z.string()),
  }),
]);

export type Selection = z.infer<typeof selection>;

const NONE: Selection = { kind: 'none' };

type Case = { case_id: string; seq: number };

export interface Ticked {
  selection: Selection;
  count: number;
  /** The filtered set, all of it; said at once, while the server still fixes what it is. */
  isWhole: boolean;
  /** What the server is asked to act on; null where nothing is ticked. */
  chosen: Chosen | null;
  isTicked: (caseId: string) => boolean;
  toggle: (row: QueueRow) => void;
  tickFiltered: () => Promise<void>;
  tickOnly: (rows: readonly QueueRow[]) => void;
  clear: () => void;
}

/** What is ticked. It lasts while the same cases are meant, over pages and orders, and comes back with Back. */
export function useSelection({ filter, text, meaning }: QueuePlace): Ticked {
  const { key } = useLocation();
  const [held, setHeld] = useState(() => ({ key, meaning, selection: recalled(key) }));
  const now = held.key === key ? held : moved(held, key, meaning);
  if (now !== held) setHeld(now);
  useEffect(() => remember(now.key, { selection: now.selection }), [now]);
  const latest = useRef(meaning);
  latest.current = meaning;
  const { selection: ticked } = now;
  const set = useCallback((next: Selection) => setHeld((before) => ({ ...before, selection: next })), []);
  const cases = ticked.kind === 'rows' ? ticked.cases : [];
  const [isFixing, setFixing] = useState(false);
  return {
    selection: ticked,
    count: ticked.kind === 'filtered' ? ticked.cases - ticked.without.length : cases.length,
    isWhole: isFixing || (ticked.kind === 'filtered' && ticked.without.length === 0),
    chosen: chosenOf(ticked),
    isTicked: (id) =>
      ticked.kind === 'filtered' ? !ticked.without.includes(id) : cases.some((one) => one.case_id === id),
    toggle: (row) => {
      if (ticked.kind === 'filtered') return set(withOrWithout(ticked, row.case_id));
      const others = cases.filter((one) => one.case_id !== row.case_id);
      set(rowsOrNone(others.length < cases.length ? others : [...cases, caseOf(row)]));
    },
    tickFiltered: async () => {
      setFixing(true);
      try {
        const fixed = await call(queue.fixSelection, { body: { filter, text } });
        // somebody was quicker than the server and looks at other cases by now
        if (latest.current !== meaning || fixed.cases === 0) return;
        const { selection_id, cases: count } = fixed;
        set({ kind: 'filtered', selection_id, cases: count, without: [] });
      } finally {
        setFixing(false);
      }
    },
    tickOnly: (rows) => set(rowsOrNone(rows.map(caseOf))),
    clear: () => set(NONE),
  };
}

const caseOf = ({ case_id, last_seq: seq }: QueueRow): Case => ({ case_id, seq });

function chosenOf(ticked: Selection): Chosen | null {
  if (ticked.kind === 'none') return null;
  if (ticked.kind === 'rows') return { cases: ticked.cases };
  return { selection_id: ticked.selection_id, without: ticked.without };
}

function withOrWithout(ticked: Selection & { kind: 'filtered' }, caseId: string): Selection {
  const others = ticked.without.filter((one) => one !== caseId);
  const without = others.length < ticked.without.length ? others : [...ticked.without, caseId];
  return without.length === ticked.cases ? NONE : { ...ticked, without };
}

const rowsOrNone = (cases: Case[]): Selection => (cases.length === 0 ? NONE : { kind: 'rows', cases });

interface Held {
  key: string;
  meaning: string;
  selection: Selection;
}

function moved(before: Held, key: string, meaning: string): Held {
  const known = recall(key).selection;
  if (known !== undefined) return { key, meaning, selection: recalled(key) };
  return { key, meaning, selection: before.meaning === meaning ? before.selection : NONE };
}

function recalled(key: string): Selection {
  const read = selection.safeParse(recall(key).selection);
  return read.success ? read.data : NONE;
}
