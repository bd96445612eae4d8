import { z } from 'zod';
import { AUDIT_KINDS } from '../../casework/audit-kinds.ts';
import { endpoint } from './endpoint.ts';
import { day, instant, number } from './fields.ts';

/** The audit chain: whether it is whole, and who did, saw and took what. */

const filter = {
  kind: z.enum(AUDIT_KINDS).default('operations'),
  actor: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  from: day.optional(),
  to: day.optional(),
};

const change = z.object({
  field: z.string(),
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
});

export const auditEntry = z.object({
  seq: z.int(),
  at: instant,
  actor: z.string(),
  actor_name: z.string(),
  on_behalf_of: z.string().nullable(),
  via: z.string(),
  stream: z.string(),
  subject_id: z.string(),
  type: z.string(),
  hash: z.string(),
  changes: z.array(change),
  reason: z.string().nullable(),
});

export type AuditEntry = z.infer<typeof auditEntry>;

const breach = z.object({ seq: z.int(), kind: z.string(), detail: z.string() });

/** What a verification found; the last event of the stream `audit.verify`. */
export const verification = z.object({
  checked: z.int(),
  breaches: z.array(breach),
  breach_count: z.int(),
  /** Cases whose list says something else than their events; null while the chain is broken. */
  differing_cases: z.int().nullable(),
  seconds: z.number(),
});

export type Verification = z.infer<typeof verification>;

export const audit = {
  state: endpoint({
    id: 'audit.state',
    method: 'get',
    path: '/audit/state',
    summary: 'How long the chain is, and what its last verification found',
    answer: z.object({
      records: z.int(),
      head: z.string(),
      verified: z
        .object({
          at: instant,
          by: z.string(),
          checked: z.int(),
          breaches: z.int(),
          first_seq: z.int().nullable(),
          differing_cases: z.int().nullable(),
        })
        .nullable(),
      /** Which kinds of records this person may read. */
      kinds: z.array(z.enum(AUDIT_KINDS)),
      people: z.array(z.object({ user_id: z.string(), display_name: z.string() })),
    }),
  }),
  list: endpoint({
    id: 'audit.list',
    method: 'get',
    path: '/audit',
    summary: 'Records of the chain, newest first; looking is recorded',
    query: z.object({ ...filter, before: number.optional() }),
    answer: z.object({ entries: z.array(auditEntry), next_before: z.int().nullable() }),
  }),
  verify: endpoint({
    id: 'audit.verify',
    method: 'get',
    path: '/audit/verification',
    summary: 'Walks the whole chain and tells how far it is',
    kind: 'events',
  }),
  export: endpoint({
    id: 'audit.export',
    method: 'post',
    path: '/audit/export',
    summary: 'The records of a filter as a workbook',
    kind: 'file',
    body: z.object({ ...filter, reason: z.string().trim().min(1).max(500) }),
  }),
};
