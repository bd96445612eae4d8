import { Refusal } from '../../core/errors.ts';
import { parseFen } from '../../core/money.ts';
import type { Move } from '../../core/words/moves.ts';

/** What a person typed after a verb, by the name of the option. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** One verb of `hedui case` beside the decisions: which move it makes and how what was typed becomes its input. */
export interface CaseAction {
  verb: string;
  describes: string;
  /** Option flags with their descriptions, as the command line shows them. */
  options: readonly (readonly [flags: string, description: string])[];
  move: Move;
  input: (typed: Typed) => Record<string, unknown>;
}

export const ON = ['--on <date>', 'the day it happened, YYYY-MM-DD (default: today)'] as const;
export const REASON = ['--reason <text>', 'why'] as const;
const AMOUNT = ['--amount <yuan>', 'amount in yuan, such as 654.00'] as const;
const AMOUNT_FEN = ['--amount-fen <fen>', 'the same in fen'] as const;

/** How a paper reached its reader; the notice and the papers beside it are asked the same. */
export const SERVICE_OPTIONS: CaseAction['options'] = [
  ON,
  ['--method <method>', 'in-person, left-at-home, post, by-proxy, electronic or public-notice'],
  ['--receiver <name>', 'who took it'],
  ['--receiver-relation <text>', 'what the receiver is to the addressee'],
  ['--servers <names>', 'the two who served it, with a comma between'],
  ['--place <text>', 'where'],
  ['--reason <text>', 'why somebody else took it, or why it was left'],
  ['--witness <name>', 'who saw it being left'],
  ['--post-number <number>', 'number of the posting'],
];

export const CASE_ACTIONS: readonly CaseAction[] = [
  action(
    'assign',
    'give the case to an investigator',
    'assign',
    [['--to <user>', 'the investigator']],
    (typed) => ({
      assignee: typed.to,
    }),
  ),
  action(
    'debtor',
    'name who owes the money',
    'name-debtor',
    [
      ['--name <name>', 'name of the debtor'],
      ['--relation <text>', 'relation to the beneficiary'],
      ['--resident-id <number>', 'resident number'],
      ['--address <text>', 'address'],
      ['--phone <text>', 'telephone'],
      ['--evidence <text>', 'what shows who drew the money'],
      ['--office', 'the debtor is an office or a company; its number is its social credit code'],
      ['--number-from <text>', 'where the number comes from, such as 户籍'],
      ['--address-from <text>', 'where the address comes from'],
      ['--phone-from <text>', 'where the telephone comes from'],
    ],
    (typed) =>
      present({
        name: typed.name,
        relation: typed.relation,
        resident_id: typed.residentId,
        address: typed.address,
        phone: typed.phone,
        evidence: typed.evidence,
        is_office: typed.office === undefined ? undefined : true,
        sources: sourcesOf(typed),
      }),
  ),
  action('hear', 'offer the hearing', 'hear', [ON], (typed) => present({ on: typed.on })),
  action(
    'amount',
    'fix the amount (default: what the findings claim) and put it before the approval chain',
    'fix-amount',
    [AMOUNT, AMOUNT_FEN, ['--adjust <yuan:reason>', 'a hearing adjustment, such as -20.00:重复计算'], REASON],
    (typed) =>
      present({
        total_fen: fenOf(typed),
        adjustments: typed.adjust === undefined ? undefined : [adjustmentOf(typed.adjust)],
        ground: typed.reason,
      }),
  ),
  action('approve', 'sign the next step', 'approve', [['--document <id>', 'the document']], (typed) =>
    present({ document_id: typed.document }),
  ),
  action(
    'reject',
    'send the document back',
    'reject',
    [['--document <id>', 'the document'], REASON],
    (typed) => present({ document_id: typed.document, reason: typed.reason }),
  ),
  action('notify', 'issue the recovery notice', 'notify', [ON], (typed) => present({ on: typed.on })),
  action('void-notice', 'make the notice void', 'void-notice', [REASON], (typed) =>
    present({ reason: typed.reason }),
  ),
  action(
    'serve',
    'record the service of the notice',
    'serve',
    [...SERVICE_OPTIONS, ['--pay-by <date>', 'the day the notice names']],
    (typed) => ({ ...serviceOf(typed), ...present({ pay_by_on: typed.payBy }) }),
  ),
  action(
    'receipt',
    'record money that came in',
    'receipt',
    [
      AMOUNT,
      AMOUNT_FEN,
      ON,
      ['--channel <channel>', 'bank, cash or other'],
      ['--payer <name>', 'who paid'],
      ['--line <id>', 'the statement line'],
      ['--surplus', 'it is more than is outstanding, and what is too much is due back'],
    ],
    (typed) =>
      present({
        amount_fen: fenOf(typed),
        on: typed.on,
        channel: typed.channel,
        payer: typed.payer,
        bank_line_id: typed.line,
        surplus: typed.surplus === undefined ? undefined : 'due-back',
      }),
  ),
  action(
    'instalment',
    'agree a repayment plan over all that is outstanding',
    'plan-instalments',
    [['--plan <plan>', 'due days and yuan, such as 2022-11-10:100.00,2022-12-10:100.00'], ON],
    (typed) => present({ plan: planOf(typed.plan), agreed_on: typed.on }),
  ),
  action(
    'offset',
    'set the debt against money the fund would pay',
    'offset',
    [
      AMOUNT,
      AMOUNT_FEN,
      ['--against <what>', 'later-benefits, account-balance or funeral-grant'],
      ['--consent <document>', 'the signed consent, for the funeral grant'],
      ON,
    ],
    (typed) =>
      present({ amount_fen: fenOf(typed), against: typed.against, consent: typed.consent, on: typed.on }),
  ),
  action(
    'write-off',
    'propose to write the debt off',
    'propose-write-off',
    [AMOUNT, AMOUNT_FEN, REASON],
    (typed) => present({ amount_fen: fenOf(typed), reason: typed.reason }),
  ),
  action(
    'refund',
    'propose to pay back what came in too much',
    'propose-refund',
    [AMOUNT, AMOUNT_FEN, REASON],
    (typed) => present({ amount_fen: fenOf(typed), reason: typed.reason }),
  ),
  action('revoke', 'propose to revoke the decision', 'propose-revocation', [REASON], (typed) =>
    present({ reason: typed.reason }),
  ),
  action(
    'confirm-receipt',
    'confirm, as a second person, a receipt that somebody else entered',
    'confirm-receipt',
    [['--entry <id>', 'the entry']],
    (typed) => present({ entry_id: typed.entry }),
  ),
  action('reverse', 'take an entry back', 'reverse', [['--entry <id>', 'the entry'], REASON, ON], (typed) =>
    present({ entry_id: typed.entry, reason: typed.reason, on: typed.on }),
  ),
  action('overdue', 'establish that a term was missed', 'overdue', [ON], (typed) =>
    present({ on: typed.on }),
  ),
  action('remind', 'record the reminder', 'remind', [ON], (typed) => present({ on: typed.on })),
  action('enforce', 'apply to the court', 'enforce', [['--court <name>', 'the court'], ON], (typed) =>
    present({ court: typed.court, on: typed.on }),
  ),
  action('refer', 'refer the case', 'refer', [['--office <name>', 'to whom'], REASON, ON], (typed) =>
    present({ office: typed.office, reason: typed.reason, on: typed.on }),
  ),
  action('take-back', 'take a referred case back', 'take-back', [REASON], (typed) =>
    present({ reason: typed.reason }),
  ),
  action(
    'review',
    'open a reconsideration or a suit',
    'open-review',
    [['--kind <kind>', 'reconsideration or litigation'], ON],
    (typed) => present({ kind: typed.kind, on: typed.on }),
  ),
  action('uphold', 'conclude the review: the decision stands', 'uphold', [ON], (typed) =>
    present({ on: typed.on }),
  ),
  action('reopen', 'investigate again', 'reopen', [REASON], (typed) => present({ reason: typed.reason })),
  action('note', 'add a note', 'note', [['--text <text>', 'the note']], (typed) =>
    present({ text: typed.text }),
  ),
  action('acknowledge', 'say that changes were seen', 'acknowledge', [['--text <text>', 'a note']], (typed) =>
    present({ note: typed.text }),
  ),
];

function action(
  verb: string,
  describes: string,
  move: Move,
  options: CaseAction['options'],
  input: CaseAction['input'],
): CaseAction {
  return { verb, describes, options, move, input };
}

export function serviceOf(typed: Typed): Record<string, unknown> {
  return present({
    on: typed.on,
    method: typed.method,
    receiver: typed.receiver,
    receiver_relation: typed.receiverRelation,
    servers: typed.servers?.split(/[,，、]/),
    place: typed.place,
    reason: typed.reason,
    witness: typed.witness,
    post_number: typed.postNumber,
  });
}

function sourcesOf(typed: Typed): Record<string, unknown> | undefined {
  const sources = present({
    resident_id: typed.numberFrom,
    address: typed.addressFrom,
    phone: typed.phoneFrom,
  });
  return Object.keys(sources).length === 0 ? undefined : sources;
}

/** Leaves out what was not typed, so that the command's own defaults hold. */
function present(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** What was typed with a comma between. */
export function listOf(text: string | undefined): string[] | undefined {
  return text?.split(/[,，]/).map((part) => part.trim());
}

function fenOf(typed: Typed): number | undefined {
  if (typed.amountFen !== undefined) return Number(typed.amountFen);
  return typed.amount === undefined ? undefined : yuan(typed.amount);
}

function adjustmentOf(text: string): { amount_fen: number; reason: string } {
  const [amount = '', ...reason] = text.split(/[:：]/);
  return { amount_fen: yuan(amount), reason: reason.join(':') };
}

function planOf(text: string | undefined): { due_on: string; amount_fen: number }[] | undefined {
  return text?.split(/[,，]/).map((part) => {
    const [due_on = '', amount = ''] = part.split(/[:：]/);
    return { due_on: due_on.trim(), amount_fen: yuan(amount) };
  });
}

/** Fen of an amount typed in yuan. Throws `Refusal` where it cannot be read. */
export function yuan(text: string): number {
  const fen = parseFen(text);
  if (fen !== null) return fen;
  throw new Refusal('amount-unreadable', `金额看不懂：${text}`, `The amount cannot be read: ${text}`, 2);
}
