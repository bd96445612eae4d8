import type { Move } from '../../core/words/moves.ts';
import { acknowledge, assign, clear, leaveUnverifiable, note, reopen, substantiate } from './assess.ts';
import type { CaseCommand } from './command.ts';
import { enforce, overdue, planInstalments, remind } from './dun.ts';
import { fixAmount } from './fix-amount.ts';
import { hear, takeStatement } from './hear.ts';
import { nameDebtor } from './name-debtor.ts';
import { failToServe, notify, serve, voidNotice } from './notify.ts';
import { acknowledgeBackPayment, payBack, proposeBackPayment, returnBackPayment } from './pay-back.ts';
import { proposeRefund, proposeRevocation, proposeWriteOff } from './pay-out.ts';
import { payRefund } from './pay-refund.ts';
import { confirmReceipt, offset, receipt } from './receive-money.ts';
import { reverse } from './reverse.ts';
import { openReview, refer, takeBack, uphold } from './side-roads.ts';
import { approve, reject } from './sign.ts';
import { prioritise, putBack, take, unprioritise } from './take.ts';

/** What can be done with a case, by the move of the table of transitions; the compiler holds them together. */
export const COMMANDS: Readonly<Record<Move, CaseCommand>> = {
  assign,
  take,
  'put-back': putBack,
  prioritise,
  unprioritise,
  substantiate,
  clear,
  'leave-unverifiable': leaveUnverifiable,
  'name-debtor': nameDebtor,
  'fix-amount': fixAmount,
  approve,
  reject,
  hear,
  'take-statement': takeStatement,
  notify,
  'void-notice': voidNotice,
  'fail-to-serve': failToServe,
  serve,
  receipt,
  'confirm-receipt': confirmReceipt,
  offset,
  reverse,
  'plan-instalments': planInstalments,
  overdue,
  remind,
  enforce,
  refer,
  'take-back': takeBack,
  'open-review': openReview,
  uphold,
  'propose-write-off': proposeWriteOff,
  'propose-refund': proposeRefund,
  'pay-refund': payRefund,
  'propose-revocation': proposeRevocation,
  'propose-back-payment': proposeBackPayment,
  'pay-back': payBack,
  'return-back-payment': returnBackPayment,
  'acknowledge-back-payment': acknowledgeBackPayment,
  reopen,
  note,
  acknowledge,
};
