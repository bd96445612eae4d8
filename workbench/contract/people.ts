import { z } from 'zod';
import { ITEM_STATUSES } from '../../core/words/items.ts';
import { rowPlace } from '../../explanation/case-explanation.ts';
import { UNMASK_REASONS } from './case.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, month, status } from './fields.ts';

/** Everybody whom the received files name, with a case or without: "am I on your list?" */

const found = z.object({
  person_id: z.string(),
  /** Masked. */
  name: z.string(),
  resident_id: z.string(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  is_payee: z.boolean(),
  cases: z.int(),
});

const line = z.object({
  month,
  on: day.nullable(),
  kind: z.enum(['paid', 'not-paid', 'event', 'finding', 'case', 'batch', 'paper', 'money']),
  text: z.string(),
  amount_fen: fen.nullable(),
  until: month.nullable(),
  times: z.int(),
  place: rowPlace.nullable(),
  case_id: z.string().nullable(),
  batch_id: z.string().nullable(),
});

export type PersonLine = z.infer<typeof line>;

export const personAnswer = z.object({
  as_of: day,
  person: z.object({
    name: z.string(),
    resident_id: z.string(),
    born_on: z.string().nullable(),
    township: z.string().nullable(),
    village: z.string().nullable(),
  }),
  cases: z.array(z.object({ case_id: z.string(), status, status_title: bilingual, outstanding_fen: fen })),
  items: z.array(
    z.object({
      batch_id: z.string(),
      title: z.string(),
      item_number: z.int(),
      status: z.enum(ITEM_STATUSES),
      status_title: bilingual,
    }),
  ),
  findings: z.int(),
  lists: z.array(
    z.object({
      title: z.string(),
      english: z.string(),
      rows: z.int(),
      place: rowPlace.nullable(),
    }),
  ),
  lines: z.array(line),
});

export type PersonAnswer = z.infer<typeof personAnswer>;

export const people = {
  find: endpoint({
    id: 'people.find',
    method: 'post',
    path: '/people/find',
    summary: 'Everybody whom the received files name by this name or number, masked; asked with a body',
    body: z.object({ text: z.string().trim().min(1).max(60) }),
    answer: z.object({ people: z.array(found), as_of: day.nullable() }),
  }),
  read: endpoint({
    id: 'people.read',
    method: 'post',
    path: '/people/read',
    summary: 'One person on one line of time; who looked and why is recorded',
    body: z.object({
      person_id: z.string().min(1).max(40),
      reason: z.enum(UNMASK_REASONS),
      text: z.string().trim().max(200).default(''),
    }),
    answer: personAnswer,
  }),
};
