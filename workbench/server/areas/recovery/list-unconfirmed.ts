import type { z } from 'zod';
import { listUnconfirmedReceipts } from '../../../../casework/reads/money/unconfirmed-receipts.ts';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import { maskName, maskText } from '../../../../core/mask.ts';
import type { recovery } from '../../../contract/recovery.ts';
import type { Asking } from '../../desk.ts';

/** The receipts that wait for a second person, people masked; who entered them is named in full. */
export function listUnconfirmed(
  { desk, user }: Asking,
  limit: number,
): z.input<(typeof recovery.unconfirmed)['answer']> {
  const { receipts, total } = listUnconfirmedReceipts(desk.ledger, { limit, viewer: user });
  const nameOf = (userId: string): string => nameOfUser(desk.ledger, userId);
  return {
    receipts: receipts.map(({ entry_id, case_id, received_on, amount_fen, channel, ...receipt }) => {
      const { payer, recorded_by, recorded_at } = receipt;
      const said = receipt.remark ?? receipt.note;
      const shown = said === null || payer === null ? said : said.replaceAll(payer, maskName(payer));
      return {
        ...{ entry_id, case_id, received_on, amount_fen, channel, recorded_at },
        debtor_name: maskName(receipt.debtor_name),
        payer: payer === null ? null : maskName(payer),
        remark: shown === null ? null : maskText(shown),
        recorded_by: nameOf(recorded_by),
        is_own: recorded_by === user.user_id,
      };
    }),
    total,
  };
}
