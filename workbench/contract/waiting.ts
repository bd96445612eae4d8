import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const waiting = {
  count: endpoint({
    id: 'waiting.count',
    method: 'get',
    path: '/waiting',
    summary: 'How many things wait for this user, by page',
    answer: z.object({ counts: z.record(z.string(), z.int()) }),
  }),
};
