import { z } from 'zod';
import { DIFFERENCE_REASONS, FLOWS, PARTIES, PARTY_STATES } from '../../core/words/tie-out.ts';
import { endpoint } from './endpoint.ts';
import { day, fen, month, number } from './fields.ts';

const party = z.enum(PARTIES);
const flow = z.enum(FLOWS);
const key = z.string().regex(/^(?:contribution|pension)\/\d{4}-?\d{2}(?:-\d{2})?$/);

const difference = z.object({
  difference_key: key,
  flow,
  month,
  /** Null of a sum of the month. */
  booked_on: day.nullable(),
  /** Null of a party that has not spoken. */
  amounts: z.record(party, fen.nullable()),
  stated: z.string(),
  difference_fen: fen,
  is_of_days_alone: z.boolean(),
  explanation: z.object({ reason: z.string(), words: z.string(), by: z.string(), on: day }).nullable(),
});

export type TieOutDifference = z.infer<typeof difference>;

const hand = z.object({ by: z.string(), on: day });

const tieOut = z.object({
  month,
  as_of: day,
  flows: z.array(
    z.object({
      flow,
      parties: z.array(
        z.object({
          party,
          state: z.enum(PARTY_STATES),
          line_count: z.int(),
          amount_fen: fen.nullable(),
          is_by_day: z.boolean(),
          is_own_statement: z.boolean(),
          held_lines: z.int(),
        }),
      ),
      differences: z.array(difference),
      explained: z.int(),
      carried_in: z.int(),
      carried_on: z.int(),
      unexplained_fen: fen,
    }),
  ),
  carried: z.array(difference),
});

export type TieOutMonth = z.infer<typeof tieOut>;

const sheet = z.object({
  /** Made over the figures of now. */
  prepared: hand.extend({ is_current: z.boolean() }).nullable(),
  signed: hand
    .extend({ prepared_by: z.string(), document_number: z.string(), is_current: z.boolean() })
    .nullable(),
});

const params = z.object({ month: number });
const words = z.string().trim().max(500);

export const tieOuts = {
  read: endpoint({
    id: 'tie-out.read',
    method: 'get',
    path: '/tie-out',
    summary: 'What office, tax office, treasury and bank state of a month, and where they differ',
    query: z.object({ month: number.optional() }),
    answer: z.object({ months: z.array(month), tie_out: tieOut.nullable(), sheet: sheet.nullable() }),
  }),
  lines: endpoint({
    id: 'tie-out.lines',
    method: 'get',
    path: '/tie-out/lines',
    summary: 'The lines of the statements that one difference is made of',
    query: z.object({ key }),
    answer: z.object({
      lines: z.array(
        z.object({
          party,
          amount_fen: fen,
          /** Null where a party is known by the month alone. */
          file: z.string().nullable(),
          sheet_no: z.int().nullable(),
          row: z.int().nullable(),
          is_matched: z.boolean(),
        }),
      ),
    }),
  }),
  explain: endpoint({
    id: 'tie-out.explain',
    method: 'post',
    path: '/tie-out/explanations',
    summary: 'Say why the parties differ; it holds while they state what was shown',
    body: z.object({
      difference_key: key,
      stated: z.string().min(1),
      reason: z.enum(DIFFERENCE_REASONS),
      words,
    }),
  }),
  revoke: endpoint({
    id: 'tie-out.revoke',
    method: 'delete',
    path: '/tie-out/explanations',
    summary: 'Take an explanation back: the difference is open again',
    body: z.object({ difference_key: key, words }),
  }),
  prepare: endpoint({
    id: 'tie-out.prepare',
    method: 'post',
    path: '/tie-out/{month}/sheet',
    summary: 'Make the sheet of a month that is over',
    params,
  }),
  sign: endpoint({
    id: 'tie-out.sign',
    method: 'post',
    path: '/tie-out/{month}/signature',
    summary: 'Sign, with the password, the sheet that somebody else has made; its paper is frozen',
    params,
    body: z.object({ password: z.string().min(1) }),
    answer: z.object({ document_number: z.string() }),
  }),
  paper: endpoint({
    id: 'tie-out.paper',
    method: 'get',
    path: '/tie-out/{month}/paper',
    summary: 'The signed sheet of a month, as it was frozen',
    kind: 'file',
    params,
    query: z.object({ format: z.enum(['docx', 'pdf']).default('pdf') }),
  }),
};
