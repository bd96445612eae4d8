import { type Finding, STRENGTH_RANK } from '../core/finding.ts';
import type { CaseFinding, CaseState, Decision } from './case-state.ts';

type Held = Pick<CaseState, 'findings'>;

/** Findings that still stand: not withdrawn by a night, not cleared by a person. */
export function liveFindings(state: Held): Finding[] {
  return findingsWhere(state, (held) => !held.is_withdrawn && held.cleared_hash === null);
}

/**
 * The finding a case is known by: the largest claim; between claims of one size, or where nothing is claimed, the
 * one that rests on the stronger link. A case whose findings were all cleared or withdrawn stays known by them.
 */
export function mainFinding(state: Held): Finding | null {
  return [...shownFindings(state)].sort(byWeight)[0] ?? null;
}

/**
 * The finding a case is counted under in every table by rule: the one it was known by when somebody decided it, as long
 * as that decision stands; else the one it is known by.
 */
export function countedFinding(state: Pick<CaseState, 'findings' | 'decided' | 'status'>): Finding | null {
  const ruleId = decisionInForce(state)?.rule_id ?? null;
  const decided = findingsWhere(state, ({ finding }) => finding.rule_id === ruleId);
  return [...decided].sort(byWeight)[0] ?? mainFinding(state);
}

/** What somebody decided, as long as it stands: a decision that was revoked says nothing about whether the lead was true. */
export function decisionInForce({ status, decided }: Pick<CaseState, 'decided' | 'status'>): Decision | null {
  return status === 'revoked' ? null : decided;
}

/** What a list tells of a case: the live findings, or those there were once none is left. */
export function shownFindings(state: Held): Finding[] {
  const live = liveFindings(state);
  if (live.length > 0) return live;
  const found = findingsWhere(state, (held) => !held.is_withdrawn);
  return found.length > 0 ? found : findingsWhere(state, () => true);
}

function findingsWhere(state: Held, counts: (held: CaseFinding) => boolean): Finding[] {
  return Object.values(state.findings)
    .filter(counts)
    .map((held) => held.finding);
}

function byWeight(one: Finding, other: Finding): number {
  return (
    claimed(other) - claimed(one) ||
    (other.amount_fen ?? 0) - (one.amount_fen ?? 0) ||
    STRENGTH_RANK[other.match_strength] - STRENGTH_RANK[one.match_strength] ||
    (one.finding_key < other.finding_key ? -1 : 1)
  );
}

function claimed(finding: Finding): number {
  return finding.direction === 'fund' ? (finding.amount_fen ?? 0) : 0;
}
