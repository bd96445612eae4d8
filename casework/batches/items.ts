import type { ItemAnswer, ItemMove, ItemOutcome, ItemStatus } from '../../core/words/items.ts';
import { INVESTIGATORS, type Role } from '../roles.ts';

interface ItemTransition {
  move: ItemMove;
  zh: string;
  from: readonly ItemStatus[];
  to: ItemStatus;
  roles: readonly Role[];
}

export const ITEM_TRANSITIONS = [
  {
    move: 'assign',
    zh: '分派',
    from: ['received', 'assigned', 'investigating'],
    to: 'assigned',
    roles: ['supervisor'],
  },
  {
    move: 'start',
    zh: '开始核查',
    from: ['assigned'],
    to: 'investigating',
    roles: INVESTIGATORS,
  },
  {
    move: 'want-evidence',
    zh: '要求补证',
    from: ['investigating'],
    to: 'evidence_wanted',
    roles: ['investigator'],
  },
  {
    move: 'resume',
    zh: '补证完毕',
    from: ['evidence_wanted'],
    to: 'investigating',
    roles: INVESTIGATORS,
  },
  {
    move: 'verify',
    zh: '核实',
    from: ['assigned', 'investigating'],
    to: 'verified',
    roles: ['investigator'],
  },
  { move: 'review', zh: '审核', from: ['verified'], to: 'reviewed', roles: ['supervisor', 'approver'] },
  {
    move: 'send-back',
    zh: '退回重核',
    from: ['verified', 'reviewed', 'fed_back'],
    to: 'investigating',
    roles: ['supervisor'],
  },
  { move: 'feed-back', zh: '反馈', from: ['reviewed'], to: 'fed_back', roles: ['supervisor'] },
  {
    move: 'rectify',
    zh: '整改',
    from: ['fed_back'],
    to: 'rectifying',
    roles: ['supervisor', 'investigator'],
  },
  {
    move: 'close-out',
    zh: '销号',
    from: ['fed_back', 'rectifying'],
    to: 'closed_out',
    roles: ['supervisor'],
  },
] as const satisfies readonly ItemTransition[];

export function itemTransition(move: ItemMove): ItemTransition {
  const transition: ItemTransition | undefined = ITEM_TRANSITIONS.find((one) => one.move === move);
  if (transition === undefined) throw new Error(`no such move of an item: ${move}`);
  return transition;
}

const VERIFIED: ReadonlySet<ItemStatus> = new Set([
  'verified',
  'reviewed',
  'fed_back',
  'rectifying',
  'closed_out',
]);

export function isVerified(status: ItemStatus): boolean {
  return VERIFIED.has(status);
}

export interface BatchItem {
  batch_id: string;
  item_number: number;
  /** The row of the sender's file, so that the answer goes back in the sender's order. */
  row: number;
  name: string;
  resident_id: string | null;
  person_id: string | null;
  township: string | null;
  claimed_fen: number | null;
  status: ItemStatus;
  answer: ItemAnswer | null;
  outcome: ItemOutcome | null;
  assignee: string | null;
  case_id: string | null;
  reason: string | null;
}

export interface Batch {
  batch_id: string;
  title: string;
  sender: string;
  received_on: string;
  reply_due_on: string | null;
  file: string;
  file_hash: string;
  received_seq: number;
}

export interface ReceivedBatch extends Omit<Batch, 'received_seq'> {
  items: readonly Pick<
    BatchItem,
    'item_number' | 'row' | 'name' | 'resident_id' | 'township' | 'claimed_fen'
  >[];
}

/** What the data say about one item, and on what evidence. */
export interface AnsweredItem {
  item_number: number;
  /** Null where what was answered is taken back: the rule that bore it out is held. */
  answer: ItemAnswer | null;
  person_id: string | null;
  /** The case of the same person and episode, where the night opened or found one. */
  case_id: string | null;
  evidence: string;
}

export interface ItemMoved {
  item_number: number;
  move: ItemMove;
  assignee: string | null;
  outcome: ItemOutcome | null;
  reason: string | null;
}

/** What somebody found out for the sender's own columns, by field; '' takes back what was filled in. */
export interface ItemFilled {
  item_number: number;
  values: Readonly<Record<string, string>>;
}
