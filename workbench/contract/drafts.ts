import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const params = z.object({ case_id: z.string().min(1).max(40) });
const about = z.string().min(1).max(60);
const value = z.record(z.string(), z.unknown());
const revision = z.int().min(0);

/** What somebody has typed into a case and not sent: theirs alone, and there again after a reload or a new session. */
export const drafts = {
  read: endpoint({
    id: 'drafts.read',
    method: 'get',
    path: '/cases/{case_id}/draft',
    summary: 'What whoever asks has typed into a case and not sent',
    params,
    answer: z.object({ draft: z.object({ revision, about, value }).nullable() }),
  }),
  keep: endpoint({
    id: 'drafts.keep',
    method: 'put',
    path: '/cases/{case_id}/draft',
    summary: 'Keep what was typed; refused where another window has kept something else since',
    params,
    body: z.object({ about, value, over: revision }),
    answer: z.object({ revision }),
  }),
  drop: endpoint({
    id: 'drafts.drop',
    method: 'delete',
    path: '/cases/{case_id}/draft',
    summary: 'Forget it: it was sent, or thrown away',
    params,
  }),
};
