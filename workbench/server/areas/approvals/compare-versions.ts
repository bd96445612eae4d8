import { businessDay } from '../../../../casework/business-day.ts';
import type { CaseEvent } from '../../../../casework/case-events.ts';
import type { AmountVersion, CaseDocument, CaseState } from '../../../../casework/case-state.ts';
import { foldCase } from '../../../../casework/fold.ts';
import { mainFinding } from '../../../../casework/main-finding.ts';
import { maskName } from '../../../../core/mask.ts';
import { NATURE_TITLES } from '../../../../core/words/case.ts';
import { DEATH_SOURCE_WORDS } from '../../../../explanation/say.ts';
import type { ApprovalDocument, Compared } from '../../../contract/approvals.ts';
import type { Desk } from '../../desk.ts';
import { caseMasker } from '../../notice-preview/case-masker.ts';
import { namedUser } from './list-waiting.ts';

type Earlier = NonNullable<ApprovalDocument['earlier']>;
type Value = Compared['now'];

/** What differs between the version before a decision and the decision itself; null for the first version. */
export function compareVersions(
  desk: Desk,
  events: readonly CaseEvent[],
  state: CaseState,
  document: CaseDocument,
  userId: string,
): Earlier | null {
  if (document.kind !== 'decision') return null;
  const place = state.documents.indexOf(document);
  const earlier = state.documents.slice(0, place).findLast(({ kind }) => kind === 'decision');
  if (earlier === undefined || earlier.version === null || earlier.status === 'pending') return null;
  const end = endOf(events, earlier);
  const then = factsOf(stateWhenProposed(events, earlier), earlier);
  const now = factsOf(stateWhenProposed(events, document), document);
  const by = end?.type === 'DocumentRejected' ? end.actor : null;
  return {
    version: earlier.version,
    outcome: earlier.status,
    by: by === null ? null : namedUser(desk.ledger, by).name,
    is_me: by === userId,
    on: end === undefined ? null : businessDay(end.at),
    reason: end?.type === 'DocumentRejected' ? caseMasker(state).text(end.payload.reason) : null,
    rows: FIELDS.map((field) => ({
      field,
      before: then[field],
      now: now[field],
      is_changed: JSON.stringify(then[field]) !== JSON.stringify(now[field]),
    })).filter(({ before, now: present }) => before !== null || present !== null),
  };
}

const FIELDS = ['amount', 'months', 'died-on', 'debtor', 'nature', 'basis'] as const;

/** The case as it stood when a document was put before its chain. */
function stateWhenProposed(events: readonly CaseEvent[], document: CaseDocument): CaseState {
  const place = events.findIndex(
    (event) =>
      event.type === 'DocumentProposed' && event.payload.document.document_id === document.document_id,
  );
  const state = foldCase(events.slice(0, place + 1));
  if (place < 0 || state === null) throw new Error('a document of a case was never proposed');
  return state;
}

function endOf(events: readonly CaseEvent[], document: CaseDocument): CaseEvent | undefined {
  return events.findLast(
    (event) =>
      (event.type === 'DocumentRejected' || event.type === 'StepApproved') &&
      event.payload.document_id === document.document_id,
  );
}

function factsOf(state: CaseState, document: CaseDocument): Record<(typeof FIELDS)[number], Value> {
  const version = state.amounts.find((one) => one.version === document.version) ?? null;
  const { debtor, decided } = state;
  const basis = decided?.basis ?? [];
  return {
    amount: document.amount_fen,
    months: monthsOf(version),
    'died-on': diedOn(state),
    debtor: same(`${maskName(debtor.name)}${debtor.relation === 'self' ? '' : `（${debtor.relation}）`}`),
    nature: decided?.nature == null ? null : NATURE_TITLES[decided.nature],
    basis: basis.length === 0 ? null : same(basis.join('；')),
  };
}

export function monthsOf(version: AmountVersion | null): number[] {
  const months = (version?.lines ?? []).flatMap(({ month }) => (month === null ? [] : [month]));
  return [...new Set(months)].sort((one, other) => one - other);
}

/** The date of death that the findings went by, with the office that gave it. */
function diedOn(state: CaseState): Value {
  const facts = mainFinding(state)?.facts ?? {};
  const on = facts.died_on ?? facts.died_month;
  if (on === undefined || on === null) return null;
  const [zh, en] = DEATH_SOURCE_WORDS[String(facts.source_kind)] ?? ['', ''];
  return zh === '' ? same(String(on)) : { zh: `${String(on)}（${zh}）`, en: `${String(on)} (${en})` };
}

const same = (text: string): { zh: string; en: string } => ({ zh: text, en: text });
