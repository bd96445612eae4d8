import type { CaseState } from '../../casework/case-state.ts';
import { isBeneficiary } from '../../casework/parties.ts';
import { formatYuan, toCapitals } from '../../core/money.ts';
import type { BackPaymentChannel } from '../../core/words/case.ts';
import { dayText, NOT_YET } from './dates-in-words.ts';
import { ended } from './notice-parts.ts';
import type { NoticeData } from './tags.ts';

type BackPaymentTags = Pick<NoticeData, Extract<keyof NoticeData, `recipient_${string}` | `back_${string}`>>;

const WAYS: Readonly<Record<BackPaymentChannel, string>> = {
  'with-benefits': '随当期待遇发放',
  bank: '银行转账',
  cash: '现金',
};

/** The last money that was signed for the person: to whom, how much, and how far it has come. */
export function backPaymentTags(
  { back_payments, documents }: CaseState,
  number: (id: string | null) => string,
): BackPaymentTags {
  const last = back_payments.at(-1);
  const { payee, paid = null, amount_fen = 0, document_id } = last ?? {};
  const asked = documents.find((one) => one.document_id === document_id);
  return {
    recipient_name: payee?.name ?? NOT_YET,
    recipient_id: payee === undefined ? NOT_YET : number(payee.resident_id),
    recipient_relation: payee === undefined || isBeneficiary(payee) ? '本人' : payee.relation,
    recipient_account: payee?.account ?? '',
    back_amount: formatYuan(amount_fen),
    back_amount_capitals: toCapitals(amount_fen),
    back_ground: asked === undefined ? '' : ended(asked.ground),
    back_paid_on: dayText(paid?.on ?? null),
    back_way: paid === null ? NOT_YET : WAYS[paid.channel],
  };
}
