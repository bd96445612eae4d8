import type { z } from 'zod';
import { lastVisitNote, peopleToVisit } from '../../../../casework/reads/waiting/people-to-visit.ts';
import { visitRules } from '../../../../casework/visits/visit-rules.ts';
import { isVisitor } from '../../../../casework/visits/whose-visit.ts';
import { maskName, maskResidentId, maskText } from '../../../../core/mask.ts';
import type { visits } from '../../../contract/visits.ts';
import type { Asking } from '../../desk.ts';

/** So many go onto one telephone. */
const MOST = 300;

/** Whom to visit: by name where whoever asks is sent there, else masked as on the case page; no number is shown. */
export function listPeopleToVisit({
  desk,
  user,
  letOutOnce,
}: Asking): z.input<(typeof visits.list)['answer']> {
  const wish = { rules: visitRules(), holder: user.user_id, limit: MOST };
  const found = peopleToVisit(desk.ledger, user, wish);
  const people = found.slice(0, MOST).map((person) => {
    const isNamed = isVisitor(user, person);
    const name = isNamed ? person.name : maskName(person.name);
    const note = lastVisitNote(desk.ledger, person.case_id);
    return {
      case_id: person.case_id,
      name,
      is_named: isNamed,
      resident_id: maskResidentId(person.resident_id),
      township: person.township,
      village: person.village,
      why: { zh: person.why, en: person.why_en ?? person.why },
      status: person.status,
      is_mine: person.assignee === user.user_id,
      is_overdue: person.is_overdue,
      last_visit: note === null ? null : maskText(note).replaceAll(person.name, name),
      last_seq: person.last_seq,
    };
  });
  const named = people.filter(({ is_named }) => is_named).length;
  letOutOnce({
    ...{ kind: 'ListRead', subject: 'visits.list', detail: { named } },
    of: people.map(({ case_id }) => case_id),
  });
  return { has_more: found.length > MOST, people };
}
