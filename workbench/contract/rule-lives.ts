import { z } from 'zod';
import { MATCH_STRENGTHS } from '../../core/finding.ts';
import { RULE_STAGES } from '../../core/words/rules.ts';
import { endpoint } from './endpoint.ts';
import { direction, fen, ruleId } from './fields.ts';

const version = z.object({ version: z.string() });
const month = z.int().nullable();

const life = z.object({
  rule_id: z.string(),
  /** As its folder says it now; null where it cannot be read. */
  title: z.string().nullable(),
  english: z.string().nullable(),
  stage: z.enum(RULE_STAGES),
  live: version.extend({ from: month, to: month }).nullable(),
  shadow: version.nullable(),
  proposed: version
    .extend({ by: z.string(), at: z.string(), reason: z.string(), from: month, to: month })
    .nullable(),
  /** What the version in shadow found, night by night. */
  nights: z.array(z.object({ as_of: z.string(), findings: z.int(), people: z.int(), amount_fen: fen })),
  events: z.array(
    version.extend({
      type: z.string(),
      by: z.string(),
      at: z.string(),
      reason: z.string(),
      from: month,
      to: month,
    }),
  ),
});

export type RuleLife = z.infer<typeof life>;

const caseOfPerson = z.object({
  case_id: z.string(),
  status: z.string(),
  decided_outcome: z.string().nullable(),
});

const shadowAnswer = z.object({
  townships: z.array(
    z.object({
      township: z.string().nullable(),
      people: z.int(),
      amount_fen: fen,
      substantiated: z.int(),
      unfounded: z.int(),
      undecided: z.int(),
      without_case: z.int(),
    }),
  ),
  all: z.int(),
  /** At most some hundred, the largest first, people masked. */
  findings: z.array(
    z.object({
      finding_key: z.string(),
      name: z.string(),
      township: z.string().nullable(),
      direction,
      amount_fen: fen.nullable(),
      months: z.int(),
      match_strength: z.enum(MATCH_STRENGTHS),
      reason: z.string(),
      cases: z.array(caseOfPerson),
    }),
  ),
});

export type ShadowAnswer = z.infer<typeof shadowAnswer>;

const moved = z.object({ rule_id: ruleId, reason: z.string().trim().min(1).max(500) });
const said = z.object({ type: z.string() });

export const ruleLives = {
  lives: endpoint({
    id: 'rules.lives',
    method: 'get',
    path: '/rules/lives',
    summary: 'How far the rules of the office have come, by whom and why',
    answer: z.object({ lives: z.array(life) }),
  }),
  shadowFindings: endpoint({
    id: 'rules.shadow-findings',
    method: 'get',
    path: '/rules/shadow',
    summary: 'What a rule in shadow would have opened, beside what people decided',
    query: z.object({ rule_id: ruleId }),
    answer: shadowAnswer,
  }),
  shadow: endpoint({
    id: 'rules.shadow',
    method: 'post',
    path: '/rules/shadow',
    summary: 'From the next night on a rule runs and opens no case',
    body: moved,
    answer: said,
  }),
  release: endpoint({
    id: 'rules.release',
    method: 'post',
    path: '/rules/release',
    summary: 'Propose that a rule counts, or agree to what somebody else proposed',
    body: moved.extend({ from: month.default(null), to: month.default(null) }),
    answer: said,
  }),
  retire: endpoint({
    id: 'rules.retire',
    method: 'post',
    path: '/rules/retire',
    summary: 'Ask a rule no more, from the next night on',
    body: moved,
    answer: said,
  }),
};
