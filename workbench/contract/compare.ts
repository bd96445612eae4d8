import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { number } from './fields.ts';

const side = z.enum(['left', 'right']);

const list = z.object({
  file: z.string(),
  sheet: z.string(),
  rows: z.int(),
  /** Totals, signatures and the like below the header. */
  ignored: z.int(),
  /** Which header was read as which field. */
  columns: z.array(z.object({ field: z.string(), header: z.string() })),
});

export type ComparedList = z.infer<typeof list>;

export const TABS = ['confirmed', 'probable', 'possible', 'left', 'right'] as const;

/** Rows of a list by the best that was found for each: they add up to the list's rows. */
const split = z.object({ confirmed: z.int(), probable: z.int(), possible: z.int(), only: z.int() });

const comparison = z.object({
  left: list.nullable(),
  right: list.nullable(),
  result: z
    .object({
      left: split,
      right: split,
      pairs: z.object({ confirmed: z.int(), probable: z.int(), possible: z.int(), id_conflict: z.int() }),
    })
    .nullable(),
});

export type Comparison = z.infer<typeof comparison>;

const person = z.object({
  row: z.int(),
  name: z.string(),
  id: z.string(),
  birth: z.string(),
  township: z.string(),
  address: z.string(),
});

export type ComparedPerson = z.infer<typeof person>;

const work = z.object({ work_id: z.string().regex(/^[0-9a-f]{32}$/) });

export const compare = {
  begin: endpoint({
    id: 'compare.begin',
    method: 'post',
    path: '/comparisons',
    summary: 'Begin a comparison; its files are deleted when it is left',
    answer: work,
  }),
  upload: endpoint({
    id: 'compare.upload',
    method: 'post',
    path: '/comparisons/{work_id}/lists/{side}',
    summary: 'Send one of the two lists; answers how its columns are understood',
    params: work.extend({ side }),
    query: z.object({ name: z.string().min(1).max(200) }),
    body: 'upload',
    answer: comparison,
  }),
  run: endpoint({
    id: 'compare.run',
    method: 'post',
    path: '/comparisons/{work_id}/run',
    summary: 'Link the two lists person by person',
    params: work,
    answer: comparison,
  }),
  rows: endpoint({
    id: 'compare.rows',
    method: 'get',
    path: '/comparisons/{work_id}/rows',
    summary: 'Pairs of one strength, or the rows of one list that found nobody; people masked',
    params: work,
    query: z.object({
      tab: z.enum(TABS),
      page: number.pipe(z.int().min(1)).default(1),
    }),
    answer: z.object({
      total: z.int(),
      rows: z.array(z.object({ left: person.nullable(), right: person.nullable(), why: z.string() })),
    }),
  }),
  result: endpoint({
    id: 'compare.result',
    method: 'get',
    path: '/comparisons/{work_id}/result',
    summary: 'The whole result as a workbook; who took it is recorded',
    params: work,
    kind: 'file',
  }),
  end: endpoint({
    id: 'compare.end',
    method: 'delete',
    path: '/comparisons/{work_id}',
    summary: 'Delete the files of a comparison',
    params: work,
  }),
};
