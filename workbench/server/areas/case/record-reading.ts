import type { Asking } from '../../desk.ts';
import type { Session } from '../../security/sessions.ts';

const looks = new WeakMap<Session, Set<string>>();

/** Enters that somebody opened a case. A page that asks again after its own act is still the same look. */
export function recordReading(
  asking: Asking,
  caseId: string,
  view: string | undefined,
  isNameShown: boolean,
): void {
  const { session } = asking;
  const known = looks.get(session) ?? new Set<string>();
  looks.set(session, known);
  const look = `${caseId} ${view} ${isNameShown}`;
  if (view !== undefined && known.has(look)) return;
  asking.letOut({
    kind: 'CaseRead',
    subject: caseId,
    detail: { name_shown: isNameShown },
  });
  known.add(look);
}
