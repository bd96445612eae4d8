import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recordAccess } from '../../../../casework/access-log.ts';
import { type KnownSource, sources } from '../../../contract/sources.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { type FileAnswer, implement } from '../../implement.ts';
import { Refused } from '../../refused.ts';
import { inboxFiles } from './inbox.ts';
import { recognise } from './recognise.ts';
import { decideRepair, tellRepairs } from './told-repairs.ts';
import { tellFiles, tellSenders, tellSources } from './told-sources.ts';
import { removeUpload, takeUpload } from './upload.ts';

export const implementations = [
  implement(sources.list, ({ desk }) => tellSources(desk)),
  implement(sources.files, ({ desk }, { params }) => tellFiles(desk, params.source)),
  implement(sources.columns, ({ desk }, { params }) => recognise(desk, params.hash)),
  implement(sources.known, ({ desk }) => knownSources(desk)),
  implement(sources.inbox, ({ desk }) => ({ files: inboxFiles(desk) })),
  implement(sources.upload, async (asking, { query, bytes }) =>
    takeUpload(asking, query.name, await bytes()),
  ),
  implement(sources.remove, ({ desk }, { params }) => {
    removeUpload(desk, params.hash);
    return undefined;
  }),
  implement(sources.map, async ({ desk }, { body }) => {
    await runVerb(desk.workspace.home, [
      ...['mapping', 'save', '--source', body.source],
      // in one word with the option, so that a header that begins with a dash stays a header
      ...body.headers.map((header) => `--header=${header}`),
      ...body.columns.map(({ header, field }) => `--column=${header}=${field}`),
    ]);
    return undefined;
  }),
  implement(sources.senders, ({ desk }) => tellSenders(desk)),
  implement(sources.returnList, (asking, { params }) => returnList(asking, params.source)),
  implement(sources.repairs, ({ desk }) => tellRepairs(desk)),
  implement(sources.decideRepair, (asking, { params, body }) =>
    decideRepair(asking, params.proposal_id, body),
  ),
];

const known = new WeakMap<Desk, Promise<{ sources: KnownSource[] }>>();

/** What can be read changes with the program only, so it is asked once. */
function knownSources(desk: Desk): Promise<{ sources: KnownSource[] }> {
  const asked = known.get(desk) ?? runVerb<{ sources: KnownSource[] }>(desk.workspace.home, ['sources']);
  known.set(desk, asked);
  asked.catch(() => known.delete(desk));
  return asked;
}

/** The list goes back to its sender in full, so who took it is recorded. */
async function returnList({ desk, user, via }: Asking, source: string): Promise<FileAnswer> {
  using folder = mkdtempDisposableSync(join(desk.workspace.home, 'return-'));
  const { returned } = await runVerb<{ returned: string[] }>(desk.workspace.home, [
    'senders',
    ...['--return', folder.path],
    ...['--sender', source],
  ]);
  const [path] = returned;
  if (path === undefined) {
    throw new Refused(
      'nothing-to-return',
      '这个单位最近一次报送没有缺陷。',
      'The latest delivery has no defects.',
    );
  }
  recordAccess(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    kind: 'DataExported',
    subject: 'return-list',
    detail: { source },
  });
  return { name: basename(path), content: new Uint8Array(readFileSync(path)) };
}
