import { type CaseEntry, type CaseState, currentNotice } from '../../casework/case-state.ts';
import { formatYuan } from '../../core/money.ts';
import { dayText } from './dates-in-words.ts';
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

type Service = Pick<
  NoticeData,
  | 'served_on'
  | 'service_place'
  | 'service_method'
  | 'service_receiver'
  | 'service_reason'
  | 'service_witness'
  | 'post_number'
  | 'server_first'
  | 'server_second'
>;

/** The receipt of service: empty cells where it has still to be filled in by hand. */
export function serviceOf(state: CaseState): Service {
  const served = currentNotice(state)?.served ?? null;
  const record = served?.record ?? null;
  return {
    served_on: served === null ? '　　　年　　月　　日' : dayText(served.effective_on),
    service_place: record?.place ?? '',
    service_method: served === null ? '' : (METHODS[served.method] ?? served.method),
    service_receiver: served?.receiver ?? '',
    service_reason: record?.reason ?? '',
    service_witness: record?.witness ?? '',
    post_number: record?.post_number ?? '',
    server_first: record?.servers[0] ?? '',
    server_second: record?.servers[1] ?? '',
  };
}

/** What came in, what was set against it, and the day the last of it closed the debt. */
export function entriesOf(state: CaseState): Pick<NoticeData, 'entries' | 'offsets' | 'settled_on'> {
  const standing = state.entries.filter(({ is_reversed }) => !is_reversed);
  const incoming = standing.filter(({ kind }) => kind === 'receipt' || kind === 'offset');
  const isSettled = state.money.assessed_fen > 0 && state.money.outstanding_fen <= 0;
  const last = incoming
    .map(({ on }) => on)
    .sort()
    .at(-1);
  return {
    settled_on: dayText(isSettled ? (last ?? null) : null),
    entries: incoming.map((entry, index) => ({ ...told(entry, index), way: wayOf(entry) })),
    offsets: standing
      .filter(({ kind }) => kind === 'offset')
      .map((entry, index) => ({ ...told(entry, index), against: WAYS[entry.channel] ?? entry.channel })),
  };
}

function wayOf({ kind, channel }: CaseEntry): string {
  const way = WAYS[channel] ?? channel;
  return kind === 'offset' ? `抵扣（${way}）` : way;
}

function told({ on, amount_fen }: CaseEntry, index: number): { no: string; on: string; amount: string } {
  return { no: String(index + 1), on: dayText(on), amount: formatYuan(amount_fen) };
}
