import { useEffect, useState } from 'react';
import type { CLEAR_GROUNDS, NATURES } from '../../../../../core/words/case.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { newRequestKey } from '../../../api/use-answer.ts';
import { useRight, useSession } from '../../../shell/session.tsx';

export type Outcome = 'substantiated' | 'unfounded' | 'unverifiable';
export type Debtor =
  | { kind: 'self' }
  | { kind: 'suggested'; place: number; shown: string }
  | { kind: 'other' };

/** What somebody has typed and not yet submitted. */
export interface Draft {
  /** One act, one key: submitting again after a lost answer does nothing twice. */
  key: string;
  outcome: Outcome | null;
  debtor: Debtor | null;
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

/**
 * Drafts live in this window's memory and nowhere else: they outlast a locked screen, a server that is away and a look at
 * another page, and leave no name on the machine.
 */
const drafts = new Map<string, Draft>();

export function useDraft(found: CaseAnswer): DraftHold {
  const { user_id: user } = useSession();
  const mayDecide = useRight('case.decide');
  const name = `${user} ${found.case_id}`;
  const [value, keep] = useState<Draft>(() => drafts.get(name) ?? emptyDraft());
  const isOpen = mayDecide && found.legal_moves.some(({ move }) => move === 'substantiate');
  useEffect(() => {
    drafts.set(name, value);
  }, [name, value]);
  return {
    value,
    isOpen,
    set: (patch) => keep((last) => ({ ...last, ...patch })),
    clear: () => {
      drafts.delete(name);
      keep(emptyDraft());
    },
  };
}
