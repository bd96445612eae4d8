import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import { type CaseEntry, type CaseState, currentNotice, type Notice } from '../case-state.ts';
import { loadCaseEvents } from '../casebook/load-case.ts';
import { foldCase } from '../fold.ts';
import { approvedVersion } from '../money.ts';
import { nameOfUser } from '../reads/users/users.ts';
import type { Status } from '../states.ts';
import { type Each, entryAbout } from './about.ts';
import { findStanding, type IssuedDocument } from './issued-document.ts';
import { issuedKind } from './notice-kind.ts';
import { listDocuments } from './register.ts';
import { together } from './together.ts';

/** Of a kind of paper: by which series it is numbered, and in which states it goes out. */
export interface PaperKind extends Each {
  kind: string;
  /** `notice`: the number of the recovery notice; a prefix: a series of its own; null: no number. */
  series: string | null;
  states: readonly Status[];
}

/** A paper that has gone out, with the case as it stood at that moment: only that is what it tells. */
export interface IssuedPaper {
  /** Empty of a paper that carries none. */
  document_number: string;
  on: string;
  version: number | null;
  replaces: string | null;
  /** Of a paper that several cases share: all of them together. */
  state: CaseState;
  /** Of a public notice for many: all of them. */
  people?: readonly CaseState[];
  /** The case that keeps its number and its bytes. */
  keeper: string;
  /** The cases that share it; it alone where there are no others. */
  cases: readonly string[];
  /** The last record that it knows of. */
  until_seq: number;
}

/** Everything that a paper may tell: the case, what happened in it, and its other papers, up to the moment it tells of. */
export interface PaperSources {
  state: CaseState;
  /** The paper as it went out; null while it is a draft. */
  issued: IssuedPaper | null;
  events: readonly CaseEvent[];
  documents: readonly IssuedDocument[];
  /** The entry that the paper is about, where there is one for each. */
  entry: CaseEntry | null;
  /** What somebody of the office is called. */
  calls: (userId: string) => string;
}

export function paperSources(
  ledger: Ledger,
  now: CaseState,
  kind: PaperKind,
  today: string,
  about: string | null = null,
  others: readonly CaseState[] = [],
): PaperSources {
  const issued = issuedPaper(ledger, now, kind, today, about);
  const state = issued?.state ?? together([now, ...others]);
  const until = issued?.until_seq ?? Number.POSITIVE_INFINITY;
  return {
    state,
    issued,
    events: loadCaseEvents(ledger, now.case_id).filter(({ seq }) => seq <= until),
    documents: listDocuments(ledger, now.case_id, until),
    entry: entryAbout(kind, state, about),
    calls: (userId) => nameOfUser(ledger, userId),
  };
}

/**
 * The issued paper of a kind; null where there is only a draft of it. A notice stands for the version of the amount it
 * was issued for: once another is in force, the next one is a draft. A paper without a number is always of today; `about` is
 * the number of the paper that it serves.
 */
function issuedPaper(
  ledger: Ledger,
  state: CaseState,
  paper: PaperKind,
  today: string,
  about: string | null = null,
): IssuedPaper | null {
  const { kind, series, states } = paper;
  const notice = currentNotice(state);
  if (series === null) {
    const beside = listDocuments(ledger, state.case_id).find((one) => one.document_number === about);
    const isOut = beside === undefined ? notice !== null && states.includes(state.status) : !beside.is_void;
    if (!isOut) return null;
    return {
      ...{ document_number: '', on: (beside ?? notice)?.served?.on ?? today, version: null, replaces: null },
      ...{ state, until_seq: Number.POSITIVE_INFINITY, ...ofOne(state) },
    };
  }
  if (series === 'notice') {
    const inForce = approvedVersion(state.amounts);
    if (notice === null || inForce?.version !== notice.version) return null;
    if (issuedKind(notice, state) !== kind) return null;
    const { notice_number, version, issued_on, seq, joint: cases = [state.case_id] } = notice;
    const [keeper = state.case_id, ...sharing] = cases;
    const sharers = sharing.map((caseId) => atIssue(ledger, caseId, notice_number));
    return {
      ...{ document_number: notice_number, on: issued_on, version },
      replaces: replacedBy(state, notice),
      ...{ state: together([atIssue(ledger, keeper, notice_number), ...sharers]), until_seq: seq },
      ...{ keeper, cases },
    };
  }
  const entry = entryAbout(paper, state, about)?.entry_id ?? null;
  const document = findStanding(listDocuments(ledger, state.case_id), kind, entry);
  if (document === null) return null;
  const { document_number, on, replaces = null, seq, joint } = document;
  if (joint !== undefined) {
    const [keeper = state.case_id] = joint;
    const seqs = joint.map((caseId) => seqOf(ledger, caseId, document_number));
    const people = joint.map((caseId, place) => asOf(ledger, caseId, seqs[place] ?? 0));
    return {
      ...{ document_number, on, version: null, replaces, keeper, cases: joint },
      ...{ state: people[0] ?? state, people, until_seq: seqs[0] ?? 0 },
    };
  }
  return {
    ...{ document_number, on, version: null, replaces },
    ...{ state: asOf(ledger, state.case_id, seq), until_seq: seq, ...ofOne(state) },
  };
}

const ofOne = ({ case_id }: CaseState) => ({ keeper: case_id, cases: [case_id] });

/** The number that a notice takes the place of; of one that several cases shared, only for this case. */
function replacedBy({ notices, case_id }: CaseState, notice: Notice): string | null {
  const earlier = notices[notices.indexOf(notice) - 1];
  if (earlier === undefined) return null;
  return (earlier.joint ?? []).length > 1 && notice.joint === undefined
    ? `${earlier.notice_number}中有关${case_id}的部分`
    : earlier.notice_number;
}

/** A case as it stood when this notice was given its number. */
function atIssue(ledger: Ledger, caseId: string, number: string): CaseState {
  const events = loadCaseEvents(ledger, caseId);
  const issue = events.find(
    (event) => event.type === 'NoticeIssued' && event.payload.notice_number === number,
  );
  return upTo(events, caseId, issue?.seq ?? 0);
}

function seqOf(ledger: Ledger, caseId: string, number: string): number {
  return listDocuments(ledger, caseId).find((one) => one.document_number === number)?.seq ?? 0;
}

function asOf(ledger: Ledger, caseId: string, lastSeq: number): CaseState {
  return upTo(loadCaseEvents(ledger, caseId), caseId, lastSeq);
}

function upTo(events: readonly CaseEvent[], caseId: string, lastSeq: number): CaseState {
  const state = foldCase(events.filter(({ seq }) => seq <= lastSeq));
  if (state === null) throw new Error(`${caseId} was not opened when its paper was issued`);
  return state;
}
