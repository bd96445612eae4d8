import { registerList } from '../../../../casework/batches/register-list.ts';
import { listBatches } from '../../../../casework/reads/waiting/batches.ts';
import { fileNoSql } from '../../../../core/row-number.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { Asking, Desk } from '../../desk.ts';
import { notFound, throwRefused } from '../../refused.ts';
import { locateFile } from '../sources/locate-file.ts';

interface Unregistered {
  hash: string;
  file: string;
  items: number;
  title: string;
  reply_due_on: string | null;
  batch_id: string;
  sender: string;
}

/** Lists from above that the last night read and that nobody has registered as a batch yet. */
export async function listUnregistered({ ledger, reader, workspace }: Desk): Promise<Unregistered[]> {
  if (currentBuild(workspace.builds) === null) return [];
  const batches = listBatches(ledger);
  const registered = new Set(batches.map(({ file_hash }) => file_hash));
  const taken = new Set(batches.map(({ batch_id }) => batch_id));
  const sender = batches.at(-1)?.sender ?? '';
  const lists = await reader.use((build) =>
    build.rows<Omit<Unregistered, 'batch_id' | 'sender'>>(
      `select file.hash, min(file.name) as file, count(*)::integer as items,
           coalesce(min(lead.batch), min(file.name)) as title, min(lead.answer_due_on)::varchar as reply_due_on
       from result.lead
       inner join file on file.file_no = ${fileNoSql('lead.record_id')}
       group by file.hash
       order by file.hash`,
    ),
  );
  return lists
    .filter(({ hash }) => !registered.has(hash))
    .map((list) => {
      const batch_id = list.title.replace(/\.[a-z]+$/i, '').slice(0, 100);
      // a number that another batch has is no proposal
      return { ...list, batch_id: taken.has(batch_id) ? '' : batch_id, sender };
    });
}

export async function registerBatch(
  { desk, user, via }: Asking,
  body: {
    hash: string;
    batch_id: string;
    title: string;
    sender: string;
    received_on: string;
    reply_due_on: string | null;
  },
) {
  const { hash, ...said } = body;
  const known = (await listUnregistered(desk)).find((one) => one.hash === hash);
  if (known === undefined) {
    notFound({
      zh: '这份名单已经登记，或不在收件里。',
      en: 'This list is registered already, or not received.',
    });
  }
  const { path } = locateFile(desk, hash);
  const done = await registerList(desk.ledger, desk.office, {
    ...{ user: user.user_id, via, path, file: known.file },
    ...said,
  });
  if (!done.ok) throwRefused(done.refusal);
  return { batch_id: body.batch_id, items: done.items };
}
