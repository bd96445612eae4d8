import type { CaseAnswer } from '../../../../contract/case.ts';
import { debtorIn } from './debtor-in.ts';
import type { Draft } from './draft.ts';

/** What a draft would send; whether all of it is there is said by the shape of the request. */
export function bodyOf(found: CaseAnswer, draft: Draft, groundWord: string): unknown {
  const base = { key: draft.key, expected_last_seq: found.last_seq };
  if (draft.outcome === 'unfounded') {
    return {
      ...base,
      outcome: 'unfounded',
      ground: draft.ground,
      // another ground than those that have a word is told in words of one's own
      reason: draft.reason.trim() || (draft.ground === 'other' ? '' : groundWord),
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
    debtor: debtorOf(found, draft),
    nature: draft.nature,
    basis: draft.basis,
    reason: draft.reason.trim(),
    looked: draft.looked,
    contrary_reason: draft.contrary_reason.trim() || null,
    struck: draft.struck,
  };
}

function debtorOf(found: CaseAnswer, draft: Draft) {
  const { other_name: name, relation } = draft;
  const debtor = debtorIn(found, draft);
  if (debtor === null || debtor.kind === 'self' || debtor.kind === 'kept') return debtor;
  if (debtor.kind === 'other')
    return { kind: 'other' as const, name: name.trim(), relation: relation.trim() };
  return { ...debtor, relation: relation.trim() };
}
