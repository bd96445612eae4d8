import type { CaseAnswer } from '../../../../contract/case.ts';
import type { DecideBody } from '../../../../contract/case-work.ts';
import { basisOf } from './claimed.ts';
import type { Draft } from './draft.ts';

/** What is sent for a draft that nothing hinders. */
export function bodyOf(found: CaseAnswer, draft: Draft, groundWord: string): DecideBody {
  const base = { key: draft.key, expected_last_seq: found.last_seq };
  if (draft.outcome === 'unfounded') {
    return {
      ...base,
      outcome: 'unfounded',
      ground: draft.ground ?? 'other',
      reason: draft.reason.trim() || groundWord,
    };
  }
  if (draft.outcome === 'unverifiable') {
    const { missing, review_on } = draft;
    return {
      ...base,
      outcome: 'unverifiable',
      reason: draft.reason.trim() || missing.trim(),
      missing,
      review_on,
    };
  }
  return {
    ...base,
    outcome: 'substantiated',
    debtor: debtorOf(draft),
    nature: draft.nature,
    basis: draft.basis ?? basisOf(found.evidence),
    reason: draft.reason.trim(),
    looked: draft.looked,
    contrary_reason: draft.contrary_reason.trim() || null,
    struck: draft.struck,
  };
}

function debtorOf({ debtor, other_name: name, relation }: Draft) {
  if (debtor === null || debtor.kind === 'self') return { kind: 'self' as const };
  if (debtor.kind === 'other')
    return { kind: 'other' as const, name: name.trim(), relation: relation.trim() };
  return { ...debtor, relation: relation.trim() };
}
