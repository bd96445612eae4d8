import { countCases } from '../../../../casework/reads/cases/list-cases.ts';
import { listMoneyGoingOut } from '../../../../casework/reads/money/money-going-out.ts';
import { listStatementLines } from '../../../../casework/reads/money/statement-lines.ts';
import { listUnconfirmedReceipts } from '../../../../casework/reads/money/unconfirmed-receipts.ts';
import type { User } from '../../../../casework/roles.ts';
import { maskName, maskText } from '../../../../core/mask.ts';
import { receivedFiles } from '../../../../explanation/received-files.ts';
import { rulesOf } from '../../../../explanation/rule-catalogue.ts';
import { readNightSummary } from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { Task } from '../../../contract/tasks.ts';
import type { Desk } from '../../desk.ts';
import { may } from '../../security/rights-table.ts';
import { openWords, wordId } from '../words/list-words.ts';

/** What of the last night only a person can answer: a rule that was held, files that were not read, words, overlaps. */
export async function nightTasks(desk: Desk, user: User): Promise<Task[]> {
  const run = currentBuild(desk.workspace.builds);
  if (run === null || !may(desk, user, 'words.teach')) return [];
  const [rules, files, open] = await desk.reader.use(async (build) => [
    await rulesOf(build),
    await receivedFiles(build),
    await openWords(desk, build),
  ]);
  const night = may(desk, user, 'nights.release') ? readNightSummary(desk.workspace.reports, run) : null;
  const held = (night?.held ?? []).map(
    ({ rule_id, title, fresh }): Task => ({
      kind: 'held-rule',
      title: { zh: title, en: rules.get(rule_id)?.english ?? title },
      count: fresh,
    }),
  );
  const unread = files.flatMap(({ hash, name, fate }): Task[] =>
    fate === 'refused' || fate === 'asked' ? [{ kind: 'file', hash, name, fate }] : [],
  );
  const words = open
    // a column that states an amount is its sender's to put right
    .filter(({ meanings }) => meanings.length > 0)
    .map(
      (word): Task => ({
        ...{ kind: 'word', word_id: wordId(word), column: { zh: word.column, en: word.column_en } },
        ...{ word: maskText(word.word), count: word.rows },
      }),
    );
  return [...held, ...unread, ...words];
}

/** Signed money that waits to go out; who asked for it does not pay it. */
function toPay({ ledger }: Desk, user: User): Task[] {
  return listMoneyGoingOut(ledger, user)
    .filter(({ makers }) => !makers.includes(user.user_id))
    .map(
      ({ case_id, kind: paper, name, amount_fen, signed_on }): Task => ({
        ...{ kind: 'to-pay', case_id, paper, name: maskName(name), amount_fen, signed_on },
      }),
    );
}

/** Cases that nobody has, money that waits to go out or for its case, and receipts that a second person has yet to look at. */
export function officeTasks(desk: Desk, user: User): Task[] {
  const { ledger } = desk;
  const told: Task[] = [];
  if (may(desk, user, 'queue.assignees')) {
    const free = countCases(ledger, user, { status: ['new'] });
    if (free > 0) told.push({ kind: 'unassigned', count: free });
  }
  if (may(desk, user, 'recovery.enter')) {
    told.push(...toPay(desk, user));
    const lines = listStatementLines(ledger, 'open');
    const amount_fen = lines.reduce((sum, line) => sum + line.amount_fen, 0);
    if (lines.length > 0) told.push({ kind: 'bank-lines', count: lines.length, amount_fen });
  }
  if (may(desk, user, 'recovery.confirm')) {
    const others = listUnconfirmedReceipts(ledger, { viewer: user }).receipts.filter(
      ({ recorded_by }) => recorded_by !== user.user_id,
    );
    const amount_fen = others.reduce((sum, receipt) => sum + receipt.amount_fen, 0);
    if (others.length > 0) told.push({ kind: 'to-confirm', count: others.length, amount_fen });
  }
  return told;
}
