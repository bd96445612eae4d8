import { Refusal } from '../../core/errors.ts';
import type { DeliveryRuling } from '../../reading/deliveries/settle-deliveries.ts';
import { appendEvents, readStreams, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { hasRole, type User } from '../roles.ts';

interface Ruling extends DeliveryRuling {
  reason: string;
}

/** Enters which of two files counts, whatever the files themselves say; from the next night on. */
export function ruleOnDelivery(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  ruling: Ruling,
): StoredEvent {
  return append(ledger, office, by, 'DeliveryRuled', ruling);
}

/** Takes such a word back: the files speak for themselves again. */
export function revokeRuling(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  ruling: Omit<Ruling, 'verdict'>,
): StoredEvent {
  if (!listRulings(ledger).some((one) => subjectOf(one) === subjectOf(ruling))) {
    throw new Refusal(
      'ruling-unknown',
      '没有对这两份文件的裁定，不能撤回。',
      'Nothing was ruled about these two files, so nothing can be taken back.',
    );
  }
  return append(ledger, office, by, 'DeliveryRulingRevoked', ruling);
}

/** The rulings that stand, the last one of each pair of files. */
export function listRulings(ledger: Ledger): DeliveryRuling[] {
  const standing = new Map<string, DeliveryRuling>();
  for (const event of readStreams(ledger, ['delivery'])) {
    const { hash, by_hash, verdict } = event.payload as Ruling;
    if (event.type === 'DeliveryRuled') standing.set(event.subject_id, { hash, by_hash, verdict });
    else standing.delete(event.subject_id);
  }
  return [...standing.values()];
}

function append(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  type: 'DeliveryRuled' | 'DeliveryRulingRevoked',
  payload: Omit<Ruling, 'verdict'>,
): StoredEvent {
  if (!hasRole(by.user, 'investigator') && !hasRole(by.user, 'supervisor')) {
    throw new Refusal(
      'ruling-not-entitled',
      '只有稽核人员和基金监督人员可以裁定哪份文件有效。',
      'Only investigators and supervisors may say which file counts.',
    );
  }
  const author = { actor: by.user.user_id, on_behalf_of: null, via: by.via, at: office.now() };
  const [event] = inTransaction(ledger, () =>
    appendEvents(ledger, author, [{ stream: 'delivery', subject_id: subjectOf(payload), type, payload }]),
  );
  if (!event) throw new Error('an appended event came back as none');
  return event;
}

const subjectOf = ({ hash, by_hash }: Pick<DeliveryRuling, 'hash' | 'by_hash'>): string =>
  `${hash.slice(0, 16)}/${by_hash.slice(0, 16)}`;
