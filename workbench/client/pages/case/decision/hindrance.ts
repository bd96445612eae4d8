import type { CaseAnswer } from '../../../../contract/case.ts';
import { claimedBy, isAfterDeath } from './claimed.ts';
import type { Draft } from './draft.ts';

export interface Hindrance {
  key: string;
  values?: Record<string, number>;
}

/** Why it cannot be submitted yet: one reason at a time, in the order of the page; null when it can. */
export function hindranceOf(found: CaseAnswer, draft: Draft): Hindrance | null {
  switch (draft.outcome) {
    case null:
      return { key: 'case.hindered-outcome' };
    case 'unfounded':
      if (draft.ground === null) return { key: 'case.hindered-ground' };
      return draft.ground === 'other' && isBlank(draft.reason) ? { key: 'case.hindered-reason' } : null;
    case 'unverifiable':
      if (isBlank(draft.missing)) return { key: 'case.hindered-missing' };
      return draft.review_on === '' ? { key: 'case.hindered-review' } : null;
    case 'substantiated':
      return hindranceToClaim(found, draft);
  }
}

function hindranceToClaim({ evidence, claim }: CaseAnswer, draft: Draft): Hindrance | null {
  const open = (evidence?.explanations ?? []).filter(
    ({ key, verdict }) => verdict === 'look' && !draft.looked.includes(key),
  );
  if (open.length > 0) return { key: 'case.hindered-explanations', values: { n: open.length } };
  if (evidence?.is_contrary && isBlank(draft.contrary_reason)) return { key: 'case.hindered-contrary' };
  if (claim.length > 0) {
    if (draft.struck.some(({ reason }) => isBlank(reason))) return { key: 'case.hindered-strike' };
    if (claimedBy(claim, draft.struck).fen <= 0) return { key: 'case.hindered-nothing-left' };
    const { debtor } = draft;
    if (debtor === null && isAfterDeath(evidence)) return { key: 'case.hindered-debtor' };
    if (debtor?.kind === 'other' && (isBlank(draft.other_name) || isBlank(draft.relation))) {
      return { key: 'case.hindered-other' };
    }
    if (draft.nature === null) return { key: 'case.hindered-nature' };
  }
  return isBlank(draft.reason) ? { key: 'case.hindered-reason' } : null;
}

const isBlank = (text: string): boolean => text.trim() === '';
