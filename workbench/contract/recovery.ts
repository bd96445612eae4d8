import { z } from 'zod';
import { SURPLUS } from '../../core/words/case.ts';
import { DEBT_VIEWS } from '../../core/words/views.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, instant, number, requestKey, status } from './fields.ts';

const view = z.enum(DEBT_VIEWS);

const money = {
  assessed_fen: fen,
  repaid_fen: fen,
  offset_fen: fen,
  written_off_fen: fen,
  refunded_fen: fen,
  outstanding_fen: fen,
  refund_due_fen: fen,
};

const debt = z.object({
  case_id: z.string(),
  debtor_name: z.string(),
  /** The debtor is the beneficiary. */
  is_beneficiary: z.boolean(),
  township: z.string().nullable(),
  status,
  status_title: bilingual,
  ...money,
  next_on: day.nullable(),
  next_fen: fen.nullable(),
  /** Days past the next date; null while nothing is late. */
  days_late: z.int().nullable(),
  instalments: z.object({ paid: z.int(), agreed: z.int() }).nullable(),
});

export type DebtRow = z.infer<typeof debt>;

const part = z.object({ lines: z.int(), amount_fen: fen });

const line = z.object({
  line_id: z.string(),
  booked_on: day,
  amount_fen: fen,
  payer: z.string(),
  payer_account: z.string().nullable(),
  remark: z.string(),
  /** The one case the money seems to belong to. */
  proposed: z
    .object({ case_id: z.string(), debtor_name: z.string(), outstanding_fen: fen, is_sure: z.boolean() })
    .nullable(),
  why: bilingual,
  candidates: z.array(z.object({ case_id: z.string(), debtor_name: z.string(), outstanding_fen: fen })),
});

export type UnclaimedLine = z.infer<typeof line>;

const settledLine = z.object({
  line_id: z.string(),
  booked_on: day,
  amount_fen: fen,
  payer: z.string(),
  remark: z.string(),
  case_id: z.string().nullable(),
  reason: z.string().nullable(),
});

export type SettledLine = z.infer<typeof settledLine>;

const payable = z.object({
  case_id: z.string(),
  debtor_name: z.string(),
  township: z.string().nullable(),
  status_title: bilingual,
  outstanding_fen: fen,
});

export type PayableCase = z.infer<typeof payable>;

const receipt = z.object({
  entry_id: z.string(),
  case_id: z.string(),
  debtor_name: z.string(),
  received_on: day,
  amount_fen: fen,
  channel: z.string(),
  payer: z.string().nullable(),
  /** What the bank said with the money, else the note of who entered it. */
  remark: z.string().nullable(),
  recorded_by: z.string(),
  recorded_at: instant,
  /** Entered by the one who asks; somebody else confirms it. */
  is_own: z.boolean(),
});

export type UnconfirmedReceipt = z.infer<typeof receipt>;

const filter = {
  view: view.default('all'),
  township: z.string().optional(),
  status: z.string().optional(),
};

/** What becomes of money beyond what is outstanding. */
const surplus = z.enum(SURPLUS).default('refused');

export const recovery = {
  list: endpoint({
    id: 'recovery.list',
    method: 'get',
    path: '/recovery/cases',
    summary: 'The recovery ledger: who owes what, what came back, what is out',
    query: z.object({
      ...filter,
      offset: number.min(0).default(0),
      limit: number.min(1).max(200).default(50),
    }),
    answer: z.object({
      debts: z.array(debt),
      totals: z.object({ cases: z.int(), ...money }),
      /** assessed − offset − repaid − written off + refunded − outstanding; 0 where it ties. */
      difference_fen: fen,
      counts: z.record(z.string(), z.int()),
    }),
  }),
  account: endpoint({
    id: 'recovery.account',
    method: 'get',
    path: '/recovery/account',
    summary: 'What came into the recovery account and what became of it',
    query: z.object({ from: day.optional(), to: day.optional() }),
    answer: z.object({
      received: part,
      entered: part,
      open: part,
      set_aside: part,
      difference_fen: fen,
      first_on: day.nullable(),
      last_on: day.nullable(),
    }),
  }),
  lines: endpoint({
    id: 'recovery.lines',
    method: 'get',
    path: '/recovery/lines',
    summary: 'Lines of the bank statement that wait, each with the case it seems to pay',
    answer: z.object({ lines: z.array(line) }),
  }),
  enter: endpoint({
    id: 'recovery.enter',
    method: 'post',
    path: '/recovery/lines/{line_id}/enter',
    summary: 'Enter a line as a receipt of a case',
    params: z.object({ line_id: z.string() }),
    body: z.object({ key: requestKey, case_id: z.string().min(1), surplus }),
    answer: z.object({ case_id: z.string(), outstanding_fen: fen, status_title: bilingual }),
  }),
  split: endpoint({
    id: 'recovery.split',
    method: 'post',
    path: '/recovery/lines/{line_id}/split',
    summary: 'Split a line over several cases, to the fen, and enter each part; all of it or nothing',
    params: z.object({ line_id: z.string() }),
    body: z.object({
      key: requestKey,
      /** A part without a case waits on. */
      parts: z
        .array(z.object({ case_id: z.string().trim().min(1).nullable(), amount_fen: fen.positive() }))
        .max(50),
      surplus,
    }),
    answer: z.object({
      entered: z.array(z.object({ case_id: z.string(), amount_fen: fen, outstanding_fen: fen })),
      waiting: z.int(),
    }),
  }),
  setAside: endpoint({
    id: 'recovery.set-aside',
    method: 'post',
    path: '/recovery/lines/{line_id}/set-aside',
    summary: 'Say that a line is no repayment',
    params: z.object({ line_id: z.string() }),
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
  }),
  find: endpoint({
    id: 'recovery.find',
    method: 'post',
    path: '/recovery/find',
    summary: 'The cases that money may be for, by number, notice or the beginning of a name; people masked',
    body: z.object({ text: z.string().trim().min(1).max(60) }),
    answer: z.object({ cases: z.array(payable) }),
  }),
  settled: endpoint({
    id: 'recovery.settled',
    method: 'get',
    path: '/recovery/lines/settled',
    summary:
      'Lines of the bank statement that wait no more, the latest first: entered in which case, or why not ours',
    query: z.object({ fate: z.enum(['entered', 'set_aside']) }),
    answer: z.object({ lines: z.array(settledLine) }),
  }),
  takeBack: endpoint({
    id: 'recovery.take-back',
    method: 'post',
    path: '/recovery/lines/{line_id}/take-back',
    summary: 'Take back that a line is no repayment: it waits again',
    params: z.object({ line_id: z.string() }),
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
  }),
  takeStatement: endpoint({
    id: 'recovery.take-statement',
    method: 'post',
    path: '/recovery/statements',
    summary: 'Take in a bank statement; lines already known are not taken twice',
    query: z.object({ name: z.string().min(1).max(200) }),
    body: 'upload',
    answer: z.object({
      received: z.int(),
      added: z.int(),
      known: z.int(),
      ignored: z.int(),
      refused: z.array(z.object({ row: z.int(), zh: z.string(), en: z.string() })),
    }),
  }),
  receipt: endpoint({
    id: 'recovery.receipt',
    method: 'post',
    path: '/recovery/receipts',
    summary: 'Record money that did not come through the bank account',
    body: z.object({
      key: requestKey,
      case_id: z.string().min(1),
      amount_fen: fen.positive(),
      on: day,
      channel: z.enum(['cash', 'other']),
      payer: z.string().trim().max(100).nullable(),
      note: z.string().trim().max(500).nullable(),
      surplus,
    }),
    answer: z.object({ case_id: z.string(), outstanding_fen: fen, status_title: bilingual }),
  }),
  unconfirmed: endpoint({
    id: 'recovery.unconfirmed',
    method: 'get',
    path: '/recovery/receipts/unconfirmed',
    summary: 'Receipts that no second person has confirmed yet, the oldest first',
    query: z.object({ limit: number.min(1).max(200).default(50) }),
    answer: z.object({ receipts: z.array(receipt), total: z.object({ count: z.int(), amount_fen: fen }) }),
  }),
  confirm: endpoint({
    id: 'recovery.confirm',
    method: 'post',
    path: '/recovery/receipts/confirm',
    summary: 'Confirm a receipt that somebody else entered',
    body: z.object({ key: requestKey, case_id: z.string().min(1), entry_id: z.string().min(1) }),
  }),
  export: endpoint({
    id: 'recovery.export',
    method: 'post',
    path: '/recovery/export',
    summary: 'The ledger as a workbook; every row, names masked',
    kind: 'file',
    body: z.object({ ...filter, reason: z.string().trim().min(2).max(500) }),
  }),
};
