import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bilingual, day, direction, fen, ruleId } from './fields.ts';
import { triedValues } from './rules.ts';

const values = z.array(z.union([z.string(), z.number()]));
const cause = bilingual.extend({ kind: z.string() });

const touchedCase = z.object({
  case_id: z.string(),
  name: z.string(),
  township: z.string().nullable(),
  status: z.string(),
  decided_on: day,
  assessed_fen: fen.nullable(),
  was_fen: fen,
  is_fen: fen,
  owed_was_fen: fen,
  owed_is_fen: fen,
  how: z.enum(['more', 'less', 'owed', 'none']),
  causes: z.array(cause),
  findings: z.array(
    z.object({
      finding_key: z.string(),
      title: z.string(),
      was_fen: fen.nullable(),
      is_fen: fen.nullable(),
      months: z.array(
        z.object({
          month: z.int(),
          was_fen: fen,
          is_fen: fen,
          values: z.array(z.object({ title: z.string(), was: values, is: values })),
        }),
      ),
    }),
  ),
});

export type TouchedCase = z.infer<typeof touchedCase>;

const touchedCases = z.object({
  as_of: day,
  decided: z.int(),
  untouched: z.int(),
  asked_again: z.array(z.string()),
  cases: z.array(touchedCase),
});

export type TouchedCases = z.infer<typeof touchedCases>;

/** A rule whose values are others while it is asked; left out, all is as it counts now. */
const tried = z.object({ rule_id: ruleId, changes: triedValues.min(1) });

const onDay = z.object({
  case_id: z.string(),
  day,
  status: z.string().nullable(),
  assessed_fen: fen.nullable(),
  files: z.int(),
  findings: z.array(
    z.object({
      finding_key: z.string(),
      title: z.string(),
      rule_version: z.string(),
      direction,
      amount_fen: fen.nullable(),
      reason: z.string(),
      months: z.array(z.object({ month: z.int().nullable(), amount_fen: fen.nullable() })),
      values: z.array(z.object({ title: z.string(), from: z.int(), values })),
      basis: z.array(z.string()),
      now_fen: fen.nullable(),
      is_same: z.boolean(),
    }),
  ),
  later: z.array(z.object({ finding_key: z.string(), title: z.string(), amount_fen: fen.nullable() })),
  notes: z.array(bilingual),
});

export type CaseOnDay = z.infer<typeof onDay>;

export const recompute = {
  touched: endpoint({
    id: 'rules.touched',
    method: 'get',
    path: '/rules/touched',
    summary: 'Decided cases that come out otherwise by the rules and values that count now; people masked',
    answer: touchedCases,
  }),
  touchedIf: endpoint({
    id: 'rules.touched-if',
    method: 'post',
    path: '/rules/touched/trials',
    summary: 'The same as if values of a rule were others; nothing of it is kept',
    body: tried,
    answer: touchedCases,
  }),
  touchedFile: endpoint({
    id: 'rules.touched-file',
    method: 'post',
    path: '/rules/touched/file',
    summary: 'The same as a workbook, every month in full; who takes it, and why, is written down',
    kind: 'file',
    body: z.object({ tried: tried.optional(), reason: z.string().trim().min(2).max(200) }),
  }),
  onDay: endpoint({
    id: 'rules.case-on-day',
    method: 'get',
    path: '/rules/cases/{case_id}',
    summary: 'What was to be found in a case with the files, words, values and rules of a day',
    params: z.object({ case_id: z.string().regex(/^C\d{8,}$/) }),
    query: z.object({ day }),
    answer: onDay,
  }),
};
