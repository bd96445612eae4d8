import { recordAccess } from '../../../../casework/access-log.ts';
import type { UNMASK_REASONS } from '../../../contract/case.ts';
import type { Asking } from '../../desk.ts';
import { refuseWith } from '../../refused.ts';

const SHOWN_FOR = 5 * 60_000;

type Reason = (typeof UNMASK_REASONS)[number];

/** Until when this session sees the numbers of a case; null while they are masked. */
export function unmaskedUntil({ desk, session }: Asking, caseId: string): number | null {
  const until = session.unmasked.get(caseId);
  if (until === undefined) return null;
  if (until > desk.sessions.now()) return until;
  session.unmasked.delete(caseId);
  return null;
}

/** Shows one person's numbers for five minutes; the look is in the chain before anything is shown. */
export function unmask(asking: Asking, caseId: string, reason: Reason, text: string): { until: string } {
  if (reason === 'other' && text === '') refuseWith('reason-required');
  const { desk, session, user, via } = asking;
  recordAccess(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    kind: 'NumberUnmasked',
    subject: caseId,
    detail: { reason, text: text === '' ? null : text },
  });
  // one person at a time: whoever was shown before is hidden
  session.unmasked.clear();
  const until = desk.sessions.now() + SHOWN_FOR;
  session.unmasked.set(caseId, until);
  return { until: new Date(until).toISOString() };
}
