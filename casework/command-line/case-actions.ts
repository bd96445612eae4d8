import { fieldsOf, type MoveField, type Option, type SingleMove } from '../../core/words/move-fields.ts';

/** One verb of `hedui case` beside the decisions: which move it makes. What it asks for stands with the fields of the move. */
export interface CaseAction {
  verb: string;
  describes: string;
  move: SingleMove;
}

export const CASE_ACTIONS: readonly CaseAction[] = [
  action('assign', 'give the case to an investigator'),
  action('name-debtor', 'name who owes the money', 'debtor'),
  action('hear', 'offer the hearing'),
  action(
    'take-statement',
    'write down what somebody says before the decision, or that they have nothing to say',
    'statement',
  ),
  action(
    'fix-amount',
    'fix the amount (default: what the findings claim) and put it before the approval chain',
    'amount',
  ),
  action('approve', 'sign the next step'),
  action('reject', 'send the document back'),
  action('notify', 'issue the recovery notice'),
  action('void-notice', 'make the notice void'),
  action('fail-to-serve', 'record a way of service that came to nothing'),
  action('serve', 'record the service of the notice'),
  action('receipt', 'record money that came in'),
  action('plan-instalments', 'agree a repayment plan over all that is outstanding', 'instalment'),
  action('offset', 'set the debt against money the fund would pay'),
  action('propose-write-off', 'propose to write the debt off', 'write-off'),
  action('propose-refund', 'propose to pay back what came in too much', 'refund'),
  action('pay-refund', 'record that a signed refund went out'),
  action('propose-back-payment', 'propose to pay a person what the fund owes them', 'back-payment'),
  action('pay-back', 'record that a signed back payment went out'),
  action('return-back-payment', 'record that a back payment came back', 'return-back-payment'),
  action('acknowledge-back-payment', 'record that a back payment arrived', 'acknowledge-back-payment'),
  action('propose-revocation', 'propose to revoke the decision', 'revoke'),
  action('confirm-receipt', 'confirm, as a second person, a receipt that somebody else entered'),
  action('reverse', 'take an entry back'),
  action('overdue', 'establish that a term was missed'),
  action('remind', 'record the reminder'),
  action('enforce', 'apply to the court'),
  action('refer', 'refer the case'),
  action('take-back', 'take a referred case back'),
  action('open-review', 'open a reconsideration or a suit', 'review'),
  action('uphold', 'conclude the review: the decision stands'),
  action('reopen', 'investigate again'),
  action('note', 'add a note'),
  action('acknowledge', 'say that changes were seen'),
];

function action(move: SingleMove, describes: string, verb: string = move): CaseAction {
  return { verb, describes, move };
}

/** The options by which the command line asks for what a move takes. */
export function optionsOf(move: SingleMove): Option[] {
  return optionsOfFields(fieldsOf(move));
}

export function optionsOfFields(fields: readonly MoveField[]): Option[] {
  return fields.flatMap(({ options = [] }) => options);
}
