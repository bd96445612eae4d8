import type { CaseEvent } from '../../../../casework/case-events.ts';
import type { CaseState } from '../../../../casework/case-state.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import { maskName, maskText } from '../../../../core/mask.ts';
import { formatYuan } from '../../../../core/money.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';

type Words = { zh: string; en: string };

/** The journal of one case in the order it was written, names of people masked. */
export function listHistory(ledger: Ledger, state: CaseState, events: readonly CaseEvent[]) {
  const names = new Map(listUsers(ledger).map((user) => [user.user_id, user.display_name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const hide = (text: string) => maskText(text).replaceAll(state.person.name, maskName(state.person.name));
  return events.map((event) => {
    const told = tell(event, nameOf);
    return {
      seq: event.seq,
      at: event.at,
      who: event.actor === 'nightly' ? '' : nameOf(event.actor),
      type: event.type,
      told: told === null ? null : { zh: hide(told.zh), en: hide(told.en) },
    };
  });
}

/** What a record says beside its kind. */
function tell(event: CaseEvent, nameOf: (id: string) => string): Words | null {
  switch (event.type) {
    case 'FindingAttached':
    case 'FindingChanged':
    case 'FindingRestored':
      return same(event.payload.finding.title);
    case 'CaseReturned':
      return same(event.payload.because.join('、'));
    case 'CasePrioritised':
      return event.payload.is_priority ? { zh: '标记', en: 'marked' } : { zh: '取消', en: 'taken off' };
    case 'CaseAssigned':
      return same(nameOf(event.payload.assignee));
    case 'CasePutBack':
      return event.payload.reason === null ? null : same(event.payload.reason);
    case 'DebtorNamed':
      return same(maskName(event.payload.debtor.name));
    case 'CaseSubstantiated':
    case 'CaseCleared':
    case 'CaseLeftUnverifiable':
    case 'DocumentRejected':
    case 'NoticeVoided':
    case 'EntryReversed':
    case 'ReferralReturned':
    case 'BackPaymentReturned':
    case 'CaseReopened':
      return same(event.payload.reason);
    case 'AmountFixed':
      return yuan(event.payload.assessed_fen);
    case 'DocumentProposed':
      return yuan(event.payload.document.amount_fen);
    case 'StepApproved':
      return event.payload.is_final ? { zh: '全部签完', en: 'the last signature' } : null;
    case 'NoticeIssued':
      return same(event.payload.notice_number);
    case 'ServiceFailed':
      return joined(event.payload.attempt.on, event.payload.attempt.reason);
    case 'NoticeServed':
      return {
        zh: `${event.payload.on}，须于 ${event.payload.pay_by_on} 前退还`,
        en: `${event.payload.on}; to be repaid by ${event.payload.pay_by_on}`,
      };
    case 'ReceiptRecorded':
    case 'OffsetMade':
    case 'RefundPaid':
      return yuan(event.payload.entry.amount_fen);
    case 'BackPaymentMade':
      return yuan(event.payload.amount_fen);
    case 'InstalmentsAgreed':
      return { zh: `${event.payload.plan.length} 期`, en: `${event.payload.plan.length} instalments` };
    case 'CaseOverdue':
      return { zh: event.payload.because, en: inEnglish(event.payload.because) };
    case 'StatementTaken':
      return joined(event.payload.heard.on, event.payload.heard.speaker);
    case 'BackPaymentAcknowledged':
    case 'HearingOffered':
    case 'ReminderServed':
      return same(event.payload.on);
    case 'ReviewUpheld': {
      const { on, received_on } = event.payload;
      if (received_on === undefined) return same(on);
      return { zh: `${on}，${received_on} 送达`, en: `${on}, received on ${received_on}` };
    }
    case 'EnforcementApplied':
      return joined(event.payload.on, event.payload.court);
    case 'CaseReferred':
      return joined(event.payload.on, event.payload.office, event.payload.ground);
    case 'ReviewOpened': {
      const { on, kind } = event.payload;
      const { zh, en } = REVIEWS[kind];
      return { zh: `${on}，${zh}`, en: `${on}, ${en}` };
    }
    case 'NoteAdded':
      return same(event.payload.text);
    case 'FileAttached':
      return same(joinedFile(event.payload));
    case 'ChangesAcknowledged':
      return same(event.payload.note);
    default:
      return null;
  }
}

const joinedFile = ({ name, note }: { name: string; note: string | null }): string =>
  note === null ? name : `${name}：${note}`;

const same = (text: string): Words => ({ zh: text, en: text });

const joined = (...parts: string[]): Words => ({ zh: parts.join('，'), en: parts.join(', ') });

/** Why a case is overdue, as the journal has it, in the other language. */
const inEnglish = (because: string): string =>
  because.replace('缴款期限', 'due by').replace('分期', 'instalment due');

const REVIEWS = {
  reconsideration: { zh: '行政复议', en: 'administrative reconsideration' },
  litigation: { zh: '行政诉讼', en: 'administrative litigation' },
} as const;

const yuan = (fen: number): Words => ({ zh: `${formatYuan(fen)} 元`, en: `${formatYuan(fen)} yuan` });
