import { z } from 'zod';
import { MATCH_STRENGTHS } from '../../core/finding.ts';
import { endpoint } from './endpoint.ts';

export const insider = {
  read: endpoint({
    id: 'insider.read',
    method: 'get',
    path: '/insider',
    summary: 'What was found about the office’s own hands, for supervision of the whole office alone',
    answer: z.object({
      findings: z.array(
        z.object({
          rule_id: z.string(),
          title: z.string(),
          name: z.string(),
          resident_id: z.string().nullable(),
          township: z.string().nullable(),
          match_strength: z.enum(MATCH_STRENGTHS),
          /** The sentence, in Chinese as the rule has it. */
          reason: z.string(),
          evidence: z.array(z.object({ file: z.string(), row: z.int() })),
        }),
      ),
    }),
  }),
};
