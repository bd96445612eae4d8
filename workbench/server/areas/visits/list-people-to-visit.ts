import type { z } from 'zod';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { peopleToVisit } from '../../../../casework/reads/people-to-visit.ts';
import { isVisitNote } from '../../../../casework/visits/visit.ts';
import { visitRules } from '../../../../casework/visits/visit-rules.ts';
import { maskName, maskResidentId, maskText } from '../../../../core/mask.ts';
import type { visits } from '../../../contract/visits.ts';
import type { Asking } from '../../desk.ts';

/** So many go onto one telephone. */
const MOST = 300;

/** Whom to visit, masked as on the case page: the name on a case that one holds is shown, and no number is. */
export function listPeopleToVisit({ desk, user }: Asking): z.input<(typeof visits.list)['answer']> {
  const wish = { rules: visitRules(), holder: user.user_id, limit: MOST };
  const found = peopleToVisit(desk.ledger, user, wish);
  return {
    has_more: found.length > MOST,
    people: found.slice(0, MOST).map((person) => {
      const isMine = person.assignee === user.user_id;
      const shown = isMine ? person.name : maskName(person.name);
      return {
        case_id: person.case_id,
        name: shown,
        resident_id: maskResidentId(person.resident_id),
        township: person.township,
        village: person.village,
        why: { zh: person.why, en: person.why_en ?? person.why },
        status: person.status,
        is_mine: isMine,
        is_overdue: person.is_overdue,
        last_visit: lastVisit(desk.ledger, person, shown),
        last_seq: person.last_seq,
      };
    }),
  };
}

function lastVisit(
  ledger: Asking['desk']['ledger'],
  { case_id, name }: { case_id: string; name: string },
  shown: string,
): string | null {
  const note = loadCase(ledger, case_id)?.notes.findLast(({ text }) => isVisitNote(text));
  return note === undefined ? null : maskText(note.text).replaceAll(name, shown);
}
