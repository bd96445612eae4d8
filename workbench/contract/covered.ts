import { z } from 'zod';
import { ENROLMENT_FIGURES, ENROLMENT_LISTS } from '../../core/words/enrolment.ts';
import { endpoint } from './endpoint.ts';
import { day } from './fields.ts';

const count = z.int();

const township = z.object({
  /** Empty where the register names none. */
  township: z.string(),
  ...(Object.fromEntries(ENROLMENT_FIGURES.map((figure) => [figure, count])) as Record<
    (typeof ENROLMENT_FIGURES)[number],
    typeof count
  >),
  /** Its list of the insured has come: only then is there a share. */
  is_whole: z.boolean(),
  should_be: count,
  covered: count,
});

const way = z.object({
  ...{ year: count, half: count, way: z.string(), title: z.string() },
  ...{ is_certified: z.boolean(), people: count, due_people: count },
});

const figure = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('enrolment'),
    township: z.string().nullable(),
    figure: z.enum(ENROLMENT_FIGURES),
  }),
  z.object({ of: z.literal('certification'), year: z.int(), half: z.int(), way: z.string().max(40) }),
]);

export type CoverageFigure = z.infer<typeof figure>;

export const covered = {
  read: endpoint({
    id: 'covered.read',
    method: 'get',
    path: '/covered',
    summary: 'Enrolment by township against the register, and certification by window',
    answer: z.object({
      as_of: day,
      /** What has not come of the register and the roster of the insured: without both there are no townships. */
      lacks: z.array(z.enum(ENROLMENT_LISTS)),
      townships: z.array(township),
      certification: z.array(way),
    }),
  }),
  people: endpoint({
    id: 'covered.people',
    method: 'post',
    path: '/covered/people',
    summary: 'The people whom a figure counts, numbers masked; who looks, and why, is written down',
    body: z.object({ figure, reason: z.string().trim().min(2).max(200), offset: z.int().min(0).default(0) }),
    answer: z.object({
      total: count,
      people: z.array(
        z.object({
          name: z.string().nullable(),
          resident_id: z.string().nullable(),
          township: z.string().nullable(),
        }),
      ),
    }),
  }),
};
