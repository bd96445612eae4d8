import { useEffect, useState } from 'react';
import type { CLEAR_GROUNDS, NATURES } from '../../../../../core/words/case.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { newRequestKey } from '../../../api/use-answer.ts';
import { useRight, useSession } from '../../../shell/session.tsx';

export type Outcome = 'substantiated' | 'unfounded' | 'unverifiable';
export type Debtor =
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

/** What is decided anew begins as it was decided; what nobody decided yet begins empty. */
function firstDraft({ decided, debtor, amounts, claim, evidence, status }: CaseAnswer): Draft {
  const empty = emptyDraft();
  if (decided === null || status !== 'substantiated') return empty;
  const { nature, basis, reason, looked, contrary_reason } = decided;
  const struck = amounts.at(-1)?.struck ?? [];
  return {
    ...empty,
    outcome: 'substantiated',
    debtor: debtor.relation === 'self' ? null : { kind: 'kept' },
    nature,
    basis: basis.length === 0 ? null : basis,
    reason,
    contrary_reason: contrary_reason ?? '',
    looked: (evidence?.explanations ?? []).filter(({ text }) => looked.includes(text)).map(({ key }) => key),
    struck: struck.filter(({ month }) => claim.some((part) => part.month === month)),
  };
}

/**
 * Drafts live in this window's memory and nowhere else: they outlast a locked screen, a server that is away and a look at
 * another page, and leave no name on the machine.
 */
const drafts = new Map<string, Draft>();

export function useDraft(found: CaseAnswer): DraftHold {
  const { user_id: user } = useSession();
  const mayDecide = useRight('case.decide');
  // a decision that was sent back is another one
  const name = `${user} ${found.case_id} ${found.amounts.length} ${found.status}`;
  const [held, keep] = useState(() => ({ name, value: drafts.get(name) ?? firstDraft(found) }));
  const now = held.name === name ? held : { name, value: drafts.get(name) ?? firstDraft(found) };
  if (now !== held) keep(now);
  const { value } = now;
  const isOpen = mayDecide && found.legal_moves.some(({ move }) => move === 'substantiate');
  useEffect(() => {
    drafts.set(name, value);
  }, [name, value]);
  return {
    value,
    isOpen,
    set: (patch) => keep((last) => ({ ...last, value: { ...last.value, ...patch } })),
    clear: () => {
      drafts.delete(name);
      keep({ name, value: firstDraft(found) });
    },
  };
}
