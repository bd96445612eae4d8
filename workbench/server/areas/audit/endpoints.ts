import {
  type AuditEntries,
  type AuditFilter,
  auditKindsOf,
  findAuditRecords,
} from '../../../../casework/reads/proof/audit-records.ts';
import { CHAIN_VERIFIED, lastVerification } from '../../../../casework/reads/proof/last-verification.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import { journalTip } from '../../../../storage/ledger/journal.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import { type AuditEntry, audit as contract } from '../../../contract/audit.ts';
import type { Asking } from '../../desk.ts';
import { exportWorkbook } from '../../export-file.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { auditTable } from './audit-table.ts';
import { verifyLive } from './verify.ts';

const PAGE = 50;
const EXPORTED_AT_MOST = 50_000;
export const implementations = [
  implement(contract.state, ({ desk, user }) => {
    const { seq, hash } = journalTip(desk.ledger);
    return {
      records: seq,
      head: hash,
      verified: lastVerification(desk.ledger),
      kinds: auditKindsOf(user),
      people: listUsers(desk.ledger).map(({ user_id, display_name }) => ({ user_id, display_name })),
    };
  }),
  implement(contract.list, (asking, { query }) => {
    const { before, ...filter } = query;
    const { entries, next_before } = find(asking, filter, before ?? null, PAGE);
    return { entries: withNames(asking.desk.ledger, entries), next_before };
  }),
  implement(contract.verify, async (asking, { send }) => {
    const { desk } = asking;
    const found = await verifyLive(desk.workspace.home, journalTip(desk.ledger).seq, send);
    asking.letOut({
      kind: 'AuditRead',
      subject: CHAIN_VERIFIED,
      detail: {
        checked: found.checked,
        breaches: found.breach_count,
        first_seq: found.breaches[0]?.seq ?? null,
        differing_cases: found.differing_cases,
      },
    });
    await send('done', found);
  }),
  implement(contract.export, (asking, { body }) => {
    const { reason, ...filter } = body;
    const withReason: Asking['letOut'] = (leaving) =>
      asking.letOut({ ...leaving, detail: { ...leaving.detail, reason } });
    const { entries } = find({ ...asking, letOut: withReason }, filter, null, EXPORTED_AT_MOST);
    const rows = withNames(asking.desk.ledger, entries);
    return exportWorkbook(asking, `audit-${filter.kind}`, '审计记录.xlsx', reason, [
      auditTable(rows, asking.language),
    ]);
  }),
];

function find(asking: Asking, filter: AuditFilter, before: number | null, limit: number): AuditEntries {
  const page = findAuditRecords(asking.desk.ledger, asking.user, asking.letOut, filter, { before, limit });
  if ('code' in page) throwRefused(page);
  return page;
}

function withNames(ledger: Ledger, entries: AuditEntries['entries']): AuditEntry[] {
  const names = new Map(listUsers(ledger).map(({ user_id, display_name }) => [user_id, display_name]));
  return entries.map((entry) => ({ ...entry, actor_name: names.get(entry.actor) ?? entry.actor }));
}
