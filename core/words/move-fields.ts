import { BACK_PAYMENT_CHANNELS, REFUND_CHANNELS, REVIEW_KINDS, STATEMENT_ENDINGS, SURPLUS } from './case.ts';
import type { MoveField } from './move-field.ts';
import type { Move } from './moves.ts';
import { FAILED_SERVICE_FIELDS, SERVICE_FIELDS } from './service-fields.ts';
import { ON, REASON } from './shared-fields.ts';

export type { FieldKind, MoveField, Option } from './move-field.ts';

const NOTE = { name: 'note', kind: 'text', isOptional: true } as const;
const AMOUNT = {
  name: 'amount_fen',
  kind: 'yuan',
  options: [
    ['--amount <yuan>', 'amount in yuan, such as 654.00'],
    ['--amount-fen <fen>', 'the same in fen'],
  ],
} as const;
const OUTSTANDING = { ...AMOUNT, proposes: 'outstanding' } as const;
const DOCUMENT = {
  name: 'document_id',
  kind: 'key',
  isOptional: true,
  options: [['--document <id>', 'the document']],
} as const;
const ENTRY = { name: 'entry_id', kind: 'entry', options: [['--entry <id>', 'the entry']] } as const;

const REFERENCE = {
  name: 'reference',
  kind: 'text',
  isOptional: true,
  options: [['--reference <text>', 'voucher or batch by which it can be found']],
} as const;

const channelOf = <Channel extends string>(values: readonly Channel[]) =>
  ({
    name: 'channel',
    kind: 'choice',
    values,
    isAssumed: true,
    options: [['--channel <channel>', values.join(', ')]],
  }) as const;

const OFFSET_AGAINST = ['later-benefits', 'account-balance', 'funeral-grant'] as const;

/**
 * What each move asks for. The casebook's shapes, the dialogs of the case page and the options of the command line are
 * made of it. How a case is decided stands in `casework/decide.ts`: that is more than one move.
 */
export const MOVE_FIELDS = {
  assign: [{ name: 'assignee', kind: 'person', options: [['--to <user>', 'the investigator']] }],
  take: [],
  'put-back': [{ ...REASON, isOptional: true }],
  prioritise: [],
  unprioritise: [],
  'name-debtor': [
    { name: 'name', kind: 'text', options: [['--name <name>', 'name of the debtor']] },
    { name: 'relation', kind: 'text', options: [['--relation <text>', 'relation to the beneficiary']] },
    {
      name: 'resident_id',
      kind: 'text',
      isOptional: true,
      options: [['--resident-id <number>', 'resident number; of an office its social credit code']],
    },
    { name: 'address', kind: 'text', isOptional: true, options: [['--address <text>', 'address']] },
    { name: 'phone', kind: 'text', isOptional: true, options: [['--phone <text>', 'telephone']] },
    {
      name: 'evidence',
      kind: 'text',
      isOptional: true,
      options: [['--evidence <text>', 'what shows who drew the money']],
    },
    {
      name: 'is_office',
      kind: 'flag',
      isTypedOnly: true,
      options: [
        [
          '--office',
          'the debtor is an office or a company (one whose social credit code is given is taken for one)',
        ],
      ],
    },
    {
      name: 'sources',
      kind: 'sources',
      isTypedOnly: true,
      options: [
        ['--name-from <text>', 'where the name comes from, such as 户籍同户'],
        ['--number-from <text>', 'where the number comes from, such as 户籍'],
        ['--address-from <text>', 'where the address comes from'],
        ['--phone-from <text>', 'where the telephone comes from'],
      ],
    },
  ],
  'fix-amount': [
    { name: 'struck', kind: 'strike' },
    { ...AMOUNT, name: 'total_fen', isAssumed: true, isTypedOnly: true },
    {
      name: 'adjustments',
      kind: 'adjustments',
      isTypedOnly: true,
      options: [['--adjust <yuan:reason>', 'a hearing adjustment, such as -20.00:重复计算']],
    },
    { name: 'ground', kind: 'long', isAssumed: true, options: REASON.options },
  ],
  approve: [DOCUMENT],
  reject: [DOCUMENT, REASON],
  hear: [ON],
  'take-statement': [
    { name: 'said', kind: 'long', options: [['--said <text>', 'what was said']] },
    ON,
    {
      name: 'speaker',
      kind: 'text',
      isOptional: true,
      options: [['--speaker <name>', 'who speaks (default: the debtor, unless that is somebody dead)']],
    },
    {
      name: 'takers',
      kind: 'takers',
      options: [['--takers <names>', 'the two who write it down, with a comma between']],
    },
    { name: 'place', kind: 'text', isOptional: true, options: [['--place <text>', 'where']] },
    {
      name: 'response',
      kind: 'text',
      isOptional: true,
      options: [['--response <text>', 'what the office found on looking into it']],
    },
    {
      name: 'ending',
      kind: 'choice',
      values: STATEMENT_ENDINGS,
      isAssumed: true,
      options: [['--done', 'the speaker says that nothing more will follow']],
    },
  ],
  notify: [{ ...ON, isAhead: true }],
  'void-notice': [REASON],
  'fail-to-serve': FAILED_SERVICE_FIELDS,
  serve: [
    ...SERVICE_FIELDS,
    {
      name: 'pay_by_on',
      kind: 'day',
      isTypedOnly: true,
      options: [['--pay-by <date>', 'the day the notice names']],
    },
  ],
  receipt: [
    OUTSTANDING,
    ON,
    {
      name: 'channel',
      kind: 'choice',
      values: ['bank', 'cash', 'other'],
      isAssumed: true,
      options: [['--channel <channel>', 'bank, cash or other']],
    },
    { name: 'payer', kind: 'text', isOptional: true, options: [['--payer <name>', 'who paid']] },
    {
      name: 'bank_line_id',
      kind: 'key',
      isOptional: true,
      isTypedOnly: true,
      options: [['--line <id>', 'the statement line']],
    },
    {
      name: 'surplus',
      kind: 'choice',
      values: SURPLUS,
      isAssumed: true,
      options: [['--surplus', 'it is more than is outstanding, and what is too much is due back']],
    },
    NOTE,
  ],
  'confirm-receipt': [ENTRY],
  offset: [
    OUTSTANDING,
    {
      name: 'against',
      kind: 'choice',
      values: OFFSET_AGAINST,
      words: 'channel',
      options: [['--against <what>', 'later-benefits, account-balance or funeral-grant']],
    },
    ON,
    {
      name: 'consent',
      kind: 'text',
      only: { with: 'against', is: ['funeral-grant'] },
      options: [['--consent <document>', 'the signed consent, for the funeral grant']],
    },
    NOTE,
  ],
  reverse: [ENTRY, REASON, { ...ON, isTypedOnly: true }],
  'plan-instalments': [
    {
      name: 'plan',
      kind: 'instalments',
      options: [['--plan <plan>', 'due days and yuan, such as 2022-11-10:100.00,2022-12-10:100.00']],
    },
    { ...ON, name: 'agreed_on', isTypedOnly: true },
  ],
  overdue: [ON],
  remind: [ON],
  enforce: [ON, { name: 'court', kind: 'text', options: [['--court <name>', 'the court']] }],
  refer: [{ name: 'office', kind: 'text', options: [['--office <name>', 'to whom']] }, REASON, ON],
  'take-back': [REASON],
  'open-review': [
    {
      name: 'kind',
      kind: 'choice',
      values: REVIEW_KINDS,
      words: 'review',
      options: [['--kind <kind>', 'reconsideration or litigation']],
    },
    ON,
  ],
  uphold: [
    ON,
    {
      name: 'received_on',
      kind: 'day',
      isNeeded: true,
      options: [['--received <date>', 'the day the decision of the review reached the debtor']],
    },
  ],
  'propose-write-off': [{ ...OUTSTANDING, isAssumed: true }, REASON],
  'propose-refund': [{ ...AMOUNT, isAssumed: true, proposes: 'refund-due' }, REASON],
  'propose-revocation': [REASON],
  'propose-back-payment': [
    { ...AMOUNT, isAssumed: true, proposes: 'owed-to-person' },
    REASON,
    {
      name: 'payee',
      kind: 'text',
      isOptional: true,
      options: [['--payee <name>', 'who gets it (default: the person)']],
    },
    {
      name: 'payee_relation',
      kind: 'text',
      isOptional: true,
      options: [['--payee-relation <text>', 'what they are to the person']],
    },
    { name: 'payee_id', kind: 'text', isOptional: true, options: [['--payee-id <number>', 'their number']] },
    {
      name: 'payee_account',
      kind: 'text',
      isOptional: true,
      options: [['--payee-account <number>', 'the account that it goes to']],
    },
  ],
  'pay-back': [ON, channelOf(BACK_PAYMENT_CHANNELS), REFERENCE],
  'pay-refund': [ON, channelOf(REFUND_CHANNELS), REFERENCE],
  'return-back-payment': [ON, REASON],
  'acknowledge-back-payment': [
    ON,
    { name: 'receiver', kind: 'text', isOptional: true, options: [['--receiver <name>', 'who has it']] },
    { name: 'evidence', kind: 'text', options: [['--evidence <text>', 'what shows that it arrived']] },
  ],
  reopen: [REASON],
  note: [{ name: 'text', kind: 'long', options: [['--text <text>', 'the note']] }],
  acknowledge: [{ name: 'note', kind: 'long', options: [['--text <text>', 'a note']] }],
} as const satisfies Readonly<
  Record<Exclude<Move, 'substantiate' | 'clear' | 'leave-unverifiable'>, readonly MoveField[]>
>;

/** The moves that are made one at a time, and not by a decision. */
export type SingleMove = keyof typeof MOVE_FIELDS;

export function fieldsOf(move: SingleMove): readonly MoveField[] {
  return MOVE_FIELDS[move];
}
