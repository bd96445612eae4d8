import { linesOnce } from '../../core/claim.ts';
import type { Move } from '../../core/words/moves.ts';
import { type CaseState, currentNotice } from '../case-state.ts';
import { liveFindings } from '../main-finding.ts';
import { approvedVersion } from '../money.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { noticeKindOf } from './notice-kind.ts';

/** One notice about several cases of a person: which may share it, and what moves all of them at once. */

/** Moves of the paper itself: whoever serves it, fails to, or makes it void, does so for every case that it is about. */
const OF_THE_PAPER: ReadonlySet<Move> = new Set(['fail-to-serve', 'serve', 'void-notice']);

/** The other cases that a move takes along: those that are to share the notice, or those that share it. */
export function companionsOf(state: CaseState, move: Move, input: unknown): readonly string[] {
  if (move === 'notify') return [...new Set((input as { with: readonly string[] }).with)];
  const notice = OF_THE_PAPER.has(move) ? currentNotice(state) : null;
  return (notice?.joint ?? []).filter((caseId) => caseId !== state.case_id);
}

/** Whether a case still waits for what the paper brings: one that got another notice meanwhile, or is under review, does not. */
export function isWaiting(other: CaseState, lead: CaseState, move: Move): boolean {
  if (move === 'notify') return true;
  const isSame = currentNotice(other)?.notice_number === currentNotice(lead)?.notice_number;
  return isSame && (move === 'void-notice' || other.status === 'notified');
}

/** Why two cases cannot share one notice: one paper is about one person, written to one debtor, and asks for no fen twice. */
export function refuseShared(lead: CaseState, other: CaseState): CommandRefusal | null {
  const why = WHY.find(({ holds }) => holds(lead, other));
  return why === undefined
    ? null
    : refuse('notices-apart', { other: other.case_id, why: why.zh, why_en: why.en });
}

const WHY: readonly { zh: string; en: string; holds: (one: CaseState, other: CaseState) => boolean }[] = [
  {
    zh: '不是同一个待遇领取人',
    en: 'it is about another person',
    holds: (one, other) => one.person.person_id !== other.person.person_id,
  },
  {
    zh: '就是本案',
    en: 'it is this very case',
    holds: (one, other) => one.case_id === other.case_id,
  },
  {
    zh: '退款义务人不同（姓名、号码或者关系不一样）',
    en: 'the debtor is another (name, number or relation differ)',
    holds: ({ debtor }, { debtor: theirs }) =>
      debtor.name !== theirs.name ||
      debtor.resident_id !== theirs.resident_id ||
      debtor.relation !== theirs.relation,
  },
  {
    zh: '认定的性质不同，一案应发追缴通知书，一案应发退还告知书',
    en: 'by what was decided, one gets the recovery notice and the other the letter on returning',
    holds: (one, other) => noticeKindOf(one) !== noticeKindOf(other),
  },
  {
    zh: '两案核定的是同一笔款项，请先在一案中剔除',
    en: 'both claim one and the same payment; strike it out of one of them first',
    holds: (one, other) => {
      const theirs = new Set(claimedLines(other));
      return claimedLines(one).some((line) => theirs.has(line));
    },
  },
];

function claimedLines(state: CaseState): string[] {
  const struck = new Set(approvedVersion(state.amounts)?.struck.map(({ month }) => month));
  return linesOnce(liveFindings(state).filter(({ direction }) => direction === 'fund'))
    .filter(({ line_id, month }) => line_id !== '' && (month === null || !struck.has(month)))
    .map(({ line_id, month }) => `${line_id} ${month ?? ''}`);
}
