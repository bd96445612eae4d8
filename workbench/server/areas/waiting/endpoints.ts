import { standingsOf } from '../../../../casework/acts/who-may.ts';
import { waiting } from '../../../contract/waiting.ts';
import { implement } from '../../implement.ts';
import { pagesOf } from '../../security/rights-table.ts';
import { countWaiting } from './count-waiting.ts';

export const implementations = [
  implement(waiting.count, async ({ desk, user }) => {
    const pages = pagesOf(desk.rights, standingsOf(desk, user)).map(({ page }) => page);
    return { counts: await countWaiting(desk, user, pages) };
  }),
];
