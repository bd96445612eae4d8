import type { SQLInputValue } from 'node:sqlite';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { recordAccess } from '../access-log.ts';
import type { AuditKind } from '../audit-kinds.ts';
import type { Office } from '../office.ts';
import type { CommandRefusal } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { hasRole, type User, visibleTownships } from '../roles.ts';
import { type AuditChange, changesOf, reasonOf } from './audit-changes.ts';

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
  if (!hasRole(auditor, 'auditor')) return refuseReader(['auditor']);
  recordAccess(ledger, office, {
    user: auditor.user_id,
    via,
    kind: 'AuditRead',
    subject: wish.subject ?? '*',
    detail: {},
  });
  const where = wish.subject === null ? 'true' : 'subject_id = ?';
  const values = wish.subject === null ? [] : [wish.subject];
  const rows = ledger.db
    .prepare(
      `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, hash
       from event where ${where} order by seq desc limit ?`,
    )
    .all(...values, wish.limit) as unknown as AuditRecord[];
  return rows.reverse().map((row) => ({ ...row }));
}

const KIND_WHERE: Readonly<Record<AuditKind, string>> = {
  operations: "stream <> 'access'",
  views: "stream = 'access' and type in ('CaseRead', 'ListRead', 'NumberUnmasked', 'AuditRead')",
  exports: "stream = 'access' and type = 'DataExported'",
  logins:
    "(stream = 'access' and type like 'Login%' or stream = 'user' and type in ('UserLocked', 'UserUnlocked'))",
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
  changes: AuditChange[];
  reason: string | null;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** The record before which the next page begins; null at the end. */
  next_before: number | null;
}

/** One page of the chain, newest first. Looking is recorded with what was looked for. */
export function findAuditRecords(
  ledger: Ledger,
  office: Office,
  reader: User,
  via: string,
  filter: AuditFilter,
  page: { before: number | null; limit: number },
): AuditPage | CommandRefusal {
  const scope = scopeOf(reader, filter.kind);
  if (scope === null) return refuseReader(['auditor', 'supervisor']);
  recordAccess(ledger, office, {
    user: reader.user_id,
    via,
    kind: 'AuditRead',
    subject: filter.subject ?? filter.kind,
    detail: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  });
  return readPage(ledger, filter, scope, page);
}

/** Whose records somebody may read; null where it is none of this kind. */
function scopeOf(reader: User, kind: AuditKind): { where: string; values: SQLInputValue[] } | null {
  if (hasRole(reader, 'auditor')) return { where: 'true', values: [] };
  if (hasRole(reader, 'supervisor')) {
    const visible = visibleTownships(reader);
    if (visible === 'all') return { where: 'true', values: [] };
    const places = visible.map(() => '?').join(', ');
    return {
      where: `subject_id in (select case_id from case_state where township in (${places}))`,
      values: [...visible],
    };
  }
  // who keeps the users sees what happened to users, and nothing of any case
  if (hasRole(reader, 'administrator') && (kind === 'operations' || kind === 'logins'))
    return { where: "(stream = 'user' or type like 'Login%')", values: [] };
  return null;
}

function readPage(
  ledger: Ledger,
  filter: AuditFilter,
  scope: { where: string; values: SQLInputValue[] },
  { before, limit }: { before: number | null; limit: number },
): AuditPage {
  const parts = [KIND_WHERE[filter.kind], scope.where];
  const values: SQLInputValue[] = [...scope.values];
  const add = (sql: string, value: SQLInputValue | undefined) => {
    if (value === undefined) return;
    parts.push(sql);
    values.push(value);
  };
  add('actor = ?', filter.actor);
  add('type = ?', filter.type);
  add('subject_id = ?', filter.subject);
  // a day at the office begins eight hours before the same day in UTC
  add('at >= ?', filter.from === undefined ? undefined : instantOf(filter.from, 0));
  add('at < ?', filter.to === undefined ? undefined : instantOf(filter.to, 1));
  add('seq < ?', before ?? undefined);
  const rows = ledger.db
    .prepare(
      `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, hash, payload
       from event where ${parts.join(' and ')} order by seq desc limit ?`,
    )
    .all(...values, limit + 1) as unknown as (AuditRecord & { payload: string })[];
  const shown = rows.slice(0, limit);
  return {
    entries: shown.map(({ payload, ...record }) => {
      const said = JSON.parse(payload) as Record<string, unknown>;
      return { ...record, changes: changesOf(ledger, record, said), reason: reasonOf(said) };
    }),
    next_before: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

function instantOf(day: string, daysLater: number): string {
  const midnight = Date.parse(`${day}T00:00:00+08:00`) + daysLater * 86_400_000;
  return new Date(midnight).toISOString();
}

function refuseReader(roles: readonly ('auditor' | 'supervisor')[]): CommandRefusal {
  return refuseRole({ zh: '审计记录', en: 'audit records' }, roles);
}
