import { useEffect, useRef, useState } from 'react';
import { lastOf } from '../../../../../core/lists.ts';
import type { CLEAR_GROUNDS, NATURES, Outcome } from '../../../../../core/words/case.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { newRequestKey } from '../../../api/use-answer.ts';
import { useRight, useSession } from '../../../shell/session.tsx';
import { useKeptDraft } from './kept-draft.ts';

export type DebtorDraft =
  | { kind: 'self' }
  /** Whom the case has named already; the page may know the name masked only. */
  | { kind: 'kept' }
  | { kind: 'suggested'; place: number; shown: string }
  | { kind: 'other' };

/** What somebody has typed and not yet submitted. */
export interface Draft {
  /** One act, one key: submitting again after a lost answer does nothing twice. */
  key: string;
  outcome: Outcome | null;
  debtor: DebtorDraft | null;
  other_name: string;
  relation: string;
  nature: (typeof NATURES)[number] | null;
  /** Null until somebody changes it: then all that was in force in these months. */
  basis: string[] | null;
  reason: string;
  looked: string[];
  contrary_reason: string;
  struck: { month: number; reason: string }[];
  ground: (typeof CLEAR_GROUNDS)[number] | null;
  missing: string;
  review_on: string;
}

export interface DraftHold {
  value: Draft;
  /** Whether this user may decide this case now. */
  isOpen: boolean;
  /** Another window of the same person has typed something else since. */
  isElsewhere: boolean;
  settle: (choice: 'theirs' | 'mine') => void;
  set: (patch: Partial<Draft>) => void;
  clear: () => void;
}

const emptyDraft = (): Draft => ({
  key: newRequestKey(),
  outcome: null,
  debtor: null,
  other_name: '',
  relation: '',
  nature: null,
  basis: null,
  reason: '',
  looked: [],
  contrary_reason: '',
  struck: [],
  ground: null,
  missing: '',
  review_on: '',
});

/** What is decided anew begins as it was decided; what nobody decided yet begins empty. */
function firstDraft({ decided, amounts, claim, evidence, status }: CaseAnswer): Draft {
  const empty = emptyDraft();
  if (decided === null || status !== 'substantiated') return empty;
  const { nature, basis, reason, looked, contrary_reason } = decided;
  const struck = lastOf(amounts)?.struck ?? [];
  return {
    ...empty,
    outcome: 'substantiated',
    nature,
    basis: basis.length === 0 ? null : basis,
    reason,
    contrary_reason: contrary_reason ?? '',
    looked: (evidence?.explanations ?? []).filter(({ text }) => looked.includes(text)).map(({ key }) => key),
    struck: struck.filter(({ month }) => claim.some((part) => part.month === month)),
  };
}

/** What this window has shown last; a case that is opened again shows it before the server has answered. */
const drafts = new Map<string, Draft>();

/** The draft of a case. It is kept at the server for whoever types it, and leaves no name on the machine. */
export function useDraft(found: CaseAnswer): DraftHold {
  const { user_id: user } = useSession();
  const mayDecide = useRight('case.decide');
  // a decision that was sent back is another one
  const about = `${found.amounts.length} ${found.status}`;
  const name = `${user} ${found.case_id} ${about}`;
  const [held, hold] = useState(() => ({ name, value: drafts.get(name) ?? firstDraft(found) }));
  const now = held.name === name ? held : { name, value: drafts.get(name) ?? firstDraft(found) };
  if (now !== held) hold(now);
  const { value } = now;
  // two fields may be set before the page is drawn again
  const latest = useRef(now);
  latest.current = now;
  const isOpen = mayDecide && found.legal_moves.some(({ move }) => move === 'substantiate');
  const kept = useKeptDraft<Draft>(found.case_id, about, isOpen, (typed) =>
    hold({ name, value: { ...emptyDraft(), ...typed } }),
  );
  useEffect(() => {
    drafts.set(name, value);
  }, [name, value]);
  return {
    value,
    isOpen,
    isElsewhere: kept.theirs !== null,
    settle: (choice) => kept.settle(choice, value),
    set: (patch) => {
      const next = { ...latest.current.value, ...patch };
      latest.current = { name, value: next };
      hold(latest.current);
      kept.keep(next);
    },
    clear: () => {
      drafts.delete(name);
      kept.drop();
      hold({ name, value: firstDraft(found) });
    },
  };
}
