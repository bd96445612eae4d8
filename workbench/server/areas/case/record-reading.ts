import { recordAccess } from '../../../../casework/access-log.ts';
import type { Asking } from '../../desk.ts';
import type { Session } from '../../security/sessions.ts';

const ONE_LOOK = 60_000;
const looks = new WeakMap<Session, Map<string, number>>();

/** Enters that somebody opened a case. A page that asks again after its own act is still the same look. */
export function recordReading(asking: Asking, caseId: string, isNameShown: boolean): void {
  const { desk, session, user, via } = asking;
  const own = looks.get(session) ?? new Map<string, number>();
  looks.set(session, own);
  const look = `${caseId} ${isNameShown}`;
  const now = desk.sessions.now();
  const last = own.get(look);
  own.set(look, now);
  if (last !== undefined && now - last < ONE_LOOK) return;
  recordAccess(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    kind: 'CaseRead',
    subject: caseId,
    detail: { name_shown: isNameShown },
  });
}
