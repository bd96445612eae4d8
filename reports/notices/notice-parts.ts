import type { CaseEvent, ServiceRecord } from '../../casework/case-events.ts';
import { type CaseEntry, type CaseState, currentNotice, ownStatements } from '../../casework/case-state.ts';
import type { Addressee } from '../../casework/documents/addressee.ts';
import {
  type DocumentService,
  findStanding,
  type IssuedDocument,
} from '../../casework/documents/issued-document.ts';
import { issuedKind, NOTICE_TITLES } from '../../casework/documents/notice-kind.ts';
import { formatYuan, toCapitals } from '../../core/money.ts';
import type { ReminderPaper, Review } from './conditions.ts';
import { dayText, NOT_YET } from './dates-in-words.ts';
import { type Letterhead, titleFor } from './letterhead.ts';
import type { NoticeData } from './tags.ts';

const METHODS: Readonly<Record<string, string>> = {
  'in-person': '直接送达',
  'left-at-home': '留置送达',
  post: '邮寄送达',
  'by-proxy': '委托送达',
  electronic: '电子送达',
  'public-notice': '公告送达',
};

const WAYS: Readonly<Record<string, string>> = {
  bank: '银行转账',
  cash: '现金',
  other: '其他',
  'later-benefits': '以后应发待遇',
  'account-balance': '个人账户余额',
  'funeral-grant': '丧葬补助金',
};

/** The paper that a receipt of service is about. */
export interface ServedPaper {
  kind: string;
  title: string;
  number: string;
  served: DocumentService | null;
  /** Its reader; where nothing is said, whoever owes. */
  addressee?: Addressee | null;
}

/** The present notice of a case, which a receipt is about where nothing else is said. */
export function noticeAsServed(state: CaseState): ServedPaper {
  const notice = currentNotice(state);
  const served = notice?.served ?? null;
  return {
    ...letterOf(state),
    number: notice?.notice_number ?? '',
    served: served === null ? null : { ...served, record: served.record ?? NO_RECORD },
  };
}

const NO_RECORD: ServiceRecord = { servers: [], place: null, reason: null, witness: null, post_number: null };

/** Which letter the case's notice is, and what it is called; where there is none yet, the letter that its decision leads to. */
export function letterOf(state: CaseState): { kind: string; title: string } {
  const kind = issuedKind(currentNotice(state) ?? {}, state);
  return { kind, title: NOTICE_TITLES[kind].zh };
}

type Service = Pick<
  NoticeData,
  | 'served_on'
  | 'served_title'
  | 'served_number'
  | 'service_place'
  | 'service_method'
  | 'service_receiver'
  | 'service_reason'
  | 'service_witness'
  | 'post_number'
  | 'server_first'
  | 'server_second'
>;

/** The receipt of service: empty cells where it has still to be filled in by hand, and nothing that nobody recorded. */
export function serviceOf(
  { kind, title, number, served }: ServedPaper,
  letterhead: Pick<Letterhead, 'titles'>,
): Service {
  const record = served?.record ?? NO_RECORD;
  const relation = record.receiver_relation ?? null;
  const receiver = served?.receiver ?? '';
  return {
    served_title: titleFor(letterhead, { kind, title }),
    served_number: number,
    served_on: served === null ? '　　　年　　月　　日' : dayText(served.effective_on),
    service_place: record.place ?? '',
    service_method: served === null ? '' : (METHODS[served.method] ?? served.method),
    service_receiver: relation === null || receiver === '' ? receiver : `${receiver}（${relation}）`,
    service_reason: reasonOf(served?.method, record.reason),
    service_witness: record.witness ?? '',
    post_number: record.post_number ?? '',
    server_first: record.servers[0] ?? '',
    server_second: record.servers[1] ?? '',
  };
}

/** A public notice stands for the reason: it hangs because other ways failed. */
function reasonOf(method: string | undefined, reason: string | null): string {
  return method === 'public-notice' && reason !== null ? `其他方式无法送达，以${reason}公告` : (reason ?? '');
}

/** What came in, what was set against it, what went back, and the day the last of it closed the debt. */
export function entriesOf(state: CaseState): Pick<NoticeData, 'entries' | 'offsets' | 'settled_on'> {
  const standing = state.entries.filter(({ is_reversed }) => !is_reversed);
  const moved = standing.filter(({ kind }) => kind !== 'write-off');
  const isSettled = state.money.assessed_fen > 0 && state.money.outstanding_fen <= 0;
  return {
    settled_on: dayText(isSettled ? settledOn(state) : null),
    entries: moved.map((entry, index) => ({ ...told(entry, index), way: wayOf(entry) })),
    offsets: standing
      .filter(({ kind }) => kind === 'offset')
      .map((entry, index) => ({ ...told(entry, index), against: WAYS[entry.channel] ?? entry.channel })),
  };
}

type EntryTags = Pick<NoticeData, Extract<keyof NoticeData, `entry_${string}`>>;

/** The one entry that a paper is about, with the hands through which it went. */
export function entryTags(entry: CaseEntry | null, calls: (userId: string) => string): EntryTags {
  const confirmed = entry?.confirmed_by ?? null;
  return {
    entry_no: entry?.entry_id ?? NOT_YET,
    entry_on: dayText(entry?.on ?? null),
    entry_amount: formatYuan(entry?.amount_fen ?? 0),
    entry_amount_capitals: toCapitals(entry?.amount_fen ?? 0),
    entry_way: entry === null ? NOT_YET : wayOf(entry),
    entry_payer: entry?.payer ?? '',
    entry_recorded_by: entry === null ? '' : calls(entry.recorded_by),
    entry_confirmed_by: confirmed === null ? '' : calls(confirmed),
  };
}

/** The day from which nothing was outstanding any more: money that came in later settled nothing. */
function settledOn({ entries, money }: CaseState): string | null {
  const standing = entries
    .filter(({ is_reversed, kind }) => !is_reversed && kind !== 'refund')
    .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.seq - other.seq));
  let open = money.assessed_fen;
  for (const { amount_fen, on } of standing) {
    open -= amount_fen;
    if (open <= 0) return on;
  }
  return standing.at(-1)?.on ?? null;
}

function wayOf({ kind, channel }: CaseEntry): string {
  const way = WAYS[channel] ?? channel;
  if (kind === 'refund') return '退还多收款';
  return kind === 'offset' ? `抵扣（${way}）` : way;
}

function told(
  { kind, on, amount_fen }: CaseEntry,
  index: number,
): { no: string; on: string; amount: string } {
  const amount = formatYuan(kind === 'refund' ? -amount_fen : amount_fen);
  return { no: String(index + 1), on: dayText(on), amount };
}

/** What was said before the decision, and what the office made of it. */
export function statementText(state: CaseState): string {
  return ownStatements(state)
    .map(
      ({ on, speaker, said, ending, response }) =>
        `${speaker}于${dayText(on)}陈述和申辩：${ended(said)}${ending === 'done' ? '陈述人表示不再补充。' : ''}${response === null ? '' : `我单位复核认为：${ended(response)}`}`,
    )
    .join('');
}

/** What somebody typed, as a sentence of a paper. */
export const ended = (text: string): string => (/[。！？]$/.test(text) ? text : `${text}。`);

const REVIEW_WORDS = { reconsideration: '行政复议', litigation: '行政诉讼' } as const;

/** Every review and suit of a case, with the day it was upheld where it was. */
export function reviewsOf(events: readonly CaseEvent[]): Review[] {
  const reviews: Review[] = [];
  for (const event of events) {
    if (event.type === 'ReviewOpened')
      reviews.push({
        kind: event.payload.kind,
        opened_on: event.payload.on,
        upheld_on: null,
        received_on: null,
      });
    const last = reviews.at(-1);
    if (event.type === 'ReviewUpheld' && last !== undefined) {
      last.upheld_on = event.payload.on;
      last.received_on = event.payload.received_on ?? null;
    }
  }
  return reviews;
}

/** What is said of them in a sentence. */
export function reviewText(reviews: readonly Review[]): string {
  return reviews
    .map(
      ({ kind, opened_on, upheld_on, received_on }) =>
        `${dayText(opened_on)}进入${REVIEW_WORDS[kind]}${upheld_on === null ? '' : `，${dayText(upheld_on)}维持原决定`}${received_on === null ? '' : `，${dayText(received_on)}送达`}`,
    )
    .join('；');
}

/** The written reminder of the notice in force: one of an earlier notice reminded of another decision. */
export function reminderOf(documents: readonly IssuedDocument[], state: CaseState): ReminderPaper | null {
  const paper = findStanding(documents, 'reminder');
  if (paper === null || paper.seq < (currentNotice(state)?.seq ?? 0)) return null;
  const { document_number, on, served } = paper;
  return { document_number, on, served_on: served?.effective_on ?? null };
}
