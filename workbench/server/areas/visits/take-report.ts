import type { z } from 'zod';
import type { CaseState } from '../../../../casework/case-state.ts';
import { reportVisit } from '../../../../casework/visits/report-visit.ts';
import { VISIT_METHODS } from '../../../../core/words/visits.ts';
import type { visits } from '../../../contract/visits.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';

type Body = z.output<Exclude<(typeof visits.report)['body'], 'upload' | null>>;

/** Hands a report to casework and answers with the case's last record after it. */
export function takeReport({ desk, user, via }: Asking, { case_id }: CaseState, body: Body) {
  const { key, expected_last_seq, photos, is_signed, method, ...visit } = body;
  const outcome = reportVisit(
    desk.ledger,
    desk.office,
    { key, user: user.user_id, via, case_id, expected_last_seq },
    { ...visit, method: VISIT_METHODS[method] },
    { photos, is_signed },
  );
  if (!outcome.ok) throwRefused(outcome.refusal);
  return { last_seq: outcome.state.last_seq };
}
