import { sha256Hex, stableJson } from '../core/hash.ts';
import type { Move } from '../core/words/moves.ts';
import {
  type AcknowledgedCommand,
  findAcknowledged,
  rememberAcknowledged,
} from '../storage/ledger/command-keys.ts';
import { type Author, recordAt } from '../storage/ledger/journal.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { inTransaction, inTransactionUnlessRefused } from '../storage/ledger/transaction.ts';
import { NIGHT } from './author.ts';
import { businessDay } from './business-day.ts';
import type { CaseEvent, NewCaseEvent } from './case-events.ts';
import type { CaseState } from './case-state.ts';
import { appendToCase } from './casebook/append-to-case.ts';
import { loadCase, loadCaseEvents } from './casebook/load-case.ts';
import { COMMANDS } from './commands/all.ts';
import type { CommandContext, CommandResult } from './commands/command.ts';
import type { Evidence } from './decision-guard.ts';
import { companionsOf, isWaiting, refuseShared } from './documents/joint-notice.ts';
import { refuseBackdated } from './documents/last-told.ts';
import { listDocuments } from './documents/register.ts';
import { refuseAsItStands } from './moves-now.ts';
import { takeNoticeNumber } from './notice-numbers.ts';
import type { Office } from './office.ts';
import { refuseImplausible } from './plausible.ts';
import { findStatementLine } from './reads/money/statement-lines.ts';
import { hasDelegated, loadUser, nameOfUser } from './reads/users/users.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { refuseShape } from './refuse-shape.ts';
import { refuseHands } from './rights.ts';
import type { User } from './roles.ts';

/** One thing somebody wants done with a case, by whichever door. */
export interface CaseRequest {
  /** Given by the sender and the same on every retry, so that nothing is done twice. */
  key: string;
  user: string;
  /** In whose name, where the user acts as a delegate. */
  delegate_for?: string | null;
  via: string;
  case_id: string;
  move: Move;
  input: unknown;
  /** What the last night says of the case. Whoever substantiates hands it in, null where there is nothing to say. */
  evidence?: Evidence | null;
  /** The last record of the case that the sender has seen; a case that has gone on since is not changed. */
  expected_last_seq?: number | null | undefined;
}

export type CaseOutcome =
  | {
      ok: true;
      /** True when this key had been acknowledged before and nothing new was written. */
      is_repeated: boolean;
      state: CaseState;
      events: CaseEvent[];
    }
  | { ok: false; refusal: CommandRefusal };

/**
 * Carries out one command as one transaction: either all of it stands in the journal, sealed and
 * acknowledged under its key, or nothing does. Every door comes through here; rights, scope and the
 * separation of hands are decided here and below, never at the door.
 */
export function execute(ledger: Ledger, office: Office, request: CaseRequest): CaseOutcome {
  return inTransaction(ledger, () => carryOut(ledger, office, request));
}

/**
 * Carries out commands that arrived together and forces them to the disk with one commit: a disk that
 * allows some hundred commits a second still acknowledges thousands of decisions. A refused one writes
 * nothing and hinders no other; a fault takes all of them back, and none is acknowledged.
 */
export function executeTogether(
  ledger: Ledger,
  office: Office,
  requests: readonly CaseRequest[],
): CaseOutcome[] {
  return inTransaction(ledger, () => requests.map((request) => carryOut(ledger, office, request)));
}

/** What became of commands that stand or fall together. */
export type JointOutcome =
  | (CaseOutcome & { ok: true })
  | { ok: false; refusal: CommandRefusal /** Which of them was refused. */; move: Move };

/**
 * Carries out several commands on one case as one transaction, all or nothing. Answers with the outcome of
 * the last, its events being those of all, or with the first refusal; then nothing was written.
 */
export function executeAll(ledger: Ledger, office: Office, requests: readonly CaseRequest[]): JointOutcome {
  return inTransactionUnlessRefused(ledger, (): JointOutcome => {
    const events: CaseEvent[] = [];
    let last: (CaseOutcome & { ok: true }) | null = null;
    for (const request of requests) {
      const outcome = carryOut(ledger, office, request);
      if (!outcome.ok) return { ...outcome, move: request.move };
      events.push(...outcome.events);
      last = outcome;
    }
    if (last === null) throw new Error('there is nothing to carry out');
    return { ...last, events };
  });
}

/** Carries out one command inside the caller's transaction. */
export function carryOut(ledger: Ledger, office: Office, request: CaseRequest): CaseOutcome {
  const command = COMMANDS[request.move];
  const parsed = command.input.safeParse(request.input);
  if (!parsed.success) {
    return { ok: false, refusal: refuseShape(parsed.error) };
  }
  const digest = digestOf(request);
  const acknowledged = findAcknowledged(ledger, request.key);
  if (acknowledged !== null) return repeat(ledger, request, acknowledged, digest);
  const at = office.now();
  const people = whoActs(ledger, request, businessDay(at));
  if ('code' in people) return { ok: false, refusal: people };
  const state = loadCase(ledger, request.case_id);
  if (state === null) return { ok: false, refusal: refuse('unknown-case', { case: request.case_id }) };
  const author = {
    actor: people.actor.user_id,
    on_behalf_of: people.principal?.user_id ?? null,
    via: request.via,
    at,
  };
  const others = companionsOf(state, request.move, parsed.data);
  const steps = [{ request, digest, state }];
  for (const case_id of others) {
    const other = loadCase(ledger, case_id);
    if (other === null) return { ok: false, refusal: refuse('unknown-case', { case: case_id }) };
    if (!isWaiting(other, state, request.move)) continue;
    const apart = request.move === 'notify' ? refuseShared(state, other) : null;
    if (apart !== null) return { ok: false, refusal: apart };
    const theirs = { ...request, case_id, key: `${request.key} ${case_id}`, expected_last_seq: null };
    steps.push({ request: theirs, digest: digestOf(theirs), state: other });
  }
  const joint = [request.case_id, ...others];
  // nothing is written before every case that the move takes along has let it be
  const planned: (Step & { events: NewCaseEvent[] })[] = [];
  for (const step of steps) {
    const context = contextOf(ledger, office, step.request, people, at, joint);
    const events = plan(ledger, office, step, context, parsed.data);
    if (!Array.isArray(events)) return { ok: false, refusal: events };
    planned.push({ ...step, events });
  }
  const [outcome] = planned.map((step) => record(ledger, author, step));
  if (outcome === undefined) throw new Error('nothing was planned');
  return outcome;
}

/** One of the cases that a move is made with. */
interface Step {
  request: CaseRequest;
  digest: string;
  state: CaseState;
}

/** What a command would write, or why it may not be carried out; writes nothing. */
function plan(
  ledger: Ledger,
  office: Office,
  { request, state }: Step,
  context: CommandContext,
  input: unknown,
): CommandResult {
  const refusal =
    refuseHands(state, request.move, context.actor, context.principal) ??
    // A move that is no longer possible is told as what it is: somebody was faster.
    refuseChanged(ledger, state, request.expected_last_seq ?? null) ??
    refuseAsItStands(context, state, request.move) ??
    refuseImplausible(office.plausible, state, request.move, input, context.today);
  return refusal ?? COMMANDS[request.move].handle(context, state, input);
}

/** Somebody decides on what they saw; when the case has gone on since, they look again first. */
function refuseChanged(ledger: Ledger, state: CaseState, seenSeq: number | null): CommandRefusal | null {
  if (seenSeq === null || seenSeq === state.last_seq) return null;
  const actor = recordAt(ledger, state.last_seq)?.actor ?? '';
  if (actor === NIGHT) return refuse('case-changed', { who: '夜间核对', who_en: 'The nightly run' });
  const who = nameOfUser(ledger, actor);
  return refuse('case-changed', { who, who_en: who });
}

function record(
  ledger: Ledger,
  author: Author,
  { request, digest, state, events }: Step & { events: readonly NewCaseEvent[] },
): CaseOutcome {
  const appended = appendToCase(ledger, author, request.case_id, state, events, {
    key: request.key,
    digest,
  });
  rememberAcknowledged(ledger, request.key, {
    digest,
    actor: author.actor,
    subject_id: request.case_id,
    first_seq: appended.events[0]?.seq ?? 0,
    last_seq: appended.events.at(-1)?.seq ?? 0,
  });
  return { ok: true, is_repeated: false, ...appended };
}

interface People {
  actor: User;
  principal: User | null;
}

function whoActs(ledger: Ledger, request: CaseRequest, today: string): People | CommandRefusal {
  const actor = loadUser(ledger, request.user);
  if (actor === null) return refuse('unknown-user', { user: request.user });
  if (actor.is_disabled) return refuse('user-disabled', { user: actor.display_name });
  const principalId = request.delegate_for ?? null;
  if (principalId === null) return { actor, principal: null };
  const principal = loadUser(ledger, principalId);
  if (principal === null) return refuse('unknown-user', { user: principalId });
  if (principal.is_disabled) return refuse('user-disabled', { user: principal.display_name });
  if (!hasDelegated(principal, actor.user_id, today)) {
    return refuse('no-delegation', {
      principal: principal.display_name,
      user: actor.display_name,
      on: today,
    });
  }
  return { actor, principal };
}

function contextOf(
  ledger: Ledger,
  office: Office,
  { move, evidence }: CaseRequest,
  people: People,
  at: string,
  joint: readonly string[],
): CommandContext {
  if (move === 'substantiate' && evidence === undefined) throw new Error('a door handed in no evidence');
  return {
    ...people,
    at,
    today: businessDay(at),
    chains: office.chains,
    evidence: evidence ?? null,
    clocks: office.clocks,
    findUser: (userId) => loadUser(ledger, userId),
    papersOf: (caseId) => listDocuments(ledger, caseId),
    prior_notice: office.prior_notice,
    refuseBackdated: (caseId, on) =>
      refuseBackdated(loadCaseEvents(ledger, caseId), listDocuments(ledger, caseId), { on }, businessDay(at)),
    findStatementLine: (lineId) => findStatementLine(ledger, lineId),
    takeNoticeNumber: (issuedOn) => takeNoticeNumber(ledger, office.notice_prefix, issuedOn),
    joint,
  };
}

function digestOf(request: CaseRequest): string {
  const { user, delegate_for, case_id, move } = request;
  const input = JSON.parse(JSON.stringify(request.input ?? {})) as unknown;
  return sha256Hex(stableJson({ user, delegate_for: delegate_for ?? null, case_id, move, input }));
}

function repeat(
  ledger: Ledger,
  request: CaseRequest,
  acknowledged: AcknowledgedCommand,
  digest: string,
): CaseOutcome {
  if (acknowledged.digest !== digest)
    return { ok: false, refusal: refuse('key-reused', { key: request.key }) };
  const state = loadCase(ledger, request.case_id);
  if (state === null) throw new Error(`an acknowledged command names a case that is not there`);
  const events = loadCaseEvents(ledger, request.case_id).filter(
    (event) => event.seq >= acknowledged.first_seq && event.seq <= acknowledged.last_seq,
  );
  return { ok: true, is_repeated: true, state, events };
}
