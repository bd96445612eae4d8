import type { z } from 'zod';
import type { CaseState } from '../../../../casework/case-state.ts';
import { decideAndSubmit } from '../../../../casework/decide.ts';
import { type CaseRequest, executeAll, type JointOutcome } from '../../../../casework/execute.ts';
import { liveFindings } from '../../../../casework/main-finding.ts';
import { grantsFor } from '../../../../casework/roles.ts';
import { claimOf } from '../../../../core/claim.ts';
import { maskName } from '../../../../core/mask.ts';
import type { CaseExplanation, DebtorSuggestion } from '../../../../explanation/case-explanation.ts';
import type { decideBody } from '../../../contract/case-work.ts';
import type { Asking } from '../../desk.ts';
import { Refused, throwRefused } from '../../refused.ts';
import { readEvidence } from '../case/evidence.ts';

type Decision = z.output<typeof decideBody>;
type Substantiated = Extract<Decision, { outcome: 'substantiated' }>;
type Step = Pick<CaseRequest, 'move' | 'input'>;

/** Writes a decision with all that belongs to it, or nothing. */
export async function decide(asking: Asking, state: CaseState, decision: Decision) {
  const outcome =
    decision.outcome === 'substantiated'
      ? await substantiate(asking, state, decision)
      : carryOut(asking, state, decision, [other(decision)]);
  if (!outcome.ok) throwRefused(outcome.refusal);
  const { status, last_seq, amounts } = outcome.state;
  return { status, last_seq, assessed_fen: amounts.at(-1)?.assessed_fen ?? null };
}

function other(decision: Exclude<Decision, Substantiated>): Step {
  if (decision.outcome === 'unfounded') {
    return { move: 'clear', input: { reason: decision.reason, ground: decision.ground } };
  }
  const { reason, missing, review_on } = decision;
  return { move: 'leave-unverifiable', input: { reason, missing, review_on } };
}

async function substantiate(
  asking: Asking,
  state: CaseState,
  decision: Substantiated,
): Promise<JointOutcome> {
  const { desk, user, via } = asking;
  const evidence = await readEvidence(asking, state, { isUnmasked: true, isNameShown: true });
  if (evidence !== null) refuseUnseen(evidence, decision);
  const explanations = (evidence?.explanations ?? []).map(({ text, verdict, looked_at }) => ({
    text,
    finding: verdict === 'unsupported' ? looked_at : null,
  }));
  const { key, expected_last_seq, reason, nature, basis, contrary_reason } = decision;
  const said = { reason, nature, basis, contrary_reason, explanations };
  const hasClaim = claimOf(liveFindings(state)).lines.length > 0;
  const debtor = hasClaim ? debtorOf(state, evidence, decision.debtor) : null;
  // amounts stay with the office: a township's decision waits there for its amount
  const fixesAmount = grantsFor(user, ['investigator'], state.person.township).length > 0;
  if (hasClaim && fixesAmount) {
    return decideAndSubmit(desk.ledger, desk.office, {
      ...said,
      key,
      user: user.user_id,
      via,
      case_id: state.case_id,
      debtor,
      struck_months: decision.struck,
      expected_last_seq,
    });
  }
  return carryOut(asking, state, decision, [
    { move: 'substantiate', input: said },
    ...(debtor === null ? [] : [{ move: 'name-debtor' as const, input: debtor }]),
  ]);
}

function carryOut(
  { desk, user, via }: Asking,
  { case_id }: CaseState,
  { key, expected_last_seq }: Decision,
  steps: readonly Step[],
): JointOutcome {
  return executeAll(
    desk.ledger,
    desk.office,
    steps.map((step, place) => ({
      ...step,
      key: `${key}:${step.move}`,
      user: user.user_id,
      via,
      case_id,
      // the first finds the case as it was seen; the others follow within one transaction
      expected_last_seq: place === 0 ? expected_last_seq : null,
    })),
  );
}

/** What the page does not let pass, a request of its own does not get past either. */
function refuseUnseen({ explanations, is_contrary, basis }: CaseExplanation, decision: Substantiated): void {
  const unseen = explanations.filter(
    ({ key, verdict }) => verdict === 'look' && !decision.looked.includes(key),
  );
  if (unseen.length > 0) {
    throw new Refused(
      'explanation-unseen',
      `还有 ${unseen.length} 项正当解释要您看，看过才能送审。`,
      `${unseen.length} innocent explanations have still to be looked at before this can be submitted.`,
    );
  }
  if (is_contrary && decision.contrary_reason === null) {
    throw new Refused(
      'contrary-unanswered',
      '有相反证据，请写明为什么仍然认定。',
      'There is contrary evidence: write down why you decide so all the same.',
    );
  }
  const inForce = new Set(basis.map(({ text, article }) => `${text}${article ?? ''}`));
  if (decision.basis.some((text) => !inForce.has(text))) {
    throw new Refused(
      'basis-not-in-force',
      '所选依据在这些月份里没有生效。',
      'A text that was chosen was not in force in these months.',
    );
  }
}

function debtorOf(state: CaseState, evidence: CaseExplanation | null, chosen: Substantiated['debtor']) {
  if (chosen.kind === 'self') {
    // the case knows its beneficiary already
    return state.debtor.relation === 'self'
      ? null
      : { name: state.person.name, relation: 'self', resident_id: state.person.resident_id };
  }
  if (chosen.kind === 'other') return { name: chosen.name, relation: chosen.relation };
  const suggestion = evidence?.debtor_suggestions[chosen.place];
  if (suggestion === undefined || !isSame(suggestion, chosen.shown)) {
    throw new Refused(
      'debtor-changed',
      '可选的退款义务人已变化，请重新选择。',
      'The people suggested as debtors have changed; choose again.',
    );
  }
  const relation = chosen.relation || suggestion.relation || RELATION[suggestion.kind];
  return { name: suggestion.name, relation, evidence: suggestion.why };
}

const RELATION: Readonly<Record<DebtorSuggestion['kind'], string>> = {
  'account-holder': '收款账户户名',
  'grant-applicant': '丧葬补助金领取人',
  reporter: '火化办理人',
};

function isSame({ name }: DebtorSuggestion, shown: string): boolean {
  return name === shown || maskName(name) === shown;
}
