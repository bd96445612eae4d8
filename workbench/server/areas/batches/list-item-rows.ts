import { refuseOpening, refuseStep, stepsNow } from '../../../../casework/batches/item-steps.ts';
import { listItems } from '../../../../casework/reads/waiting/batches.ts';
import type { User } from '../../../../casework/roles.ts';
import { maskName, maskResidentId, maskText } from '../../../../core/mask.ts';
import { ITEM_TITLES, type ItemMove } from '../../../../core/words/items.ts';
import { EVERYBODY } from '../../../../explanation/everybody.ts';
import { readSubject } from '../../../../storage/ledger/journal.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { BatchItemRow } from '../../../contract/batches.ts';
import type { Desk } from '../../desk.ts';

const ENGLISH: Readonly<Record<ItemMove, string>> = {
  assign: 'assign',
  start: 'start',
  'want-evidence': 'ask for evidence',
  resume: 'evidence is here',
  verify: 'verify',
  review: 'review',
  'send-back': 'send back',
  'feed-back': 'feed back',
  rectify: 'rectify',
  'close-out': 'close out',
};

/** The items of a batch that a user may see, in the sender's order, masked, each with what may be done with it now. */
export async function listItemRows(desk: Desk, user: User, batchId: string): Promise<BatchItemRow[]> {
  const { ledger } = desk;
  const items = listItems(ledger, user, batchId);
  const known = await townshipsOf(
    desk,
    items.flatMap(({ person_id }) => person_id ?? []),
  );
  const evidence = evidenceOf(ledger, batchId);
  return items.map((item) => ({
    ...item,
    known_township: item.person_id === null ? null : (known.get(item.person_id) ?? null),
    name: maskName(item.name),
    resident_id: item.resident_id === null ? null : maskResidentId(item.resident_id),
    status_title: ITEM_TITLES[item.status],
    evidence: maskText((evidence.get(item.item_number) ?? '').replaceAll(item.name, maskName(item.name))),
    moves: stepsNow(user, item).map(({ move, zh }) => ({ move, zh, en: ENGLISH[move] })),
    may_assign: refuseStep(user, item, 'assign') === null,
    may_open_case: item.case_id === null && refuseOpening(user, item) === null,
  }));
}

/** The townships of people, as the published build has them. */
async function townshipsOf(
  { reader, workspace }: Desk,
  people: readonly string[],
): Promise<Map<string, string | null>> {
  if (people.length === 0 || currentBuild(workspace.builds) === null) return new Map();
  const rows = await reader.use((build) =>
    build.rows<{ person_id: string; township: string | null }>(
      `select person_id, township from ${EVERYBODY} as person
       where person_id in (select unnest(string_split($people, ',')))`,
      { people: people.join(',') },
    ),
  );
  return new Map(rows.map(({ person_id, township }) => [person_id, township]));
}

/** What the last night's answer to each item rests on. */
function evidenceOf(ledger: Desk['ledger'], batchId: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const { type, payload } of readSubject(ledger, 'batch', batchId)) {
    if (type !== 'ItemAnswered') continue;
    const { item_number, evidence } = payload as { item_number: number; evidence: string };
    found.set(item_number, evidence);
  }
  return found;
}
