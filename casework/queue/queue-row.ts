import { atRisk, claimOf, owedToPerson, wholeOf } from '../../core/claim.ts';
import { STRENGTH_RANK } from '../../core/finding.ts';
import { type CaseState, currentNotice, pendingDocument } from '../case-state.ts';
import { openInstalments } from '../clocks/due.ts';
import { decisionInForce, mainFinding, shownFindings } from '../main-finding.ts';
import { isFinished } from '../states.ts';
import { kindSpan } from './kind-number.ts';
import { soundsOf } from './name-sounds.ts';
import { whyOf } from './why.ts';

type Row = Record<string, string | number | null>;

/** The rows a case has in the queue; like all of the casebook they say nothing that the events do not. */
export function queueRows(state: CaseState): { queue: Row; label: Row } {
  const { person, case_id, origin } = state;
  const { sound, initials } = soundsOf(person.name);
  const { main_rule_title, why, why_en, ...found } = whatWasFound(state);
  return {
    queue: {
      person_id: person.person_id,
      case_id,
      name: person.name,
      name_sound: sound,
      name_initials: initials,
      township: person.township,
      status: state.status,
      is_finished: Number(isFinished(state.status)),
      origin,
      assignee: state.assignee,
      locked_until: state.locked_until,
      is_priority: Number(state.is_priority),
      ...found,
      due_on: nextDue(state),
      last_seq: state.last_seq,
    },
    label: {
      case_id,
      resident_id: person.resident_id,
      id_reversed: person.resident_id === null ? null : backToFront(person.resident_id),
      village: person.village,
      township: person.township,
      main_rule_title,
      why,
      why_en,
      assessed_fen: state.money.assessed_fen,
      outstanding_fen: state.money.outstanding_fen,
      notice_number: currentNotice(state)?.notice_number ?? null,
      pending_document: pendingDocument(state)?.kind ?? null,
      flags: JSON.stringify([...new Set(state.flags.map((flag) => flag.code))]),
      ...whatWasDecided(state),
      origin,
    },
  };
}

export function backToFront(number: string): string {
  return [...number.toUpperCase()].reverse().join('');
}

function whatWasFound(state: CaseState) {
  const findings = shownFindings(state);
  const main = mainFinding(state);
  const first = Object.values(state.findings)[0]?.found ?? null;
  const strength = findings
    .map((finding) => finding.match_strength)
    .toSorted((one, other) => STRENGTH_RANK[other] - STRENGTH_RANK[one])[0];
  const claimed = claimOf(findings);
  const months = new Set(claimed.lines.flatMap((line) => (line.month === null ? [] : [line.month])));
  const why = main === null ? null : whyOf(main, first?.as_of ?? state.opened_on);
  return {
    strength: strength ?? null,
    main_rule: main?.rule_id ?? null,
    kind:
      main === null ? null : kindSpan({ ...main, source: state.origin, township: state.person.township })[0],
    rule_count: new Set(findings.map((finding) => finding.rule_id)).size,
    months: months.size > 0 ? months.size : (main?.months ?? 0),
    claimable_fen: state.money.claimed_fen,
    possible_fen: claimed.possible_fen,
    at_risk_fen: wholeOf(atRisk(findings)),
    owed_to_person_fen: owedToPerson(findings).amount_fen,
    found_on: first?.on ?? state.opened_on,
    found_run: first?.run ?? null,
    main_rule_title: main?.title ?? null,
    why: why?.zh ?? '',
    why_en: why?.en ?? null,
  };
}

function whatWasDecided(state: CaseState) {
  const decided = decisionInForce(state);
  return {
    decided_rule: decided?.rule_id ?? null,
    decided_outcome: decided?.outcome ?? null,
    decided_minutes: decided?.minutes ?? null,
  };
}

/** By when the debtor has to pay next; null where nothing falls due or the case is overdue already. */
function nextDue(state: CaseState): string | null {
  if (state.money.outstanding_fen <= 0) return null;
  if (state.status === 'instalments') return openInstalments(state)[0]?.due_on ?? null;
  const isWaiting = state.status === 'served' || state.status === 'part_repaid';
  return isWaiting ? state.milestones.pay_by_on : null;
}
