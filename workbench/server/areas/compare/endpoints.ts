import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../../contract/compare.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking } from '../../desk.ts';
import { type FileAnswer, implement } from '../../implement.ts';
import { Refused } from '../../refused.ts';
import { beginWork, endWork, findWork, runComparison, takeList, type Work } from './comparisons.ts';
import { resultRows } from './result-rows.ts';

export const implementations = [
  implement(compare.begin, (asking) => ({ work_id: beginWork(asking).work_id })),
  implement(compare.upload, async (asking, { params, query, bytes }) =>
    takeList(asking, findWork(asking, params.work_id), params.side, query.name, await bytes()),
  ),
  implement(compare.run, (asking, { params }) => runComparison(asking, findWork(asking, params.work_id))),
  implement(compare.rows, (asking, { params, query }) => {
    const { warehouse } = findWork(asking, params.work_id);
    if (warehouse === null) throw notRunYet();
    return resultRows(warehouse, query.tab, query.page);
  }),
  implement(compare.result, (asking, { params }) => saveResult(asking, findWork(asking, params.work_id))),
  implement(compare.end, (asking, { params }) => {
    endWork(asking.desk, findWork(asking, params.work_id));
    return undefined;
  }),
];

/** The workbook holds the lists' own numbers in full, so who took it is recorded. */
async function saveResult(asking: Asking, work: Work): Promise<FileAnswer> {
  const { desk } = asking;
  const { left, right } = work.paths;
  if (work.result === null || left === undefined || right === undefined) throw notRunYet();
  const out = join(work.folder, 'result.xlsx');
  await runVerb(desk.workspace.home, ['compare', left, right, '--out', out]);
  asking.letOut({
    kind: 'DataExported',
    subject: 'comparison',
    detail: { left_rows: work.lists.left?.rows ?? 0, right_rows: work.lists.right?.rows ?? 0 },
  });
  return {
    name: '比对结果.xlsx',
    content: new Uint8Array(readFileSync(out)),
  };
}

function notRunYet(): Refused {
  return new Refused('compare-not-run', '还没有比对。', 'Nothing has been compared yet.');
}
