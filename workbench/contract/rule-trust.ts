import { z } from 'zod';
import { ORIGINS } from '../../core/words/case.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, fen, ruleId } from './fields.ts';

const township = z.string().nullable();

export const LOOK_VERDICTS = ['holds', 'fails', 'unclear'] as const;

const gate = {
  rule_id: z.string(),
  township,
  findings: z.int(),
  looked: z.int(),
  holds: z.int(),
  /** Lower end of the interval; null before all that was drawn has been looked at. */
  lower: z.number().nullable(),
  is_open: z.boolean(),
};

const sampledGate = z.object({
  ...gate,
  sample: z.array(
    z.object({
      finding_id: z.string(),
      name: z.string(),
      amount_fen: fen.nullable(),
      reason: z.string(),
      verdict: z.enum(LOOK_VERDICTS).nullable(),
    }),
  ),
});

export type SampledGate = z.infer<typeof sampledGate>;

const unseen = z.object({
  set_aside: z.object({
    findings: z.int(),
    people_cases: z.int(),
    amount_fen: fen,
    looked: z.int(),
    holds: z.int(),
    rules: z.array(z.object({ rule_id: z.string(), township, findings: z.int(), amount_fen: fen })),
    sample: z.array(
      z.object({
        case_id: z.string(),
        rule_id: z.string(),
        name: z.string(),
        township,
        amount_fen: fen.nullable(),
        /** Null where the published night does not hold it any more. */
        finding_id: z.string().nullable(),
        reason: z.string(),
        verdict: z.enum(LOOK_VERDICTS).nullable(),
      }),
    ),
  }),
  closed: z.array(z.object({ ...gate, drawn: z.int(), amount_fen: fen })),
});

export type Unseen = z.infer<typeof unseen>;

export const ruleTrust = {
  trust: endpoint({
    id: 'rules.trust',
    method: 'get',
    path: '/rules/trust',
    summary: 'How often people found a rule right, by source and township, and what has clearly changed',
    query: z.object({ rule_id: ruleId }),
    answer: z.object({
      rows: z.array(
        z.object({
          source: z.enum(ORIGINS),
          township,
          decided: z.int(),
          /** Of these, known from a finding that was drawn and looked at. */
          looked: z.int(),
          substantiated: z.int(),
          low: z.number().nullable(),
          high: z.number().nullable(),
        }),
      ),
      drift: bilingual.nullable(),
    }),
  }),
  sample: endpoint({
    id: 'rules.sample',
    method: 'get',
    path: '/rules/sample',
    summary:
      'Where a rule that argues from absence may open cases, and what was drawn to be looked at; people masked',
    query: z.object({ rule_id: ruleId }),
    answer: z.object({ gates: z.array(sampledGate) }),
  }),
  look: endpoint({
    id: 'rules.look',
    method: 'post',
    path: '/rules/looks',
    summary: 'Say what a drawn finding turned out to be',
    body: z.object({
      finding_id: z.string().regex(/^F[0-9a-f]{12}$/),
      verdict: z.enum(LOOK_VERDICTS),
      reason: z.string().trim().min(1).max(500),
    }),
    answer: z.object({ type: z.string() }),
  }),
  unseen: endpoint({
    id: 'rules.unseen',
    method: 'get',
    path: '/rules/unseen',
    summary:
      'What is not shown: cleared by a person with this very evidence, or held until a sample was looked at',
    answer: unseen,
  }),
};
