import type { CaseEventType } from '../../core/words/case-events.ts';
import type { DocumentKind } from '../../core/words/documents.ts';
import { findAcknowledged, rememberAcknowledged } from '../../storage/ledger/command-keys.ts';
import {
  type Author,
  appendEvent,
  type CommandSeal,
  type NewEvent,
  readSubject,
  type StoredEvent,
} from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import { businessDay } from '../business-day.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { loadCase, loadCaseEvents } from '../casebook/load-case.ts';
import { foldCase } from '../fold.ts';
import { recordDocumentNumber, takeNoticeNumber } from '../notice-numbers.ts';
import type { Office } from '../office.ts';
import { refuseClaiming, refusePressing } from '../owed.ts';
import { isWrittenToDebtor } from '../parties.ts';
import { refusePaperDay } from '../plausible.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { refuseSight } from '../rights.ts';
import { grantsFor, type Role, type User } from '../roles.ts';
import { STATUS_TITLES, type Status } from '../states.ts';
import { type Each, entryAbout, refuseAbout } from './about.ts';
import { foldDocuments, type IssuedDocument } from './issued-document.ts';
import { refuseBackdated } from './last-told.ts';

export interface DocumentKindInForce extends Each {
  kind: string;
  title: string;
  /** Prefix of its own annual series. */
  series: string;
  states: readonly Status[];
  /** Whether it claims money back. */
  claims: boolean;
  /** Whether it goes on with an amount that was signed and told. */
  presses?: boolean | undefined;
  /** What has to happen in the case before there is another paper of this kind. */
  renewed_by: readonly CaseEventType[];
  /** Of which kinds the signed document is that it tells: another one signed is another paper, which replaces none. */
  tells_signed?: readonly DocumentKind[];
  /** Whether it shows who signed when, so that it bears no day before the last signature. */
  tells_signatures?: boolean | undefined;
  /** Who gives it out; investigators and supervisors where nothing is said. */
  issued_by?: readonly Role[] | undefined;
}

export interface IssueRequest {
  /** The same on a retry: no paper gets two numbers. */
  key: string;
  user: string;
  via: string;
  case_id: string;
  kind: DocumentKindInForce;
  on: string;
  /** The entry it is about, where there is a paper for each. */
  about?: string | null | undefined;
}

export type IssueResult = { ok: true; document: IssuedDocument } | { ok: false; refusal: CommandRefusal };

/**
 * Gives a paper the next number of its series and enters it in the journal, in one transaction. Where there is one of its
 * kind already, and nothing has happened since that it should tell, that one is the answer.
 */
export function issueDocument(ledger: Ledger, office: Office, request: IssueRequest): IssueResult {
  return inTransaction(ledger, (): IssueResult => {
    const { kind, on, case_id } = request;
    const told = readIssue(ledger, request);
    if ('code' in told) return { ok: false, refusal: told };
    const { state, documents } = told;
    const asked = aboutOf(request, state);
    if ('code' in asked) return { ok: false, refusal: asked };
    const { about } = asked;
    const ofKind = documents.filter((one) => one.kind === kind.kind && (one.about ?? null) === about);
    const earlier = ofKind.at(-1);
    const digest = `${case_id} ${kind.kind}`;
    const repeated = findAcknowledged(ledger, request.key);
    if (repeated !== null) {
      if (repeated.digest !== digest || earlier === undefined)
        return { ok: false, refusal: refuse('key-reused', { key: request.key }) };
      return { ok: true, document: earlier };
    }
    if (earlier !== undefined && !earlier.is_void && !isOutdated(told, earlier, kind))
      return { ok: true, document: earlier };
    const refusal = refuseIssue(office, request, told);
    if (refusal !== null) return { ok: false, refusal };
    const document_number = takeNoticeNumber(ledger, kind.series, on);
    const former = ofKind.findLast(({ seq }) => isWrittenToDebtor(state, seq));
    const isOfAnother = former === undefined || hasSignedSince(told, former, kind);
    const replaces = isOfAnother ? null : former.document_number;
    const issued: Issued = {
      ...{ kind: kind.kind, document_number, on, replaces },
      ...(about === null ? {} : { about }),
    };
    const { seq } = enterIssued(ledger, authorOf(office, request), case_id, issued, {
      key: request.key,
      digest,
    });
    return { ok: true, document: { ...issued, is_void: false, seq, served: null } };
  });
}

type Issued = Omit<IssuedDocument, 'is_void' | 'seq' | 'served'>;

/** Enters a paper into the ledger of the case that keeps its number, into the register of numbers, and under its key. */
export function enterIssued(
  ledger: Ledger,
  author: Author,
  keeper: string,
  issued: Issued,
  { key, digest }: CommandSeal,
): StoredEvent {
  const event = appendEvent(ledger, author, entryOf(keeper, issued), { key, digest });
  recordDocumentNumber(ledger, event);
  const { seq } = event;
  rememberAcknowledged(ledger, key, {
    ...{ digest, actor: author.actor, subject_id: keeper, first_seq: seq, last_seq: seq },
  });
  return event;
}

/** The entry of a paper in the ledger of one case that it is about. */
export function entryOf(subject_id: string, issued: Issued): NewEvent {
  return { stream: 'document', subject_id, type: 'DocumentIssued', payload: issued };
}

/** Makes a paper void; its number stays in the series. */
export function voidDocument(
  ledger: Ledger,
  office: Office,
  request: { user: string; via: string; case_id: string; document_number: string; reason: string },
): IssueResult {
  return inTransaction(ledger, (): IssueResult => {
    const { user, case_id } = request;
    const found = refuseHands(ledger, user, case_id, loadCase(ledger, case_id), refuseVoiding);
    if ('code' in found) return { ok: false, refusal: found };
    if (request.reason.trim() === '') return { ok: false, refusal: refuse('reason-required', {}) };
    const document = listDocuments(ledger, case_id).find(
      (one) => one.document_number === request.document_number && !one.is_void,
    );
    if (document === undefined)
      return { ok: false, refusal: refuse('unknown-document', { number: request.document_number }) };
    const { document_number, reason } = request;
    const resting = servedWith(ledger, document);
    if (resting.length > 0) {
      const values = { number: document_number, cases: resting.join('、') };
      return { ok: false, refusal: refuse('public-notice-stands', values) };
    }
    const event = appendEvent(ledger, authorOf(office, request), {
      stream: 'document',
      subject_id: case_id,
      type: 'DocumentVoided',
      payload: { document_number, reason },
    });
    recordDocumentNumber(ledger, event);
    return { ok: true, document: { ...document, is_void: true } };
  });
}

/** Of a public notice that was published for several: the cases whose service rests on it. */
function servedWith(ledger: Ledger, { joint = [], document_number }: IssuedDocument): readonly string[] {
  return joint.filter((caseId) =>
    loadCase(ledger, caseId)?.notices.some(({ served }) => served?.record?.reason === document_number),
  );
}

/** Why a paper of a case cannot be issued: by these hands, in this state, on this day. */
export function refuseIssueOf(ledger: Ledger, office: Office, request: IssueRequest): CommandRefusal | null {
  const told = readIssue(ledger, request);
  return 'code' in told ? told : refuseIssue(office, request, told);
}

/** The numbered papers of a case, as the journal tells them. */
export function listDocuments(
  ledger: Ledger,
  caseId: string,
  until = Number.POSITIVE_INFINITY,
): readonly IssuedDocument[] {
  return readSubject(ledger, 'document', caseId)
    .filter(({ seq }) => seq <= until)
    .reduce<readonly IssuedDocument[]>(foldDocuments, []);
}

/** Whether the case has gone on since in what this kind of paper tells. */
function isOutdated(told: Told, earlier: IssuedDocument, kind: DocumentKindInForce): boolean {
  const isRenewing = ({ seq, type }: CaseEvent) => seq > earlier.seq && kind.renewed_by.includes(type);
  return told.events.some(isRenewing) || hasSignedSince(told, earlier, kind);
}

/** Whether a document of those that this kind of paper tells got its last signature since. */
function hasSignedSince(
  { state, events }: Pick<Told, 'state' | 'events'>,
  { seq }: IssuedDocument,
  { tells_signed: kinds = [] }: DocumentKindInForce,
): boolean {
  const told = state.documents.filter(({ kind }) => kinds.includes(kind));
  return events.some((event) => {
    if (event.seq <= seq || event.type !== 'StepApproved' || !event.payload.is_final) return false;
    return told.some(({ document_id }) => document_id === event.payload.document_id);
  });
}

function aboutOf(
  { kind, about = null }: IssueRequest,
  state: CaseState,
): { about: string | null } | CommandRefusal {
  if (kind.each === undefined) return { about: null };
  return refuseAbout(kind, state, about) ?? { about: entryAbout(kind, state, about)?.entry_id ?? null };
}

/** What the journal says of a case when a paper is asked for, read once. */
interface Told {
  state: CaseState;
  events: readonly CaseEvent[];
  documents: readonly IssuedDocument[];
}

/** What somebody needs who issues a paper, or why these hands may not. */
function readIssue(ledger: Ledger, { user, case_id, kind }: IssueRequest): Told | CommandRefusal {
  const events = loadCaseEvents(ledger, case_id);
  const state = refuseHands(ledger, user, case_id, foldCase(events), (one, found) =>
    refuseIssuing(one, found, kind.issued_by),
  );
  return 'code' in state ? state : { state, events, documents: listDocuments(ledger, case_id) };
}

function refuseIssue(
  office: Office,
  { kind, on }: IssueRequest,
  { state, events, documents }: Told,
): CommandRefusal | null {
  const { claims, presses = false, states, title: document, tells_signatures } = kind;
  const owed = (claims ? refuseClaiming(state) : null) ?? (presses ? refusePressing(state) : null);
  if (owed !== null) return owed;
  if (!states.includes(state.status)) {
    const { zh: status, en: status_en } = STATUS_TITLES[state.status];
    return refuse('not-approved-yet', { status, status_en, document });
  }
  const today = businessDay(office.now());
  return (
    refusePaperDay(office.plausible, state, on, today) ??
    refuseBackdated(events, documents, { on, tells_signatures }, today)
  );
}

/** The case, or why somebody may do nothing with the papers of it. */
function refuseHands(
  ledger: Ledger,
  userId: string,
  caseId: string,
  state: CaseState | null,
  refuseRoles: (user: User, state: CaseState) => CommandRefusal | null,
): CaseState | CommandRefusal {
  const user = loadUser(ledger, userId);
  if (user === null) return refuse('unknown-user', { user: userId });
  if (user.is_disabled) return refuse('user-disabled', { user: user.display_name });
  if (state === null) return refuse('unknown-case', { case: caseId });
  return refuseSight(state, user) ?? refuseRoles(user, state) ?? state;
}

/** Why somebody may not make the numbered papers of a case void, the notice excepted: that is a move. */
export function refuseVoiding(user: User, { person }: CaseState): CommandRefusal | null {
  const isSupervisor = grantsFor(user, ['supervisor'], person.township).length > 0;
  return isSupervisor ? null : refuseRole({ zh: '作废文书', en: 'make a document void' }, ['supervisor']);
}

/** Why somebody may neither issue nor serve the numbered papers of a case. */
export function refuseRegistrar(ledger: Ledger, userId: string, caseId: string): CommandRefusal | null {
  const found = refuseHands(ledger, userId, caseId, loadCase(ledger, caseId), (user, state) =>
    refuseIssuing(user, state),
  );
  return 'code' in found ? found : null;
}

const ISSUERS: readonly Role[] = ['investigator', 'supervisor'];

function refuseIssuing(
  user: User,
  { person }: CaseState,
  roles: readonly Role[] = ISSUERS,
): CommandRefusal | null {
  if (grantsFor(user, roles, person.township).length > 0) return null;
  return refuseRole({ zh: '发出文书', en: 'issue a document' }, roles);
}
