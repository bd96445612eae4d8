import type { z } from 'zod';
import type { CaseState } from '../../../../casework/case-state.ts';
import { type DebtorChoice, type DecisionRequest, decideCase } from '../../../../casework/decide.ts';
import { debtorSuggested } from '../../../../casework/suggested-debtor.ts';
import type { CaseExplanation } from '../../../../explanation/case-explanation.ts';
import type { decideBody } from '../../../contract/case-work.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';
import { readAskedEvidence } from '../case/evidence.ts';

type Body = z.output<typeof decideBody>;
type Chosen = Extract<Body, { outcome: 'substantiated' }>['debtor'];

/** Hands a decision and the evidence to casework; of the suggested people only their place in the list came back. */
export async function decide(asking: Asking, state: CaseState, body: Body) {
  const { desk, user, via } = asking;
  const evidence =
    body.outcome === 'substantiated'
      ? await readAskedEvidence(asking, state, { isUnmasked: true, isNameShown: true })
      : null;
  const { key, expected_last_seq, ...said } = body;
  const decision: DecisionRequest =
    said.outcome === 'substantiated' ? { ...said, debtor: debtorOf(evidence, said.debtor) } : said;
  const { case_id } = state;
  const outcome = decideCase(desk.ledger, desk.office, {
    ...{ key, user: user.user_id, via, case_id, evidence, expected_last_seq, decision },
  });
  if (!outcome.ok) throwRefused(outcome.refusal);
  const { status, last_seq, amounts } = outcome.state;
  return { status, last_seq, assessed_fen: amounts.at(-1)?.assessed_fen ?? null };
}

function debtorOf(evidence: CaseExplanation | null, chosen: Chosen): DebtorChoice {
  if (chosen === null) return null;
  if (chosen.kind === 'self' || chosen.kind === 'kept') return chosen.kind;
  if (chosen.kind === 'other') return { name: chosen.name, relation: chosen.relation };
  return debtorSuggested(evidence?.debtor_suggestions ?? [], chosen);
}
