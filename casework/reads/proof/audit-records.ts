import { EXPORT_EVENTS, LOGIN_EVENTS, VIEW_EVENTS } from '../../../core/words/journal-events.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { AUDIT_KINDS, type AuditKind } from '../../audit-kinds.ts';
import { officeMidnight } from '../../business-day.ts';
import type { FieldChange } from '../../case-events.ts';
import { casesIn, type Leaving, letOut } from '../../exits/let-out.ts';
import type { Office } from '../../office.ts';
import type { CommandRefusal } from '../../refusals.ts';
import { refuseRole } from '../../refuse-role.ts';
import { hasOneOf, hasRole, type User } from '../../roles.ts';
import { allOf, EVERYTHING, literals, type QueryCondition, whereGiven } from '../conditions.ts';
import { rowsOf } from '../rows.ts';
import { townshipsOf, within } from '../scope.ts';
import { changesOf, reasonOf } from './audit-changes.ts';

/** A record of the audit chain without what it says about a person: who, when, what, about which subject. */
export interface AuditRecord {
  seq: number;
  at: string;
  actor: string;
  on_behalf_of: string | null;
  via: string;
  stream: string;
  subject_id: string;
  type: string;
  hash: string;
}

/** The last records of the chain, oldest first; looking at them is itself recorded. */
export function listAuditRecords(
  ledger: Ledger,
  office: Office,
  auditor: User,
  via: string,
  wish: { subject: string | null; limit: number },
): AuditRecord[] | CommandRefusal {
  if (!hasOneOf(auditor, ['auditor', 'audit-administrator']) || townshipsOf(auditor) !== 'all')
    return refuseReader(['auditor']);
  letOut(
    ledger,
    office,
    { user: auditor.user_id, via, act: 'audit log' },
    {
      kind: 'AuditRead',
      subject: wish.subject ?? '*',
      detail: {},
    },
  );
  const { where, values } = allOf(whereGiven('subject_id = ?', wish.subject ?? undefined));
  return rowsOf<AuditRecord>(
    ledger,
    `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, hash
     from event where ${where} order by seq desc limit ?`,
    ...values,
    wish.limit,
  ).reverse();
}

const KIND_WHERE: Readonly<Record<AuditKind, string>> = {
  operations: "stream <> 'access'",
  views: `stream = 'access' and type in (${literals(VIEW_EVENTS)})`,
  exports: `stream = 'access' and type in (${literals(EXPORT_EVENTS)})`,
  logins: `stream in ('access', 'user') and type in (${literals(LOGIN_EVENTS)})`,
};

export interface AuditFilter {
  kind: AuditKind;
  actor?: string | undefined;
  type?: string | undefined;
  /** A case, a user, a batch, a list. */
  subject?: string | undefined;
  /** Days at the office, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** A record with what it changed, as far as that may be shown: numbers of people masked, names not at all. */
export interface AuditEntry extends AuditRecord {
  changes: FieldChange[];
  reason: string | null;
}

export interface AuditEntries {
  entries: AuditEntry[];
  /** The record before which the next page begins; null at the end. */
  next_before: number | null;
}

/** One page of the chain, newest first. Looking is recorded with what was looked for. */
export function findAuditRecords(
  ledger: Ledger,
  reader: User,
  letOut: (leaving: Leaving) => void,
  filter: AuditFilter,
  page: { before: number | null; limit: number },
): AuditEntries | CommandRefusal {
  const scope = scopeOf(reader, filter.kind);
  if (scope === null) return refuseReader(['auditor', 'supervisor']);
  const found = readPage(ledger, filter, scope, page);
  letOut({
    kind: 'AuditRead',
    subject: filter.subject ?? filter.kind,
    detail: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
    // a case that was looked for and is not among the records has not left
    of: [...casesIn(found.entries)],
  });
  return found;
}

const READS_ALL = ['auditor', 'supervisor', 'audit-administrator'] as const;

/** The kinds of records that somebody may read. */
export function auditKindsOf(reader: User): AuditKind[] {
  return AUDIT_KINDS.filter((kind) => scopeOf(reader, kind) !== null);
}

/** Whose records somebody may read; null where it is none of this kind. */
function scopeOf(reader: User, kind: AuditKind): QueryCondition | null {
  if (hasOneOf(reader, READS_ALL)) {
    if (townshipsOf(reader) === 'all') return EVERYTHING;
    const { where, values } = within(reader);
    return { where: `subject_id in (select case_id from case_state where ${where})`, values };
  }
  // who keeps the users sees what happened to users, and nothing of any case
  if (hasRole(reader, 'administrator') && (kind === 'operations' || kind === 'logins'))
    return { where: "(stream = 'user' or type like 'Login%')", values: [] };
  return null;
}

function readPage(
  ledger: Ledger,
  filter: AuditFilter,
  scope: QueryCondition,
  { before, limit }: { before: number | null; limit: number },
): AuditEntries {
  const { where, values } = allOf(
    { where: KIND_WHERE[filter.kind], values: [] },
    scope,
    whereGiven('actor = ?', filter.actor),
    whereGiven('type = ?', filter.type),
    whereGiven('subject_id = ?', filter.subject),
    whereGiven('at >= ?', filter.from === undefined ? undefined : officeMidnight(filter.from)),
    whereGiven('at < ?', filter.to === undefined ? undefined : officeMidnight(filter.to, 1)),
    whereGiven('seq < ?', before ?? undefined),
  );
  const rows = rowsOf<AuditRecord & { payload: string }>(
    ledger,
    `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, hash, payload
     from event where ${where} order by seq desc limit ?`,
    ...values,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  return {
    entries: shown.map(({ payload, ...record }) => {
      const said = JSON.parse(payload) as Record<string, unknown>;
      return { ...record, changes: changesOf(ledger, record, said), reason: reasonOf(said) };
    }),
    next_before: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

function refuseReader(roles: readonly ('auditor' | 'supervisor')[]): CommandRefusal {
  return refuseRole({ zh: '审计记录', en: 'audit records' }, roles);
}
