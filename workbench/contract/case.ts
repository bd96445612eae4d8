import { z } from 'zod';
import { MONEY_COLUMNS } from '../../casework/money-columns.ts';
import {
  AMOUNT_STATUSES,
  CLEAR_GROUNDS,
  ENTRY_KINDS,
  FLAG_CODES,
  NATURES,
  ORIGINS,
  SERVICE_METHODS,
} from '../../core/words/case.ts';
import { CASE_EVENT_TYPES } from '../../core/words/case-events.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from '../../core/words/documents.ts';
import { MOVES } from '../../core/words/moves.ts';
import { caseEvidence, rowPlace } from '../../explanation/case-explanation.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, instant, month, number, status } from './fields.ts';

const params = z.object({ case_id: z.string().min(1).max(40) });

/** One opening of the page. What is shown in full is shown to this look alone; a reload is another. */
const view = z.string().min(8).max(100).optional();

const money = z.object(
  Object.fromEntries(MONEY_COLUMNS.map((name) => [name, fen])) as Record<
    (typeof MONEY_COLUMNS)[number],
    typeof fen
  >,
);

const named = z.object({ user_id: z.string(), name: z.string() });

const entry = z.object({
  entry_id: z.string(),
  kind: z.enum(ENTRY_KINDS),
  amount_fen: fen,
  on: day,
  channel: z.string(),
  note: z.string().nullable(),
  is_reversed: z.boolean(),
});

const amountVersion = z.object({
  version: z.int(),
  assessed_fen: fen,
  status: z.enum(AMOUNT_STATUSES),
  struck: z.array(z.object({ month, reason: z.string() })),
  adjustments: z.array(z.object({ reason: z.string(), amount_fen: fen })),
});

const paper = z.object({
  document_id: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  amount_fen: fen,
  status: z.enum(DOCUMENT_STATUSES),
  /** The chain as names: who signed, and which step waits. */
  steps: z.array(z.object({ title: z.string(), signed_by: z.string().nullable(), is_next: z.boolean() })),
});

const notice = z.object({
  notice_number: z.string(),
  issued_on: day,
  served: z
    .object({
      on: day,
      effective_on: day,
      pay_by_on: day,
      method: z.enum(SERVICE_METHODS),
      receiver: z.string(),
    })
    .nullable(),
  is_void: z.boolean(),
});

const decision = z.object({
  by: z.string(),
  on: z.string(),
  reason: z.string(),
  outcome: status,
  nature: z.enum(NATURES).nullable(),
  basis: z.array(z.string()),
  contrary_reason: z.string().nullable(),
  ground: z.enum(CLEAR_GROUNDS).nullable(),
  missing: z.string().nullable(),
  review_on: z.string().nullable(),
  /** The explanations that somebody looked at themselves, as they were worded. */
  looked: z.array(z.string()),
});

export const caseAnswer = z.object({
  case_id: z.string(),
  status,
  status_title: bilingual,
  origin: z.enum(ORIGINS),
  opened_on: day,
  /** The last record of the case; goes back with every change, so that nobody decides on what they have not seen. */
  last_seq: z.int(),
  is_priority: z.boolean(),
  assignee: named.nullable(),
  is_mine: z.boolean(),
  lock: z.object({ holder: named, until: instant }).nullable(),
  /** Why this case can be looked at and not changed by this user. */
  read_only: bilingual.nullable(),
  flags: z.array(z.object({ code: z.enum(FLAG_CODES), detail: z.string() })),
  /** Null where no build is published or it no longer knows the person. */
  evidence: caseEvidence.nullable(),
  /** Until when numbers, names and accounts are shown in full. */
  unmasked_until: instant.nullable(),
  may_unmask: z.boolean(),
  legal_moves: z.array(z.object({ move: z.enum(MOVES), zh: z.string(), en: z.string() })),
  /** What the findings claim, each payment once, by month and component. */
  claim: z.array(z.object({ month: month.nullable(), component: z.string(), amount_fen: fen })),
  money,
  /** What the findings tell of a death of the person. */
  death: z.enum(['known', 'reported']).nullable(),
  debtor: z.object({
    name: z.string(),
    relation: z.string(),
    address: z.string().nullable(),
    evidence: z.string().nullable(),
  }),
  decided: decision.nullable(),
  /** Who sent the last document back, and why, until something is made of it again. */
  sent_back: z
    .object({ kind: z.enum(DOCUMENT_KINDS), by: z.string(), on: day, reason: z.string() })
    .nullable(),
  amounts: z.array(amountVersion),
  papers: z.array(paper),
  awaiting: z.string().nullable(),
  notices: z.array(notice),
  numbered: z.array(
    z.object({ kind: z.string(), document_number: z.string(), on: day, is_void: z.boolean() }),
  ),
  entries: z.array(entry),
  /** What was signed to go back to whoever paid too much, and has not gone out. */
  refunds: z.array(z.object({ document_id: z.string(), amount_fen: fen, signed_on: day })),
  /** What is still to be made good to the person, and what is on its way to them; part of no claim. */
  owed: z.object({
    still_fen: fen,
    back_payments: z.array(
      z.object({
        document_id: z.string(),
        amount_fen: fen,
        payee: z.string(),
        /** What they are to the person. */
        relation: z.string(),
        signed_on: day,
        paid_on: day.nullable(),
        acknowledged_on: day.nullable(),
      }),
    ),
  }),
  due: z.array(
    z.object({
      zh: z.string(),
      en: z.string(),
      due_on: day,
      is_certain: z.boolean(),
      amount_fen: fen.nullable(),
    }),
  ),
  plan: z.array(z.object({ due_on: day, amount_fen: fen })),
  /** To whom the case could be given; empty for those who may not give it. */
  assignable: z.array(named),
  /** Who signs next: the step after the making, in the chain that a decision on this amount goes through. */
  first_signer: z.object({ title: z.string(), names: z.string() }).nullable(),
  can_preview: z.boolean(),
});

export type CaseAnswer = z.infer<typeof caseAnswer>;

export const sourceRowAnswer = z.object({
  place: rowPlace.nullable(),
  /** Of the columns that are kept; one that no field reads stands in the file only. */
  columns: z.array(z.object({ header: z.string(), is_read: z.boolean() })),
  rows: z.array(
    z.object({
      row: z.int(),
      is_asked: z.boolean(),
      kind: z.enum(['used', 'refused', 'ignored']),
      cells: z.array(z.object({ text: z.string().nullable(), is_as_received: z.boolean() })),
    }),
  ),
  unavailable: z.string().nullable(),
});

export const UNMASK_REASONS = ['phone', 'visit', 'document', 'original', 'other'] as const;

const historyLine = z.object({
  seq: z.int(),
  at: instant,
  who: z.string(),
  type: z.enum(CASE_EVENT_TYPES),
  /** What the record says beside its kind: an amount, a reason, a name. */
  told: bilingual.nullable(),
});

export const caseContract = {
  read: endpoint({
    id: 'case.read',
    method: 'get',
    path: '/cases/{case_id}',
    summary: 'A case: its evidence, its state, its money and what may be done with it',
    params,
    query: z.object({ view }),
    answer: caseAnswer,
  }),
  sourceRow: endpoint({
    id: 'case.source-row',
    method: 'get',
    path: '/cases/{case_id}/source-row',
    summary:
      'A row of a received file that the case rests on, as it came, with its header and its neighbours',
    params,
    query: z.object({
      file_hash: z.string().regex(/^[0-9a-f]{64}$/),
      /** A text file has no sheets. */
      sheet: z.string().max(200).default(''),
      row: number,
      view,
    }),
    answer: sourceRowAnswer,
  }),
  unmask: endpoint({
    id: 'case.unmask',
    method: 'post',
    path: '/cases/{case_id}/unmask',
    summary: "Show one person's numbers for five minutes; who, when and why is recorded",
    params,
    body: z.object({ reason: z.enum(UNMASK_REASONS), text: z.string().trim().max(200).default(''), view }),
    answer: z.object({ until: instant }),
  }),
  hide: endpoint({
    id: 'case.hide',
    method: 'delete',
    path: '/cases/{case_id}/unmask',
    summary: 'Hide the numbers again',
    params,
  }),
  history: endpoint({
    id: 'case.history',
    method: 'get',
    path: '/cases/{case_id}/history',
    summary: 'Everything that happened to a case, oldest first',
    params,
    answer: z.object({ records: z.array(historyLine) }),
  }),
};
