import { sha256Hex } from '../../core/hash.ts';
import { maskResidentId } from '../../core/mask.ts';
import { isValidResidentId } from '../../core/resident-id/index.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { loadActs, loadVerbs, type Right, rightToVerb } from '../acts/who-may.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { foreignCase } from '../reads/cases/foreign-case.ts';
import { townshipsOf, type Viewer } from '../reads/scope.ts';
import { listUsers, loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse, throwRefusal } from '../refusals.ts';
import type { User } from '../roles.ts';
import { type Exit, exitOf } from './exits.ts';

/** Who takes personal data, by which door, and by which act of the browser or verb of the command line. */
export interface Taker {
  /** The user, or the machine's account where nobody was named. */
  user: string;
  via: string;
  act: string;
}

type Detail = Readonly<Record<string, string | number | boolean | null>>;

/** What somebody looks at or takes away. */
export interface Leaving {
  kind: 'CaseRead' | 'ListRead' | 'NumberUnmasked' | 'DataExported' | 'AuditRead';
  /** The case, or the name of the list or export. */
  subject: string;
  /** Filter, format, number of rows, reason … never the data itself. */
  detail: Detail;
  /** The cases whose people left, where the subject is not the one case. */
  of?: readonly string[];
}

/** So many cases are named in a record; of more there is their number and a hash of their names. */
const NAMED = 50;

/**
 * The one way by which personal data leaves: decides whether it may go to this person, and enters into the audit chain
 * what left, of whom, to whom and what for, before it is shown. Throws a `Refusal`, and then nothing was recorded.
 */
export function letOut(ledger: Ledger, office: Pick<Office, 'now'>, taker: Taker, leaving: Leaving): void {
  letOutTogether(ledger, office, taker, [leaving]);
}

/** The same of many at once: a thousand papers are recorded each by itself and reach the disk with one commit. */
export function letOutTogether(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  taker: Taker,
  leavings: readonly Leaving[],
): void {
  const exit = exitOf(taker.act);
  const viewer = viewerOf(ledger, taker);
  refuseExit(exit, viewer);
  const records = leavings.map((leaving) => recordOf(ledger, exit, viewer, leaving));
  const author = authorOf(office, taker);
  inTransaction(ledger, () => appendEvents(ledger, author, records));
}

function recordOf(ledger: Ledger, exit: Exit, viewer: Viewer, leaving: Leaving) {
  const { kind, subject, detail, of } = leaving;
  const foreign = refuseForeign(ledger, viewer, of ?? [subject]);
  if (foreign !== null) throwRefusal(foreign);
  const reason = detail.reason ?? exit.because;
  if (saysNothing(reason, detail.text)) throwRefusal(refuse('reason-required'));
  const said = reason === null ? detail : { ...detail, reason };
  return {
    stream: 'access' as const,
    subject_id: subject,
    type: kind,
    payload: of === undefined ? said : { ...said, ...namesOf(of) },
  };
}

/** Whether nobody has said what it is for: `asked` waits for words, and `other` says something with its text alone. */
function saysNothing(reason: Detail[string], text: Detail[string] | undefined): boolean {
  return reason === 'asked' || reason === '' || (reason === 'other' && (text ?? '') === '');
}

/** Refuses what belongs to the whole office to whoever may see some of its places only; asked before anything is read. */
export function refuseExit(exit: Exit, viewer: Viewer): void {
  const visible = townshipsOf(viewer);
  if (exit.leaves !== 'office' || visible === 'all') return;
  throwRefusal(refuse(visible.length === 0 ? 'sees-no-cases' : 'whole-office-only'));
}

/** Why an answer may not leave that tells of these cases: one of them is of a place that is not the viewer's. */
export function refuseForeign(
  ledger: Ledger,
  viewer: Viewer,
  cases: readonly string[],
): CommandRefusal | null {
  if (foreignCase(ledger, viewer, cases) === null) return null;
  return refuse('not-your-township', { user: nameOf(viewer) });
}

/** Refuses a taker without a name; an office without users has nobody to name yet: there the account of the machine stands for them. */
export function refuseNameless(ledger: Ledger): void {
  if (listUsers(ledger).length > 0) throwRefusal(refuse('name-who-takes'));
}

/** A user with only those grants that give a right: the places of one role do not widen another's. */
export function narrowed(user: User, right: Right | null | undefined): User {
  // whoever signs in another's name has the places of their own grants, whatever these are
  if (!Array.isArray(right) || right.includes('delegate')) return user;
  const isJoined = right.includes('joined-administrator');
  return {
    ...user,
    grants: user.grants.filter(({ role }) => right.includes(role) || (isJoined && role === 'administrator')),
  };
}

/** An answer as it may leave by an exit that shows no numbers: every resident number that stands in it is masked. */
export function maskedThroughout<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replace(NUMBER, maskIfNumber) as Value;
  if (Array.isArray(value)) return value.map(maskedThroughout) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, maskedThroughout<unknown>(inner)]),
  ) as Value;
}

const NUMBER = /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g;

const maskIfNumber = (text: string): string => (isValidResidentId(text) ? maskResidentId(text) : text);

/** Every case that an answer tells of by its number. */
export function casesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && NAMES_A_CASE.has(key) && /^C\d{8,}$/.test(inner)) found.add(inner);
    else casesIn(inner, found);
  }
  return found;
}

const NAMES_A_CASE: ReadonlySet<string> = new Set(['case_id', 'subject_id']);

function viewerOf(ledger: Ledger, { user, act }: Taker): Viewer {
  const found = loadUser(ledger, user);
  if (found === null) return 'program';
  return narrowed(found, act.includes('.') ? ACTS.get(act) : rightToVerb(VERBS, act));
}

const ACTS = loadActs();
const VERBS = loadVerbs(ACTS);

function namesOf(cases: readonly string[]): Record<string, string | number> {
  const sorted = [...new Set(cases)].sort();
  const of = sorted.length <= NAMED ? sorted.join(' ') : `sha256:${sha256Hex(sorted.join(' '))}`;
  return { of, of_cases: sorted.length };
}

function nameOf(viewer: Viewer): string {
  return viewer === 'program' ? viewer : viewer.display_name;
}
