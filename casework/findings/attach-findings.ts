import { settleDirection } from '../../core/claim.ts';
import { type Finding, isSameEvidence } from '../../core/finding.ts';
import type { Origin } from '../../core/words/case.ts';
import type { Author } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { giveWay, inTransaction, seenAtOnce } from '../../storage/ledger/transaction.ts';
import { byNight } from '../author.ts';
import type { NewCaseEvent, Person } from '../case-events.ts';
import { caseIdOf } from '../case-number.ts';
import type { CaseState } from '../case-state.ts';
import { appendToCase } from '../casebook/append-to-case.ts';
import { loadCase } from '../casebook/load-case.ts';
import { lastFigureSeq } from '../reads/figure-seq.ts';
import { type KnownFinding, KnownFindings } from '../reads/findings/known-findings.ts';
import { casesWithWithdrawnClaims } from '../reads/money/money-held.ts';
import { checkAttached } from './check-attached.ts';
import { compareFindings, comparePersons, personOf } from './compare.ts';
import { returnCase } from './return-case.ts';

export interface AttachOptions {
  /**
   * The rules this night could really ask. Findings of other rules are left alone: a source that did not
   * arrive is no reason to withdraw what it once showed. Left out, all rules were asked.
   */
  rules?: readonly string[];
  /** Rules held for a person's look: what they found opens, changes and withdraws nothing. */
  held?: readonly string[];
  /** Findings whose rule may not open cases in their township yet; one that stands in a case already goes on. */
  gated?: ReadonlySet<string>;
  origin?: Origin;
  /** When the run says it is; the ledger orders by sequence, never by this. */
  at?: string;
}

/**
 * What a night did to the ledger. Each finding given of a rule that is not held is counted once among attached,
 * unchanged, changed and held back.
 */
export interface AttachResult {
  /** Cases opened. */
  opened: number;
  attached: number;
  unchanged: number;
  /** Findings whose evidence or link changed, or that came back after having been withdrawn. */
  changed: number;
  withdrawn: number;
  /** Findings a person has cleared and whose evidence is the same as then. */
  held_back: number;
  /** The case of each finding given; one of a held rule has one only from an earlier night. */
  case_of: Map<string, string>;
}

/**
 * Attaches the findings of a run to the cases of the ledger, once: the same findings again append nothing.
 * One transaction, so that what a night found is in the ledger whole or not at all. Only where very much is withdrawn, the rest of it
 * follows in portions, between which people's work goes on; a night that dies there withdraws what is left when it is run again.
 */
export function attachFindings(
  ledger: Ledger,
  run: { run: number; as_of: string },
  findings: readonly Finding[],
  options: AttachOptions = {},
): AttachResult {
  const author = byNight(options.at ?? new Date().toISOString());
  // looked for before the transaction: nobody else can write while it lasts
  const held = new Set(options.held);
  const toTurn = casesWithWithdrawnClaims(ledger).filter(
    (caseId) => turnedBack(loadCase(ledger, caseId), held).length > 0,
  );
  const before = readBefore(ledger);
  const { attachment, result } = inTransaction(ledger, () => {
    const known = isUnchanged(ledger, before) ? before.known : new KnownFindings(ledger);
    const begun = new Attachment(ledger, known, run, author, options, toTurn);
    return { attachment: begun, result: begun.attach(findings) };
  });
  attachment.withdrawRest();
  return result;
}

/** What the casebook held, and the last record of it by then. */
type Before = Readonly<{ known: KnownFindings; seq: number }>;

/** So often the casebook is read anew where somebody decided meanwhile; then it is read while nobody can. */
const LOOKS = 3;

/** Of a county this takes a second or more, and whoever decides in it does not wait. */
function readBefore(ledger: Ledger): Before {
  for (let look = 1; ; look += 1) {
    const before = seenAtOnce(ledger, () => ({
      known: new KnownFindings(ledger),
      seq: lastFigureSeq(ledger, 0),
    }));
    if (look === LOOKS || isUnchanged(ledger, before)) return before;
  }
}

const isUnchanged = (ledger: Ledger, { seq }: Before): boolean => lastFigureSeq(ledger, 0) === seq;

/** So many cases lose findings in the transaction of the night; more do so only where a whole list failed to come. */
const WITH_THE_NIGHT = 500;
/** So many in each that follows: hundredths of a second, which nobody who decides meanwhile notices. */
const PORTION = 100;

class Attachment {
  readonly #ledger: Ledger;
  readonly #run: { run: number; as_of: string };
  readonly #author: Author;
  readonly #options: AttachOptions;
  readonly #held: ReadonlySet<string>;
  readonly #known: KnownFindings;
  /** Cases in which a withdrawn finding may have to turn its direction. */
  readonly #toTurn: Set<string>;
  /** Cases with findings that are still to be withdrawn. */
  #missing: [caseId: string, findings: string[]][] = [];
  readonly #result: AttachResult = {
    opened: 0,
    attached: 0,
    unchanged: 0,
    changed: 0,
    withdrawn: 0,
    held_back: 0,
    case_of: new Map(),
  };

  constructor(
    ledger: Ledger,
    known: KnownFindings,
    run: { run: number; as_of: string },
    author: Author,
    options: AttachOptions,
    toTurn: readonly string[],
  ) {
    this.#toTurn = new Set(toTurn);
    this.#ledger = ledger;
    this.#run = run;
    this.#author = author;
    this.#options = options;
    this.#held = new Set(options.held);
    this.#known = known;
  }

  attach(findings: readonly Finding[]): AttachResult {
    const { gated } = this.#options;
    const goingOn = findings.filter(
      ({ rule_id, finding_key }) =>
        !this.#held.has(rule_id) && !(gated?.has(finding_key) && this.#known.find(finding_key) === null),
    );
    for (const ofPerson of groupByPerson(goingOn)) this.#attachPerson(ofPerson);
    this.#withdrawMissing();
    this.#turnWithdrawn();
    this.#nameKnownCases(findings.filter(({ rule_id }) => this.#held.has(rule_id)));
    checkAttached(this.#ledger, goingOn, this.#known.isEmpty);
    return this.#result;
  }

  #attachPerson(findings: readonly Finding[]): void {
    const person = personOf(findings);
    const changes = new Map<string, NewCaseEvent[]>();
    const states = new Map<string, CaseState | null>();
    const add = (caseId: string, event: NewCaseEvent) =>
      changes.set(caseId, [...(changes.get(caseId) ?? []), event]);
    for (const finding of findings) {
      if (this.#result.case_of.has(finding.finding_key)) throw new Error('a run names each finding once');
      const known = this.#known.find(finding.finding_key);
      const caseId =
        known?.case_id ?? this.#known.caseFor(person.person_id, finding) ?? this.#open(person, states, add);
      this.#result.case_of.set(finding.finding_key, caseId);
      if (known === null) {
        this.#known.remember(person.person_id, finding, caseId);
        add(caseId, { type: 'FindingAttached', payload: { ...this.#run, finding } });
        this.#result.attached += 1;
      } else {
        this.#update(known, finding, states, add);
      }
    }
    this.#updatePerson(
      person,
      new Set(findings.map((one) => this.#result.case_of.get(one.finding_key) ?? '')),
      add,
    );
    for (const [caseId, events] of changes) this.#append(caseId, this.#state(caseId, states), events);
  }

  #open(
    person: Person,
    states: Map<string, CaseState | null>,
    add: (caseId: string, event: NewCaseEvent) => void,
  ): string {
    const case_number = this.#known.takeCaseNumber();
    const caseId = caseIdOf(case_number);
    const origin = this.#options.origin ?? 'self-found';
    const opened_on = this.#run.as_of;
    states.set(caseId, null);
    add(caseId, {
      type: 'CaseOpened',
      payload: { person, origin, case_number, opened_on, run: this.#run.run },
    });
    this.#result.opened += 1;
    return caseId;
  }

  #update(
    known: KnownFinding,
    finding: Finding,
    states: Map<string, CaseState | null>,
    add: (caseId: string, event: NewCaseEvent) => void,
  ): void {
    const is_evidence_changed = !isSameEvidence(known, finding);
    const isSame = !is_evidence_changed && known.match_strength === finding.match_strength;
    if (isSame && !known.is_withdrawn) {
      this.#result[known.is_held_back ? 'held_back' : 'unchanged'] += 1;
      return;
    }
    const before = this.#state(known.case_id, states)?.findings[finding.finding_key];
    if (before === undefined) throw new Error('the casebook knows a finding that its case does not');
    const changes = compareFindings(before.finding, finding);
    const payload = { ...this.#run, finding, changes };
    this.#result.changed += 1;
    if (known.is_withdrawn) {
      add(known.case_id, { type: 'FindingRestored', payload });
      return;
    }
    add(known.case_id, { type: 'FindingChanged', payload: { ...payload, is_evidence_changed } });
  }

  #updatePerson(
    person: Person,
    caseIds: ReadonlySet<string>,
    add: (caseId: string, event: NewCaseEvent) => void,
  ): void {
    for (const caseId of caseIds) {
      const held = this.#known.openPerson(caseId);
      if (held === null) continue;
      const changes = comparePersons(held, person);
      if (changes.length > 0)
        add(caseId, { type: 'PersonChanged', payload: { ...this.#run, person, changes } });
    }
  }

  #withdrawMissing(): void {
    const asked = this.#options.rules === undefined ? null : new Set(this.#options.rules);
    this.#missing = [...this.#known.missing(this.#result.case_of, asked, this.#held)];
    this.#withdraw(WITH_THE_NIGHT);
  }

  /** What is left to withdraw, in transactions of its own. */
  withdrawRest(): void {
    while (this.#missing.length > 0) {
      giveWay(this.#ledger);
      inTransaction(this.#ledger, () => this.#withdraw(PORTION));
    }
  }

  #withdraw(many: number): void {
    for (const [caseId, keys] of this.#missing.splice(0, many)) {
      const events = keys.map((finding_key): NewCaseEvent => {
        return { type: 'FindingWithdrawn', payload: { ...this.#run, finding_key } };
      });
      const state = this.#append(caseId, loadCase(this.#ledger, caseId), events);
      this.#toTurn.delete(caseId);
      this.#turnCase(state);
      this.#result.withdrawn += keys.length;
    }
  }

  /**
   * A finding that no night bears out any more keeps the direction it had, and with it what was done on it: where money
   * was claimed back though it is owed to the person, the case is told all the same.
   */
  #turnWithdrawn(): void {
    for (const caseId of [...this.#toTurn].sort()) this.#turnCase(loadCase(this.#ledger, caseId));
  }

  #turnCase(state: CaseState | null): void {
    if (!hasWithdrawnClaim(state)) return;
    const events = turnedBack(state, this.#held).map(({ finding, direction }) => {
      const turned = { ...finding, direction };
      const changes = compareFindings(finding, turned);
      const payload = { ...this.#run, finding: turned, changes, is_evidence_changed: true };
      return { type: 'FindingChanged', payload } satisfies NewCaseEvent;
    });
    if (events.length > 0) this.#append(state.case_id, state, events);
  }

  #nameKnownCases(findings: readonly Finding[]): void {
    for (const { finding_key } of findings) {
      const known = this.#known.find(finding_key);
      if (known !== null) this.#result.case_of.set(finding_key, known.case_id);
    }
  }

  #state(caseId: string, states: Map<string, CaseState | null>): CaseState | null {
    const held = states.get(caseId);
    if (held !== undefined) return held;
    const loaded = loadCase(this.#ledger, caseId);
    states.set(caseId, loaded);
    return loaded;
  }

  /** A cleared case whose evidence is no longer what was cleared comes back. */
  #append(caseId: string, state: CaseState | null, events: readonly NewCaseEvent[]): CaseState {
    const appended = appendToCase(this.#ledger, this.#author, caseId, state, events);
    const returned = returnCase(state, appended.state, events);
    if (returned === null) return appended.state;
    return appendToCase(this.#ledger, this.#author, caseId, appended.state, [returned]).state;
  }
}

/** Withdrawn findings of a case whose money, as it is settled now, goes the other way than it was said to. */
function turnedBack(
  state: CaseState | null,
  held: ReadonlySet<string>,
): { finding: Finding; direction: Finding['direction'] }[] {
  return Object.values(state?.findings ?? {}).flatMap(({ finding, is_withdrawn }) => {
    if (!is_withdrawn || held.has(finding.rule_id)) return [];
    const direction = settleDirection(finding.direction, finding.facts);
    return direction === finding.direction ? [] : [{ finding, direction }];
  });
}

/** What `casesWithWithdrawnClaims` asks of the casebook, of a case in which a finding was withdrawn tonight. */
function hasWithdrawnClaim(state: CaseState | null): state is CaseState {
  if (state === null) return false;
  const { assessed_fen, repaid_fen, offset_fen } = state.money;
  const isMoved = assessed_fen !== 0 || repaid_fen !== 0 || offset_fen !== 0;
  return (
    isMoved &&
    Object.values(state.findings).some(
      ({ finding, is_withdrawn }) => is_withdrawn && finding.direction === 'fund',
    )
  );
}

function groupByPerson(findings: readonly Finding[]): Finding[][] {
  const inOrder = findings.toSorted(
    (one, other) => compare(one.person_id, other.person_id) || compare(one.finding_key, other.finding_key),
  );
  const groups: Finding[][] = [];
  for (const finding of inOrder) {
    const last = groups.at(-1);
    if (last?.[0]?.person_id === finding.person_id) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
