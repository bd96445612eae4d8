import { businessDay } from '../../../../casework/business-day.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { DEBTORS_OWN } from '../../../../casework/clocks/due.ts';
import { type CaseFilter, type CaseSummary, listCases } from '../../../../casework/reads/cases/list-cases.ts';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import { countUnanswered } from '../../../../casework/reads/waiting/batches.ts';
import { type DueItem, listDue } from '../../../../casework/reads/waiting/list-due.ts';
import type { User } from '../../../../casework/roles.ts';
import { maskName, maskText } from '../../../../core/mask.ts';
import { FLAG_CODES } from '../../../../core/words/case.ts';
import { addCalendarDays } from '../../../../core/working-days.ts';
import type { Task } from '../../../contract/tasks.ts';
import type { Desk } from '../../desk.ts';
import { may } from '../../security/rights-table.ts';
import { listWaiting } from '../approvals/list-waiting.ts';

/** Days ahead of a term from which it is told. */
const DUE_WITHIN_DAYS = 14;
/** Of one kind; more than these nobody works through in a day, and the lists have them all. */
const MOST = 50;

/** What waits in somebody's own cases: sent back, changed, due, to be notified and served, in hand. */
export function ownCases(desk: Desk, user: User, due: readonly DueItem[]): Task[] {
  if (!may(desk, user, 'queue.take-next')) return [];
  const mine = (filter: CaseFilter) =>
    listCases(desk.ledger, user, { assignee: user.user_id, ...filter }, { limit: MOST });
  const attention = mine({ needs_attention: true });
  const isBack = ({ flags }: CaseSummary) => flags.includes('sent-back');
  return [
    ...attention.filter(isBack).map((one) => sentBack(desk, one)),
    ...ownTerms(due, user),
    ...attention.flatMap((one): Task[] => {
      const flags = FLAG_CODES.filter((code) => code !== 'sent-back' && one.flags.includes(code));
      return flags.length === 0 ? [] : [{ kind: 'changed', ...named(one), flags }];
    }),
    ...mine({ status: ['approved'] }).map(
      (one): Task => ({ kind: 'to-notify', ...named(one), amount_fen: one.assessed_fen }),
    ),
    ...mine({ status: ['notified'] }).map(
      (one): Task => ({ kind: 'to-serve', ...named(one), amount_fen: one.assessed_fen }),
    ),
    ...mine({ status: ['investigating'] }).map(
      (one): Task => ({ kind: 'in-hand', ...named(one), claimed_fen: one.claimed_fen }),
    ),
  ];
}

/** Documents that somebody may sign, the longest waiting first. */
export function signatures(desk: Desk, user: User): Task[] {
  return listWaiting(desk, user).map(
    ({ case_id, document_id, kind: paper, party: name, amount_fen, waiting_days: days }): Task => ({
      ...{ kind: 'signature', case_id, document_id, paper, name, amount_fen, days },
    }),
  );
}

/** Batches whose answer is due, for those who see the whole office. */
export function batchesDue(desk: Desk, user: User, due: readonly DueItem[]): Task[] {
  if (!may(desk, user, 'batches.open-case')) return [];
  return due
    .filter(({ clock }) => clock === 'batch-reply')
    .map(({ subject_id: batch_id, name: title, due_on }) => ({
      ...{ kind: 'batch', batch_id, title, due_on, count: countUnanswered(desk.ledger, batch_id) },
    }));
}

/** The terms in somebody's own cases that end soon or have ended, and of batches, for those whose tasks they are. */
export function termTasks(desk: Desk, user: User): DueItem[] {
  if (!may(desk, user, 'case.decide')) return [];
  const { ledger, office } = desk;
  const today = businessDay(office.now());
  const until = addCalendarDays(today, DUE_WITHIN_DAYS).on;
  return listDue(ledger, office.clocks, user, today, until, user.user_id);
}

const named = ({ case_id, name }: CaseSummary) => ({ case_id, name: maskName(name) });

function sentBack({ ledger }: Desk, one: CaseSummary): Task {
  const back = loadCase(ledger, one.case_id)?.documents.findLast((document) => document.sent_back !== null);
  const { by = '', at = '', reason = '' } = back?.sent_back ?? {};
  return {
    ...{ kind: 'sent-back', ...named(one) },
    by: nameOfUser(ledger, by),
    on: at === '' ? one.opened_on : businessDay(at),
    said: maskText(reason),
  };
}

function ownTerms(due: readonly DueItem[], user: User): Task[] {
  return due.flatMap(({ clock, subject_id, name, assignee, due_on, zh, en, amount_fen }): Task[] =>
    clock === 'batch-reply' || DEBTORS_OWN.has(clock) || assignee !== user.user_id
      ? []
      : [
          {
            ...{ kind: 'due', case_id: subject_id, name: maskName(name), due_on, amount_fen },
            term: { zh, en },
          },
        ],
  );
}
