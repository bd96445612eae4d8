import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const said = z.object({ zh: z.string(), en: z.string() });

const claim = z.object({
  no: z.int(),
  says: z.string(),
  form: z.string(),
  sentence: z.string(),
  verdict: z.enum(['adds-up', 'differs', 'asked']),
  told: z.array(said),
});

export const reportCheck = {
  check: endpoint({
    id: 'report-check.check',
    method: 'post',
    path: '/report-checks',
    summary: 'Read a report and say which of its figures do not add up; the file is not kept',
    query: z.object({ name: z.string().min(1).max(200) }),
    body: 'upload',
    answer: z.object({
      claims: z.array(claim),
      /** Figures with a unit that stand in no sentence of which a claim was read. */
      unread: z.array(z.object({ text: z.string(), sentence: z.string() })),
    }),
  }),
};

export type ReportClaim = z.infer<typeof claim>;
