import { nightDifference } from '../../../contract/night-difference.ts';
import { nights } from '../../../contract/nights.ts';
import { implement } from '../../implement.ts';
import { ignoredRows, refusedRows, statedTotalsOf } from './list-rows.ts';
import { checkRoster, releaseHeldRule } from './night-acts.ts';
import { differenceFile, diffNights, keptNights } from './night-difference.ts';
import { runnerOf } from './night-runner.ts';
import { readNightPaper } from './papers.ts';
import { readToday } from './read-today.ts';

/** An idle line is cut by proxies; a comment now and then keeps it. */
const HEARTBEAT = 15_000;

export const implementations = [
  implement(nights.today, ({ desk, user }) => readToday(desk, user)),
  implement(nights.refused, ({ desk }, { query }) => refusedRows(desk, query)),
  implement(nights.ignored, ({ desk }, { query }) => ignoredRows(desk, query)),
  implement(nights.totals, ({ desk }, { query }) => statedTotalsOf(desk, query.source)),
  implement(nights.paper, ({ desk }, { params }) => readNightPaper(desk, params.as_of, params.paper)),
  implement(nights.state, ({ desk }) => runnerOf(desk).state),
  implement(nights.start, (asking, { body }) => runnerOf(asking.desk).start(body.as_of, asking)),
  implement(nights.stop, (asking) => runnerOf(asking.desk).stop(asking)),
  implement(nights.release, (asking, { body }) => releaseHeldRule(asking, body.rule_id, body.reason)),
  implement(nights.precheck, ({ desk }, { body }) => checkRoster(desk, body.file)),
  implement(nightDifference.kept, ({ desk }) => keptNights(desk)),
  implement(nightDifference.diff, ({ desk }, { query }) => diffNights(desk, query)),
  implement(nightDifference.file, (asking, { body: { reason, ...chosen } }) =>
    differenceFile(asking, chosen, reason),
  ),
  implement(nights.progress, async ({ desk }, { send }) => {
    const leaving = new AbortController();
    const beat = setInterval(async () => {
      if (!(await send('beat', {}))) leaving.abort();
    }, HEARTBEAT);
    try {
      for await (const state of runnerOf(desk).watch(leaving.signal)) {
        if (!(await send('state', state))) return undefined;
      }
      await send('over', {});
    } finally {
      clearInterval(beat);
    }
    return undefined;
  }),
];
