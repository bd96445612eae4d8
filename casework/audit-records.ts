import type { Ledger } from '../storage/ledger/ledger.ts';
import { recordAccess } from './access-log.ts';
import type { Office } from './office.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { hasRole, ROLE_TITLES, type User } from './roles.ts';

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
  if (!hasRole(auditor, 'auditor')) {
    return refuse('not-your-role', {
      move: '审计记录 audit records',
      roles: `${ROLE_TITLES.auditor.zh} auditor`,
    });
  }
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
