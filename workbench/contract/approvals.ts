import { z } from 'zod';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES, STEP_ACTS } from '../../core/words/documents.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, instant, month, requestKey, status, strength } from './fields.ts';

/** What waits for a signature, and the signing. Names are masked; the paper itself tells them in full. */

const params = z.object({ case_id: z.string().min(1).max(40) });

export const documentKind = z.enum(DOCUMENT_KINDS);

const person = z.object({ user_id: z.string(), name: z.string() });

const waitingDocument = z.object({
  case_id: z.string(),
  document_id: z.string(),
  kind: documentKind,
  /** Of a decision: the version of the amount. */
  version: z.int().nullable(),
  party: z.string(),
  amount_fen: fen,
  maker: person,
  step: z.int(),
  steps: z.int(),
  step_title: z.string(),
  waiting_since: instant,
  waiting_days: z.int(),
  /** In whose name this user would sign; null for their own. */
  delegate_for: person.nullable(),
});

const signedDocument = z.object({
  case_id: z.string(),
  document_id: z.string(),
  kind: documentKind,
  version: z.int().nullable(),
  party: z.string(),
  amount_fen: fen,
  maker: person,
  act: z.enum(['approved', 'returned']),
  at: instant,
  reason: z.string().nullable(),
  /** What became of it since. */
  status: z.enum(DOCUMENT_STATUSES),
  delegate_for: person.nullable(),
});

const chainStep = z.object({
  act: z.enum(STEP_ACTS),
  title: z.string(),
  /** Whoever signed, or those who may. */
  names: z.array(z.string()),
  state: z.enum(['done', 'present', 'later']),
  is_me: z.boolean(),
  at: instant.nullable(),
  delegate_for: z.string().nullable(),
});

export const comparedField = z.enum(['amount', 'months', 'died-on', 'debtor', 'basis', 'nature']);

const compared = z.object({
  field: comparedField,
  /** Money and months as they are counted; all else as text. */
  before: z.union([z.int(), z.array(month), bilingual]).nullable(),
  now: z.union([z.int(), z.array(month), bilingual]).nullable(),
  is_changed: z.boolean(),
});

const sheet = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.object({ month: month.nullable(), parts: z.record(z.string(), fen), amount_fen: fen })),
  /** Added or taken off by hand, with its reason. */
  adjustments: z.array(z.object({ reason: z.string(), amount_fen: fen })),
  struck: z.array(z.object({ month, reason: z.string() })),
  parts: z.record(z.string(), fen),
  amount_fen: fen,
  ties: z.boolean(),
});

export const approvalDocument = z.object({
  case_id: z.string(),
  document_id: z.string(),
  kind: documentKind,
  version: z.int().nullable(),
  status: z.enum(DOCUMENT_STATUSES),
  /** Goes back with the signature: what was signed is what was shown. */
  last_seq: z.int(),
  amount_fen: fen,
  ground: z.string(),
  /** Who owes; of money owed to the person whoever is paid. */
  party: z.object({ name: z.string(), relation: z.string() }),
  beneficiary: z.string(),
  sentence: z.array(z.object({ text: z.string(), strength, title: z.string() })),
  cautions: z.array(z.string()),
  chain: z.array(chainStep),
  step: z.int().nullable(),
  /** The version before this one; null for the first. */
  earlier: z
    .object({
      version: z.int(),
      outcome: z.enum(['rejected', 'superseded', 'approved']),
      by: z.string().nullable(),
      is_me: z.boolean(),
      on: day.nullable(),
      reason: z.string().nullable(),
      rows: z.array(compared),
    })
    .nullable(),
  looked: z
    .object({
      by: z.string(),
      reason: z.string(),
      unsupported: z.array(z.object({ text: z.string(), finding: z.string() })),
      /** What the data could not settle and the person looked into. */
      by_person: z.array(z.string()),
      is_contrary: z.boolean(),
      contrary_reason: z.string().nullable(),
      /** What a night has changed since and nobody has confirmed. */
      changes: z.array(z.string()),
    })
    .nullable(),
  sheet: sheet.nullable(),
  /** The paper that goes out once it is signed; null where there is none. */
  paper: z.object({ kind: z.string(), title: bilingual, pages: z.int() }).nullable(),
  paper_refusal: bilingual.nullable(),
  /** Why this user may not sign it now. */
  refusal: bilingual.nullable(),
  delegate_for: person.nullable(),
});

const signature = {
  key: requestKey,
  document_id: z.string().min(1).max(80),
  expected_last_seq: z.int(),
  delegate_for: z.string().max(100).nullable().default(null),
};

const signed = z.object({
  status,
  /** The document is in effect. */
  is_final: z.boolean(),
  next: z.array(z.string()),
});

export const approvals = {
  waiting: endpoint({
    id: 'approvals.waiting',
    method: 'get',
    path: '/approvals',
    summary: 'Documents whose next signature this user may give',
    answer: z.object({ documents: z.array(waitingDocument) }),
  }),
  signed: endpoint({
    id: 'approvals.signed',
    method: 'get',
    path: '/approvals/signed',
    summary: 'What this user has signed or returned, the latest first',
    answer: z.object({ documents: z.array(signedDocument) }),
  }),
  read: endpoint({
    id: 'approvals.read',
    method: 'get',
    path: '/approvals/{case_id}',
    summary: 'One document with what it rests on and what changed since the version before',
    params,
    query: z.object({ document_id: z.string().max(80).optional() }),
    answer: approvalDocument,
  }),
  approve: endpoint({
    id: 'approvals.approve',
    method: 'post',
    path: '/approvals/{case_id}/signature',
    summary: 'Sign the next step of a document; the password stands for the signature',
    params,
    body: z.object({ ...signature, password: z.string().min(1).max(500) }),
    answer: signed,
  }),
  giveBack: endpoint({
    id: 'approvals.return',
    method: 'post',
    path: '/approvals/{case_id}/return',
    summary: 'Return a document to its maker with a reason of at least ten characters',
    params,
    body: z.object({ ...signature, reason: z.string().max(2000) }),
    answer: z.object({ status }),
  }),
};

export type ApprovalDocument = z.infer<typeof approvalDocument>;
export type WaitingDocument = z.infer<typeof waitingDocument>;
export type SignedDocument = z.infer<typeof signedDocument>;
export type Compared = z.infer<typeof compared>;
