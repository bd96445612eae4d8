import type { UNMASK_REASONS } from '../../../contract/case.ts';
import type { Asking } from '../../desk.ts';
import type { Session } from '../../security/sessions.ts';

const SHOWN_FOR = 5 * 60_000;

type Reason = (typeof UNMASK_REASONS)[number];

/** Which look at a page the numbers were shown to. */
const shownTo = new WeakMap<Session, string | undefined>();

/** Until when this look sees the numbers of a case; null while they are masked. Another look ends it. */
export function unmaskedUntil(
  { desk, session }: Asking,
  caseId: string,
  view: string | undefined,
): number | null {
  const until = session.unmasked.get(caseId);
  if (until === undefined) return null;
  if (until > desk.sessions.now() && shownTo.get(session) === view) return until;
  session.unmasked.delete(caseId);
  return null;
}

/** Shows one person's numbers for five minutes; the look is in the chain before anything is shown. */
export function unmask(
  asking: Asking,
  caseId: string,
  { reason, text, view }: { reason: Reason; text: string; view?: string | undefined },
): { until: string } {
  const { desk, session } = asking;
  asking.letOut({
    kind: 'NumberUnmasked',
    subject: caseId,
    detail: { reason, text: text === '' ? null : text },
  });
  // one person at a time: whoever was shown before is hidden
  session.unmasked.clear();
  const until = desk.sessions.now() + SHOWN_FOR;
  session.unmasked.set(caseId, until);
  shownTo.set(session, view);
  return { until: new Date(until).toISOString() };
}
