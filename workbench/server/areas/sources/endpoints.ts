import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describeSources } from '../../../../reading/sources/describe-sources.ts';
import { sources } from '../../../contract/sources.ts';
import { aside } from '../../aside.ts';
import type { Asking } from '../../desk.ts';
import { type FileAnswer, implement } from '../../implement.ts';
import { Refused } from '../../refused.ts';
import { inboxFiles } from './inbox.ts';
import { decideRepair, listRepairs } from './list-repairs.ts';
import { listSenders, listSourceFiles, listSources } from './list-sources.ts';
import { recognise } from './recognise.ts';
import { removeUpload, takeUpload } from './upload.ts';

export const implementations = [
  implement(sources.list, ({ desk }) => listSources(desk)),
  implement(sources.files, ({ desk }, { params }) => listSourceFiles(desk, params.source)),
  implement(sources.columns, ({ desk }, { params }) => recognise(desk, params.hash)),
  implement(sources.known, () => ({ sources: describeSources() })),
  implement(sources.inbox, ({ desk }) => ({ files: inboxFiles(desk) })),
  implement(sources.upload, async (asking, { query, bytes }) =>
    takeUpload(asking, query.name, await bytes()),
  ),
  implement(sources.remove, (asking, { params }) => {
    removeUpload(asking, params.hash);
    return undefined;
  }),
  implement(sources.senders, ({ desk }) => listSenders(desk)),
  implement(sources.returnList, (asking, { params }) => returnList(asking, params.source)),
  implement(sources.repairs, ({ desk }) => listRepairs(desk)),
  implement(sources.decideRepair, (asking, { params, body }) =>
    decideRepair(asking, params.proposal_id, body),
  ),
];

/** The list goes back to its sender in full, so who took it is recorded. */
async function returnList(asking: Asking, source: string): Promise<FileAnswer> {
  const { desk } = asking;
  using folder = mkdtempDisposableSync(join(desk.workspace.home, 'return-'));
  const [path] = await aside('returnLists', desk.workspace.home, folder.path, source);
  if (path === undefined) {
    throw new Refused(
      'nothing-to-return',
      '这个单位最近一次报送没有缺陷。',
      'The latest delivery has no defects.',
    );
  }
  asking.letOut({
    kind: 'DataExported',
    subject: 'return-list',
    detail: { source },
  });
  return { name: basename(path), content: new Uint8Array(readFileSync(path)) };
}
