import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bilingual, instant } from './fields.ts';

const counts = { received: z.int(), used: z.int(), refused: z.int(), ignored: z.int() };

const sourceState = z.object({
  source: z.string(),
  title: z.string(),
  english: z.string(),
  sender: z.string().nullable(),
  data_until: z.string().nullable(),
  expected_every_days: z.int().nullable(),
  days_old: z.int().nullable(),
  is_stale: z.boolean(),
  file_count: z.int(),
  last_file: z.string().nullable(),
  last_file_hash: z.string().nullable(),
  last_received_at: z.string().nullable(),
  ...counts,
});

export type SourceSummary = z.infer<typeof sourceState>;

const receivedFile = z.object({
  file_no: z.int(),
  hash: z.string(),
  name: z.string(),
  status: z.string(),
  received_at: z.string(),
  data_until: z.string().nullable(),
  /** What replaces it, or what of it needs a look. */
  remark: bilingual.nullable(),
  totals_differ: z.int().nullable(),
  ...counts,
  /** Of the used rows, those that wait for somebody to say what a word in them means. */
  held: z.int(),
  /** The words they wait for, as they stood when the night ran; numbers of people masked. */
  unexplained: z.array(z.object({ column: z.string(), word: z.string(), rows: z.int(), row: z.int() })),
});

const column = z.object({
  index: z.int(),
  header: z.string(),
  /** The field it is read as; null where it is not read. */
  field: z.string().nullable(),
  /** Why it is not read: unknown, serial, duplicate, values-do-not-fit, ignored, never-import. */
  why_not: z.string().nullable(),
  nearest: z.string().nullable(),
  /** Per source that the sheet is or may be: what it is read as of itself, or what it may be, the likeliest first. */
  readings: z.record(z.string(), z.object({ field: z.string().nullable(), proposals: z.array(z.string()) })),
  confidence: z.number().nullable(),
  how: z.string().nullable(),
});

const sheet = z.object({
  name: z.string(),
  status: z.enum(['recognised', 'ignored', 'refused']),
  source: z.string().nullable(),
  reason: bilingual.nullable(),
  /** Sources it comes nearest to, where it is not known which it is. */
  near: z.array(z.string()),
  /** The phrase in its name, title or notes for which it is asked about. */
  doubted: z.string().nullable(),
  columns: z.array(column),
  /** The first rows below the header, people masked; cells in the order of the columns. */
  rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
});

export const recognition = z.object({
  file: z.string(),
  hash: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  refusal: bilingual.extend({ code: z.string() }).nullable(),
  sheets: z.array(sheet),
});

export type Recognition = z.infer<typeof recognition>;
export type RecognisedSheet = z.infer<typeof sheet>;

const knownSource = z.object({
  source: z.string(),
  title: z.string(),
  english: z.string(),
  fields: z.array(
    z.object({ field: z.string(), title: z.string(), type: z.string(), required: z.boolean() }),
  ),
});

export type KnownSource = z.infer<typeof knownSource>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const inboxFile = z.object({ name: z.string(), bytes: z.int(), hash, modified_at: instant });

const delivery = z.object({
  file: z.string(),
  file_no: z.int(),
  received_at: z.string(),
  rows: z.int(),
  defects: z.int(),
  corrected: z.int(),
  still_wrong: z.int(),
  left_out: z.int(),
  new: z.int(),
  /** Defects of this delivery by kind, the most often first. */
  kinds: z.array(
    z.object({
      code: z.string(),
      reason: z.string(),
      count: z.int(),
      most_times: z.int(),
      rows: z.array(z.int()),
    }),
  ),
});

const sender = z.object({
  source: z.string(),
  title: z.string(),
  english: z.string(),
  sender: z.string().nullable(),
  rows: z.int(),
  defects: z.int(),
  repeats: z.int(),
  most_times: z.int(),
  deliveries: z.array(delivery),
});

export type SenderLine = z.infer<typeof sender>;

const repair = z.object({
  proposal_id: z.string(),
  name: z.string(),
  damaged: z.string(),
  proposed: z.string(),
  repair: z.string(),
  file: z.string(),
  is_adopted: z.boolean(),
});

export const sources = {
  list: endpoint({
    id: 'sources.list',
    method: 'get',
    path: '/sources',
    summary: 'Every source: how old what it says is, and what its last file was',
    answer: z.object({ as_of: z.string(), sources: z.array(sourceState) }),
  }),
  files: endpoint({
    id: 'sources.files',
    method: 'get',
    path: '/sources/{source}/files',
    summary: 'The files of one source: rows = used + refused + ignored, for each',
    params: z.object({ source: z.string().min(1) }),
    answer: z.object({ files: z.array(receivedFile) }),
  }),
  columns: endpoint({
    id: 'sources.columns',
    method: 'get',
    path: '/sources/columns/{hash}',
    summary:
      'How the columns of a received or waiting file are understood, over its first rows; people masked',
    params: z.object({ hash }),
    answer: recognition,
  }),
  known: endpoint({
    id: 'sources.known',
    method: 'get',
    path: '/sources/fields',
    summary: 'What can be read: every source with its fields',
    answer: z.object({ sources: z.array(knownSource) }),
  }),
  inbox: endpoint({
    id: 'sources.inbox',
    method: 'get',
    path: '/sources/inbox',
    summary: 'Files in the inbox that the next run will receive',
    answer: z.object({ files: z.array(inboxFile) }),
  }),
  upload: endpoint({
    id: 'sources.upload',
    method: 'post',
    path: '/sources/inbox',
    summary: 'Send a file into the inbox; what cannot be read is refused, what was received is said',
    query: z.object({ name: z.string().min(1).max(200) }),
    body: 'upload',
    answer: z.object({
      name: z.string(),
      hash,
      /** How many times this very content has come by now; above 1 it is not counted again. */
      times: z.int(),
      recognition: recognition.nullable(),
    }),
  }),
  remove: endpoint({
    id: 'sources.remove',
    method: 'delete',
    path: '/sources/inbox/{hash}',
    summary: 'Take a file out of the inbox before a run has received it',
    params: z.object({ hash }),
  }),
  senders: endpoint({
    id: 'sources.senders',
    method: 'get',
    path: '/sources/senders',
    summary: 'Defects per submission, and which came again',
    answer: z.object({ senders: z.array(sender) }),
  }),
  returnList: endpoint({
    id: 'sources.return-list',
    method: 'get',
    path: '/sources/senders/{source}/return-list',
    summary: "The sender's latest list, its defects marked, to go back to them",
    params: z.object({ source: z.string().min(1) }),
    kind: 'file',
  }),
  repairs: endpoint({
    id: 'sources.repairs',
    method: 'get',
    path: '/sources/repairs',
    summary: 'Damaged numbers and what exactly one other record bears out; masked where the two agree',
    answer: z.object({ repairs: z.array(repair) }),
  }),
  decideRepair: endpoint({
    id: 'sources.decide-repair',
    method: 'post',
    path: '/sources/repairs/{proposal_id}',
    summary: 'Adopt a repair from the next run on, or take that back; the received value stays',
    params: z.object({ proposal_id: z.string().regex(/^[0-9a-f]{24}$/) }),
    body: z.object({ is_adopted: z.boolean(), reason: z.string().trim().min(1).max(500) }),
  }),
};
