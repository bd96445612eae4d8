import { z } from 'zod';
import { CLEAR_GROUNDS, NATURES } from '../../core/words/case.ts';
import { MOVE_FIELDS, type SingleMove } from '../../core/words/move-fields.ts';
import { endpoint } from './endpoint.ts';
import { fen, instant, month, requestKey, status } from './fields.ts';

/** What is done with a case: the decision, every other move, its papers and files. */

const params = z.object({ case_id: z.string().min(1).max(40) });
const text = z.string().trim().min(1).max(2000);

/** Who owes: the person, whom the case has named already, somebody the evidence names (by place in the list, the name stays on the server), or another. */
const debtor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('self') }),
  z.object({ kind: z.literal('kept') }),
  z.object({
    kind: z.literal('suggested'),
    place: z.int().min(0),
    /** The name as it was shown, so that a list that changed since is noticed. */
    shown: z.string(),
    relation: z.string().trim().max(50).default(''),
  }),
  z.object({ kind: z.literal('other'), name: text, relation: text }),
]);

const base = {
  key: requestKey,
  expected_last_seq: z.int(),
  reason: text,
};

export const decideBody = z.discriminatedUnion('outcome', [
  z.object({
    ...base,
    outcome: z.literal('substantiated'),
    /** Null where nobody was chosen. */
    debtor: debtor.nullable(),
    nature: z.enum(NATURES).nullable(),
    /** Texts of law; null stands for all that were in force in these months. */
    basis: z.array(text).max(50).nullable(),
    /** Keys of the explanations that the person has looked at. */
    looked: z.array(z.string()).max(100),
    contrary_reason: text.nullable(),
    struck: z.array(z.object({ month, reason: text })).max(600),
  }),
  z.object({ ...base, outcome: z.literal('unfounded'), ground: z.enum(CLEAR_GROUNDS) }),
  z.object({
    ...base,
    outcome: z.literal('unverifiable'),
    missing: text,
    review_on: z.iso.date(),
  }),
]);

export type DecideBody = z.input<typeof decideBody>;

/** A case is decided with all that belongs to it, be it found substantiated or not: by its decision, and by no move alone. */
const otherMove = z.enum(Object.keys(MOVE_FIELDS) as [SingleMove, ...SingleMove[]]);

const attachment = z.object({
  attachment_id: z.string(),
  name: z.string(),
  bytes: z.int(),
  by: z.string(),
  at: instant,
});

export const caseWork = {
  decide: endpoint({
    id: 'case.decide',
    method: 'post',
    path: '/cases/{case_id}/decision',
    summary:
      'Decide a case; a substantiated one gets its debtor, its amount and the request for approval with it',
    params,
    body: decideBody,
    answer: z.object({ status, last_seq: z.int(), assessed_fen: fen.nullable() }),
  }),
  act: endpoint({
    id: 'case.act',
    method: 'post',
    path: '/cases/{case_id}/moves',
    summary: 'Make any other move; a case is decided by its decision alone',
    params,
    body: z.object({
      key: requestKey,
      move: otherMove,
      expected_last_seq: z.int().nullable().default(null),
      input: z.record(z.string(), z.unknown()),
    }),
    answer: z.object({ status, last_seq: z.int() }),
  }),
  noticePreview: endpoint({
    id: 'case.notice-preview',
    method: 'get',
    path: '/cases/{case_id}/notice-preview',
    summary:
      'The recovery notice as it stands, page by page as drawings: masked, a draft until the last signature',
    params,
    answer: z.object({ pages: z.array(z.string()), is_draft: z.boolean() }),
  }),
  attachments: endpoint({
    id: 'case.attachments',
    method: 'get',
    path: '/cases/{case_id}/attachments',
    summary: 'The files that people put to a case',
    params,
    answer: z.object({ attachments: z.array(attachment) }),
  }),
  attachment: endpoint({
    id: 'case.attachment',
    method: 'get',
    path: '/cases/{case_id}/attachments/{attachment_id}',
    summary: 'One file of a case',
    params: params.extend({ attachment_id: z.string().regex(/^(?:[0-9a-f]{16}|[0-9a-f]{64})$/) }),
    kind: 'file',
  }),
  attach: endpoint({
    id: 'case.attach',
    method: 'post',
    path: '/cases/{case_id}/attachments',
    summary: 'Put a file to a case; the ledger records its name, size and hash',
    params,
    query: z.object({ name: z.string().trim().min(1).max(120) }),
    body: 'upload',
    answer: attachment,
  }),
};
