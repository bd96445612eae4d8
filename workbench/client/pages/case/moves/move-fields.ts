import { SERVICE_METHODS, SURPLUS } from '../../../../../core/words/case.ts';
import type { OtherMove } from '../../../../contract/case-work.ts';

/** What each move asks for; the casebook checks it again, and its refusals are shown as they come. */
export type FieldKind =
  | 'text'
  | 'long'
  | 'day'
  | 'yuan'
  | 'choice'
  | 'person'
  | 'entry'
  | 'servers'
  | 'strike'
  | 'instalments';

export interface MoveField {
  name: string;
  kind: FieldKind;
  isOptional?: boolean;
  /** Of a choice: its values; their words stand under `case.<name>-<value>` or `case.<words>-<value>`. */
  values?: readonly string[];
  words?: string;
  /** Filled in beforehand from the case. */
  proposes?: 'outstanding' | 'refund-due' | 'today';
  /** Of a day: it may lie ahead. What a move records has else happened. */
  isAhead?: boolean;
  /** Asked for only with these values of another field. */
  only?: { with: string; is: readonly string[] };
}

const ON: MoveField = { name: 'on', kind: 'day', proposes: 'today' };
const REASON: MoveField = { name: 'reason', kind: 'long' };
const NOTE: MoveField = { name: 'note', kind: 'text', isOptional: true };

const HANDED_OVER = SERVICE_METHODS.filter((method) => method !== 'public-notice');
const NOT_IN_PERSON = SERVICE_METHODS.filter((method) => method !== 'in-person');

export const MOVE_FIELDS: Readonly<Partial<Record<OtherMove, readonly MoveField[]>>> = {
  assign: [{ name: 'assignee', kind: 'person' }],
  'name-debtor': [
    { name: 'name', kind: 'text' },
    { name: 'relation', kind: 'text' },
    { name: 'resident_id', kind: 'text', isOptional: true },
    { name: 'address', kind: 'text', isOptional: true },
    { name: 'phone', kind: 'text', isOptional: true },
    { name: 'evidence', kind: 'text', isOptional: true },
  ],
  'fix-amount': [
    { name: 'struck', kind: 'strike' },
    { name: 'ground', kind: 'long' },
  ],
  hear: [ON],
  notify: [{ ...ON, isAhead: true }],
  'void-notice': [REASON],
  serve: [
    { name: 'method', kind: 'choice', values: SERVICE_METHODS },
    ON,
    { name: 'servers', kind: 'servers' },
    { name: 'witness', kind: 'text', only: { with: 'method', is: ['left-at-home'] } },
    { name: 'post_number', kind: 'text', only: { with: 'method', is: ['post'] } },
    { name: 'receiver', kind: 'text', isOptional: true, only: { with: 'method', is: HANDED_OVER } },
    { name: 'receiver_relation', kind: 'text', isOptional: true, only: { with: 'method', is: HANDED_OVER } },
    { name: 'place', kind: 'text', isOptional: true },
    { name: 'reason', kind: 'text', isOptional: true, only: { with: 'method', is: NOT_IN_PERSON } },
  ],
  receipt: [
    { name: 'amount_fen', kind: 'yuan', proposes: 'outstanding' },
    ON,
    { name: 'channel', kind: 'choice', values: ['bank', 'cash', 'other'] },
    { name: 'payer', kind: 'text', isOptional: true },
    { name: 'surplus', kind: 'choice', values: SURPLUS },
    NOTE,
  ],
  offset: [
    { name: 'amount_fen', kind: 'yuan', proposes: 'outstanding' },
    {
      name: 'against',
      kind: 'choice',
      values: ['later-benefits', 'account-balance', 'funeral-grant'],
      words: 'channel',
    },
    ON,
    { name: 'consent', kind: 'text', only: { with: 'against', is: ['funeral-grant'] } },
    NOTE,
  ],
  reverse: [{ name: 'entry_id', kind: 'entry' }, REASON],
  'plan-instalments': [{ name: 'plan', kind: 'instalments' }],
  overdue: [ON],
  remind: [ON],
  enforce: [ON, { name: 'court', kind: 'text' }],
  refer: [{ name: 'office', kind: 'text' }, REASON, ON],
  'take-back': [REASON],
  'open-review': [
    { name: 'kind', kind: 'choice', values: ['reconsideration', 'litigation'], words: 'review' },
    ON,
  ],
  uphold: [ON],
  'propose-write-off': [{ name: 'amount_fen', kind: 'yuan', proposes: 'outstanding' }, REASON],
  'propose-refund': [{ name: 'amount_fen', kind: 'yuan', proposes: 'refund-due' }, REASON],
  'propose-revocation': [REASON],
  reopen: [REASON],
  note: [{ name: 'text', kind: 'long' }],
  acknowledge: [{ name: 'note', kind: 'long' }],
  prioritise: [],
  unprioritise: [],
};
