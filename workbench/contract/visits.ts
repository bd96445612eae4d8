import { z } from 'zod';
import { VISIT_FINDINGS, VISIT_METHODS, type VisitMethod } from '../../core/words/visits.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, requestKey, status } from './fields.ts';

/** 入户核查: whom to visit, and what a visit found. Photographs and the signature are files of the case (`case.attach`). */

const text = z.string().trim().max(500);

const personToVisit = z.object({
  case_id: z.string(),
  /** Masked but for whoever is sent on the visit. */
  name: z.string(),
  is_named: z.boolean(),
  resident_id: z.string(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  why: bilingual,
  status,
  is_mine: z.boolean(),
  /** Nobody has certified that they live. */
  is_overdue: z.boolean(),
  /** The last visit that was reported, as its note has it; null where none was. */
  last_visit: z.string().nullable(),
  last_seq: z.int(),
});

export type PersonToVisit = z.infer<typeof personToVisit>;

const visitBody = z.object({
  key: requestKey,
  /** The last record of the case that the visitor had with them; null once they have seen what changed since. */
  expected_last_seq: z.int().nullable(),
  visited_on: day,
  found: z.enum(VISIT_FINDINGS),
  /** A day, or a month where nobody knows the day. */
  died_on: z.union([day, z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)]).nullable(),
  method: z.enum(Object.keys(VISIT_METHODS) as [VisitMethod, ...VisitMethod[]]),
  visitor: text,
  note: text,
  photos: z.int().min(0).max(20),
  is_signed: z.boolean(),
});

export type VisitBody = z.input<typeof visitBody>;

export const visits = {
  list: endpoint({
    id: 'visits.list',
    method: 'get',
    path: '/visits',
    summary:
      'People to be visited, village by village: undecided cases of the township, overdue certifications, cases one holds',
    answer: z.object({
      people: z.array(personToVisit),
      /** There are more than one list holds. */
      has_more: z.boolean(),
    }),
  }),
  report: endpoint({
    id: 'visits.report',
    method: 'post',
    path: '/visits/{case_id}',
    summary: 'Report a visit; it becomes a note of the case, once for each key',
    params: z.object({ case_id: z.string().min(1).max(40) }),
    body: visitBody,
    answer: z.object({ last_seq: z.int() }),
  }),
};
