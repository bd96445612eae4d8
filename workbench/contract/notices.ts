import { z } from 'zod';
import { SERVICE_METHODS } from '../../core/words/case.ts';
import { PAPER_STAGES } from '../../core/words/documents.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, flag, instant, listOf, number, requestKey } from './fields.ts';

/** The papers that go out, and their service. Names are masked on the screen; the printed paper tells them in full. */

const params = z.object({ case_id: z.string().min(1).max(40) });

export const stage = z.enum(PAPER_STAGES);

export const DUE = ['past', 'week', 'month'] as const;

export const serviceMethod = z.enum(SERVICE_METHODS);

const unit = z.enum(['working-days', 'days']);

/** A term with its name; how much is left is counted in the term's own unit. */
const deadline = z.object({
  clock: z.string(),
  title: bilingual,
  due_on: day,
  unit,
  /** Below zero once it has passed. */
  left: z.int(),
  is_certain: z.boolean(),
  note: bilingual.nullable(),
});

const row = z.object({
  /** Names the row: the number where there is one. */
  key: z.string(),
  case_id: z.string(),
  stage,
  /** Which paper: a folder of the templates. */
  kind: z.string(),
  kind_title: bilingual,
  document_number: z.string().nullable(),
  receiver: z.string(),
  township: z.string().nullable(),
  amount_fen: fen,
  outstanding_fen: fen,
  status_title: bilingual,
  method: serviceMethod.nullable(),
  issued_on: day.nullable(),
  served_on: day.nullable(),
  deadline: deadline.nullable(),
  /** The number the office would serve next: of a void or replaced paper nothing can be done any more. */
  is_current: z.boolean(),
  is_void: z.boolean(),
});

const filters = {
  stage: stage.default('draft'),
  kind: listOf(z.string()).optional(),
  township: listOf(z.string()).optional(),
  due: z.enum(DUE).optional(),
};

/** Whether a thing can be done, and if not the ledger's own words. */
const possible = z.object({ is_possible: z.boolean(), refusal: bilingual.nullable() });

export const noticeDocument = z.object({
  row,
  last_seq: z.int(),
  /** The papers of this case that can be shown and printed now, its own first; none of a void number. */
  papers: z.array(
    z.object({
      kind: z.string(),
      title: bilingual,
      pages: z.int(),
      is_draft: z.boolean(),
      /** It takes a number of a series of its own, and has none yet. */
      may_issue: z.boolean(),
      /** The entry it is about, or the number of the paper whose service it records. */
      about: z.string().nullable(),
    }),
  ),
  paper_refusal: bilingual.nullable(),
  debtor: z.object({ name: z.string(), relation: z.string(), address: z.string().nullable() }),
  /** The receipt of service, once it was served. */
  receipt: z
    .object({
      method: serviceMethod,
      on: day,
      effective_on: day,
      /** Named by a notice alone. */
      pay_by_on: day.nullable(),
      receiver: z.string(),
      servers: z.array(z.string()),
      place: z.string().nullable(),
      reason: z.string().nullable(),
      witness: z.string().nullable(),
      post_number: z.string().nullable(),
    })
    .nullable(),
  deadlines: z.array(deadline),
  history: z.array(z.object({ act: z.string(), at: instant, by: z.string(), detail: z.string().nullable() })),
  /** The other cases that the paper is about as well. */
  shared_with: z.array(z.string()),
  /** Of a notice that waits for its number: other cases of this person that may go out with it, on one paper. */
  may_share: z.array(z.object({ case_id: z.string(), amount_fen: fen })),
  issue: possible,
  serve: possible,
  void: possible,
  /** What its reader can do with the case meanwhile, where the paper can be neither issued nor served. */
  instead: z.array(bilingual),
});

export const notices = {
  list: endpoint({
    id: 'notices.list',
    method: 'get',
    path: '/notices',
    summary: 'Papers by where they stand, with the counts of every tab',
    query: z.object({ ...filters, page: number.default(1), size: number.default(50) }),
    answer: z.object({
      rows: z.array(row),
      total: z.int(),
      counts: z.record(stage, z.int()),
      kinds: z.array(z.object({ kind: z.string(), title: bilingual })),
      townships: z.array(z.string()),
      today: day,
    }),
  }),
  read: endpoint({
    id: 'notices.read',
    method: 'get',
    path: '/notices/{case_id}',
    summary: 'One paper with its receipt of service, its terms and what can be done with it',
    params,
    query: z.object({ key: z.string().min(1).max(120) }),
    answer: noticeDocument,
  }),
  preview: endpoint({
    id: 'notices.preview',
    method: 'get',
    path: '/notices/{case_id}/preview',
    summary: 'A page of a paper as a picture, masked; a draft bears its stamp',
    params,
    // the version changes nothing in the answer: it keeps browsers from showing an older picture
    query: z.object({
      kind: z.string().min(1).max(60),
      about: z.string().max(120).optional(),
      page: number.default(1),
      is_issued: flag.optional(),
      version: z.string().optional(),
    }),
    kind: 'file',
  }),
  issue: endpoint({
    id: 'notices.issue',
    method: 'post',
    path: '/notices/{case_id}/issue',
    summary: 'Give an approved notice its number',
    params,
    body: z.object({
      key: requestKey,
      expected_last_seq: z.int(),
      /** A paper beside the notice, with a series of its own; without it the notice itself. */
      kind: z.string().max(60).optional(),
      about: z.string().max(120).optional(),
      on: day.optional(),
      /** Other cases of the same person that the notice is to be about as well. */
      with: z.array(z.string().max(40)).max(20).default([]),
    }),
    answer: z.object({ document_number: z.string(), last_seq: z.int() }),
  }),
  serve: endpoint({
    id: 'notices.serve',
    method: 'post',
    path: '/notices/{case_id}/service',
    summary: 'Record how and when a paper was served, and by whom',
    params,
    body: z.object({
      key: requestKey,
      expected_last_seq: z.int(),
      /** A paper beside the notice; without it the notice itself. */
      document_number: z.string().min(1).max(100).optional(),
      method: serviceMethod,
      on: day,
      receiver: z.string().trim().max(100).nullable().default(null),
      servers: z.array(z.string().trim().max(100)).max(2),
      witness: z.string().trim().max(100).nullable().default(null),
      post_number: z.string().trim().max(100).nullable().default(null),
      place: z.string().trim().max(300).nullable().default(null),
      reason: z.string().trim().max(1000).nullable().default(null),
    }),
    answer: z.object({ effective_on: day, pay_by_on: day.nullable(), last_seq: z.int() }),
  }),
  publish: endpoint({
    id: 'notices.publish',
    method: 'post',
    path: '/notices/publish',
    summary: 'Serve several notices by one public notice, where every other way failed',
    body: z.object({
      key: requestKey,
      cases: z.array(z.string().max(40)).min(1).max(200),
      on: day,
      servers: z.array(z.string().trim().max(100)).max(2),
      place: z.string().trim().max(300),
    }),
    answer: z.object({ document_number: z.string(), case_id: z.string(), effective_on: day }),
  }),
  makeVoid: endpoint({
    id: 'notices.void',
    method: 'post',
    path: '/notices/{case_id}/void',
    summary: 'Make a numbered paper void; its number stays in the series',
    params,
    body: z.object({
      key: requestKey,
      document_number: z.string().min(1).max(100),
      reason: z.string().max(2000),
    }),
    answer: z.object({ document_number: z.string() }),
  }),
  print: endpoint({
    id: 'notices.print',
    method: 'post',
    path: '/notices/print',
    summary: 'Papers to be printed, with names in full: one as it is, several in one ZIP file',
    body: z.object({
      papers: z
        .array(
          z.object({
            case_id: z.string().max(40),
            kind: z.string().max(60),
            about: z.string().max(120).optional(),
          }),
        )
        .min(1)
        .max(200),
      format: z.enum(['pdf', 'docx']),
    }),
    kind: 'file',
  }),
};

export type NoticeRow = z.infer<typeof row>;
export type NoticeDocument = z.infer<typeof noticeDocument>;
export type Deadline = z.infer<typeof deadline>;
