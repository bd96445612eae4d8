import type { z } from 'zod';
import { businessDay } from '../../../../casework/business-day.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { noticeKindOf } from '../../../../casework/documents/notice-kind.ts';
import { type PlacedPaper, placePapers, publishedFor } from '../../../../casework/documents/place-papers.ts';
import { findCase } from '../../../../casework/reads/cases/list-cases.ts';
import type { User } from '../../../../casework/roles.ts';
import { statusOn } from '../../../../casework/states.ts';
import { daysBetween } from '../../../../core/dates.ts';
import { maskName } from '../../../../core/mask.ts';
import { SERVICE_METHODS } from '../../../../core/words/case.ts';
import { PAPER_STAGES, type PaperStage } from '../../../../core/words/documents.ts';
import { handedOver, loadKinds } from '../../../../reports/notices/kinds.ts';
import type { NoticeRow, notices } from '../../../contract/notices.ts';
import type { Desk } from '../../desk.ts';
import { deadlinesOf, nextDeadline } from './deadlines.ts';

type Query = z.output<(typeof notices)['list']['query']>;
type Answer = z.input<(typeof notices)['list']['answer']>;

/** Both letters of the recovery notice share one series, and one entry of the filter. */
const NOTICE = 'recovery-notice';
const LARGEST_PAGE = 200;
const WITHIN = { past: -1, week: 7, month: 30 } as const;

/** One page of one tab; the counts of all tabs go by the same filters. */
export function listPapers(desk: Desk, user: User, query: Query): Answer {
  const today = businessDay(desk.office.now());
  const all = placePapers(desk.ledger, user, today, handedOver());
  const matching = all.filter((placed) => matches(desk, placed, query, today));
  const counts = Object.fromEntries(PAPER_STAGES.map((stage) => [stage, 0])) as Record<PaperStage, number>;
  for (const { stage } of matching) counts[stage] += 1;
  const rows = matching.filter(({ stage }) => stage === query.stage).toSorted(inOrder);
  const size = Math.min(Math.max(1, query.size), LARGEST_PAGE);
  const from = (Math.max(1, query.page) - 1) * size;
  return {
    rows: rows.slice(from, from + size).map((placed) => queueRowAnswer(desk, placed, today)),
    total: rows.length,
    counts,
    kinds: kindsAmong(all),
    townships: [...new Set(all.flatMap(({ of }) => (of.township === null ? [] : [of.township])))].sort(
      (a, b) => a.localeCompare(b, 'zh-CN'),
    ),
    today,
  };
}

function matches(desk: Desk, placed: PlacedPaper, query: Query, today: string): boolean {
  const { kind = [], township = [], due } = query;
  if (kind.length > 0 && !kind.includes(kindOf(placed))) return false;
  if (township.length > 0 && !township.includes(placed.of.township ?? '')) return false;
  if (due === undefined) return true;
  const next = deadlineOf(desk, placed, today);
  if (next === null) return false;
  const days = daysBetween(today, next.due_on);
  return due === 'past' ? days < 0 : days >= 0 && days <= WITHIN[due];
}

function deadlineOf({ office }: Desk, { stage, of, is_current, paper, awaits }: PlacedPaper, today: string) {
  if (!is_current || awaits !== null || stage === 'void' || (paper !== null && paper.kind !== null))
    return null;
  return nextDeadline(deadlinesOf(office.clocks, of, today));
}

/** What falls due first comes first; then by number, the newest above. */
function inOrder(one: PlacedPaper, other: PlacedPaper): number {
  const due = (placed: PlacedPaper) => placed.of.milestones.pay_by_on ?? '9999';
  if (one.stage === 'served' && due(one) !== due(other)) return due(one) < due(other) ? -1 : 1;
  const issued = (placed: PlacedPaper) => placed.paper?.issued_on ?? '';
  if (issued(one) !== issued(other)) return issued(one) < issued(other) ? 1 : -1;
  return one.key.localeCompare(other.key, 'zh-CN', { numeric: true });
}

const kindOf = ({ paper, awaits }: PlacedPaper): string => awaits ?? paper?.kind ?? NOTICE;

function kindsAmong(all: readonly PlacedPaper[]): Answer['kinds'] {
  const present = new Set(all.map(kindOf));
  return loadKinds()
    .filter(({ kind }) => present.has(kind))
    .map(({ kind, title, english }) => ({ kind, title: { zh: title, en: english } }));
}

export function queueRowAnswer(desk: Desk, placed: PlacedPaper, today: string): NoticeRow {
  const { key, stage, of, paper, is_current, awaits } = placed;
  const state = paper?.kind == null ? loadCase(desk.ledger, of.case_id) : null;
  const kind = awaits ?? paper?.kind ?? paper?.letter ?? (state === null ? NOTICE : noticeKindOf(state));
  const back = backPayment(kind, desk, of.case_id);
  const title = loadKinds().find((one) => one.kind === kind);
  const together = paper === null ? [] : publishedFor(paper);
  const served = paper?.served ?? null;
  const version = state?.amounts.find((one) => one.version === paper?.version) ?? null;
  return {
    key,
    case_id: of.case_id,
    stage,
    kind,
    kind_title: { zh: title?.title ?? kind, en: title?.english ?? kind },
    document_number: paper?.document_number ?? null,
    receiver: receiverText(maskName(back?.payee.name ?? of.debtor_name), together.length),
    township: of.township,
    // an older notice tells the amount that it was issued for
    amount_fen:
      sumOfPublic(desk, together) ??
      back?.amount_fen ??
      version?.assessed_fen ??
      pendingAmount(state) ??
      of.assessed_fen,
    outstanding_fen: of.outstanding_fen,
    status_title: statusOn(of.status, of.milestones, today),
    method: SERVICE_METHODS.find((one) => one === served?.method) ?? null,
    issued_on: paper?.issued_on ?? null,
    served_on: served?.effective_on ?? null,
    deadline: deadlineOf(desk, placed, today),
    is_current,
    is_void: paper?.is_void ?? false,
  };
}

/** A public notice for many names the first and how many there are. */
function receiverText(first: string, many: number): string {
  return many > 1 ? `${first}等${many}案` : first;
}

/** What a public notice for many asks for in all. */
function sumOfPublic({ ledger }: Desk, together: readonly string[]): number | null {
  if (together.length === 0) return null;
  return together.reduce((sum, caseId) => sum + (findCase(ledger, caseId)?.assessed_fen ?? 0), 0);
}

/** Of a notice that money is paid to somebody: that money. */
function backPayment(kind: string, { ledger }: Desk, caseId: string) {
  if (kind !== 'back-payment-notice') return null;
  return loadCase(ledger, caseId)?.back_payments.at(-1) ?? null;
}

/** Of a draft: what it would claim, not what an earlier version in force does. */
function pendingAmount(state: ReturnType<typeof loadCase>): number | null {
  return (
    state?.documents.find(({ status, kind }) => status === 'pending' && kind === 'decision')?.amount_fen ??
    null
  );
}
