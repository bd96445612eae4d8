import { countCases } from '../../../../casework/reads/cases/list-cases.ts';
import { totalQueue } from '../../../../casework/reads/queue/list-queue.ts';
import { countOpenBatches } from '../../../../casework/reads/waiting/batches.ts';
import type { User } from '../../../../casework/roles.ts';
import { countProposals } from '../../../../casework/users/count-proposals.ts';
import { receivedFiles } from '../../../../explanation/received-files.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import { WANTING_FATES } from '../../../contract/files.ts';
import type { Desk } from '../../desk.ts';
import { countApprovals } from '../approvals/list-waiting.ts';
import { openSheets } from '../columns/list-columns.ts';
import { inboxFiles } from '../sources/inbox.ts';
import { countTasks } from '../tasks/list-tasks.ts';
import { openWords } from '../words/list-words.ts';

type Count = (desk: Desk, user: User) => number | Promise<number>;

/** What waits on a page; pages without an entry show no number. */
const COUNTS: Readonly<Record<string, Count>> = {
  tasks: countTasks,
  batches: ({ ledger }) => countOpenBatches(ledger),
  queue: ({ ledger }, user) => countCases(ledger, user, { status: ['new'] }),
  // files that the next run will receive
  sources: (desk) => inboxFiles(desk).length,
  files: countWanting,
  users: ({ ledger, office }, user) => countProposals(ledger, office, user.user_id),
  words: countWords,
  // the page and its tab count the same
  mine: ({ ledger }, user) => totalQueue(ledger, user, { view: 'mine' }).cases,
  approvals: countApprovals,
  // approved but not issued, issued but not served
  notices: ({ ledger }, user) => countCases(ledger, user, { status: ['approved', 'notified'] }),
};

export async function countWaiting(
  desk: Desk,
  user: User,
  pages: readonly string[],
): Promise<Record<string, number>> {
  const counted = await Promise.all(
    pages.map(async (page) => [page, (await COUNTS[page]?.(desk, user)) ?? 0] as const),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

/** Words and lists that nobody has explained yet; before the first night there are none. */
async function countWords(desk: Desk): Promise<number> {
  if (currentBuild(desk.workspace.builds) === null) return 0;
  const words = await desk.reader.use(async (build) => (await openWords(desk, build)).length);
  const sheets = openSheets(desk).filter((sheet) => sheet.is_waiting && !sheet.is_taught).length;
  return words + sheets;
}

async function countWanting(desk: Desk): Promise<number> {
  if (currentBuild(desk.workspace.builds) === null) return 0;
  const files = await desk.reader.use(receivedFiles);
  return files.filter(({ fate }) => WANTING_FATES.has(fate)).length;
}
