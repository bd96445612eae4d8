import { findAcknowledged } from '../../storage/ledger/command-keys.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransactionUnlessRefused } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import { type CaseState, currentNotice } from '../case-state.ts';
import { loadCase } from '../casebook/load-case.ts';
import { carryOut } from '../execute.ts';
import { takeNoticeNumber } from '../notice-numbers.ts';
import type { Office } from '../office.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { IssuedDocument } from './issued-document.ts';
import { type DocumentKindInForce, enterIssued, entryOf, listDocuments, refuseIssueOf } from './register.ts';

export interface PublicNoticeRequest {
  /** The same on a retry: nothing is published twice. */
  key: string;
  user: string;
  via: string;
  /** Whose notices could not be served in another way. */
  cases: readonly string[];
  kind: DocumentKindInForce;
  on: string;
  /** The two who hang it out. */
  servers: readonly string[];
  /** Where it hangs or is printed. */
  place: string;
}

export type PublishResult =
  | { ok: true; document: IssuedDocument; cases: readonly string[] }
  | { ok: false; refusal: CommandRefusal };

/**
 * Publishes one notice for many: one number, an entry in the ledger of each case, and each case's service by it. All of it
 * happens or nothing does: where one of them was served otherwise, or no other way was tried, no number is spent.
 */
export function publishNotice(ledger: Ledger, office: Office, request: PublicNoticeRequest): PublishResult {
  return inTransactionUnlessRefused(ledger, (): PublishResult => {
    const { key, user, via, kind, on, servers, place } = request;
    const cases = withSharers(ledger, request.cases);
    if ('code' in cases) return { ok: false, refusal: cases };
    const [keeper] = cases;
    if (keeper === undefined) return { ok: false, refusal: refuse('nobody-to-publish') };
    const digest = `${kind.kind} ${on} ${cases.join(' ')}`;
    const repeated = findAcknowledged(ledger, key);
    if (repeated !== null) {
      const document = listDocuments(ledger, keeper).findLast((one) => one.kind === kind.kind);
      if (repeated.digest !== digest || document === undefined)
        return { ok: false, refusal: refuse('key-reused', { key }) };
      return { ok: true, document, cases };
    }
    if (place.trim() === '') return { ok: false, refusal: refuse('place-required') };
    for (const case_id of cases) {
      const refusal = refuseIssueOf(ledger, office, { key, user, via, case_id, kind, on });
      if (refusal !== null) return { ok: false, refusal };
    }
    const document_number = takeNoticeNumber(ledger, kind.series, on);
    const joint = cases.length > 1 ? { joint: cases } : {};
    const issued = { kind: kind.kind, document_number, on, replaces: null, ...joint };
    const author = authorOf(office, request);
    enterIssued(ledger, author, keeper, issued, { key, digest });
    const others = cases.slice(1).map((caseId) => entryOf(caseId, issued));
    appendEvents(ledger, author, others);
    const input = { method: 'public-notice', on, servers, place, reason: document_number };
    for (const case_id of cases) {
      // whoever shares a notice with a case before was served with it
      if (isServedBy(loadCase(ledger, case_id), on)) continue;
      const served = carryOut(ledger, office, {
        key: `${key} ${case_id}`,
        user,
        via,
        case_id,
        move: 'serve',
        input,
      });
      if (!served.ok) return served;
    }
    const document = listDocuments(ledger, keeper).findLast((one) => one.document_number === document_number);
    if (document === undefined) throw new Error('a public notice was entered and is not there');
    return { ok: true, document, cases };
  });
}

function isServedBy(state: CaseState | null, on: string): boolean {
  if (state === null || state.status === 'notified') return false;
  const served = currentNotice(state)?.served;
  return served?.method === 'public-notice' && served.on === on;
}

/** The cases, with those that share a notice with one of them; each once, in the order of their numbers. */
function withSharers(ledger: Ledger, asked: readonly string[]): string[] | CommandRefusal {
  const cases = new Map<string, CaseState>();
  for (const caseId of asked) {
    const state = loadCase(ledger, caseId);
    if (state === null) return refuse('unknown-case', { case: caseId });
    for (const sharer of currentNotice(state)?.joint ?? [caseId]) {
      const other = loadCase(ledger, sharer);
      if (other !== null && currentNotice(other)?.notice_number === currentNotice(state)?.notice_number)
        cases.set(sharer, other);
    }
    cases.set(caseId, state);
  }
  return [...cases.values()]
    .sort((one, other) => one.case_number - other.case_number)
    .map((one) => one.case_id);
}
