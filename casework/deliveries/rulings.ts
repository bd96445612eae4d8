import { EXIT, Refusal } from '../../core/errors.ts';
import { RULINGS } from '../../core/words/rulings.ts';
import type { DeliveryRuling } from '../../reading/deliveries/delivery.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { type Decider, standingDecisions } from '../standing-decisions.ts';

/** Refuses a verdict that is none, and says which there are. */
export function checkVerdict(verdict: string): (typeof RULINGS)[number] {
  const known = RULINGS.find((one) => one === verdict);
  if (known !== undefined) return known;
  throw new Refusal(
    'wrong-word',
    `“${verdict}”不是可用的裁定，应为 ${RULINGS.join('、')}。`,
    `"${verdict}" is no ruling; it is one of ${RULINGS.join(', ')}.`,
    EXIT.usage,
  );
}

interface Ruling extends DeliveryRuling {
  reason: string;
}

const rulings = standingDecisions<Pick<DeliveryRuling, 'hash' | 'by_hash'>, Ruling>({
  stream: 'delivery',
  entered: 'DeliveryRuled',
  revoked: 'DeliveryRulingRevoked',
  subjectOf: ({ hash, by_hash }) => `${hash.slice(0, 16)}/${by_hash.slice(0, 16)}`,
  notEntitled: [
    'ruling-not-entitled',
    '只有稽核人员和基金监督人员可以裁定哪份文件有效。',
    'Only investigators and supervisors may say which file counts.',
  ],
  notStanding: [
    'ruling-unknown',
    '没有对这两份文件的裁定，不能撤回。',
    'Nothing was ruled about these two files, so nothing can be taken back.',
  ],
});

/** Enters which of two files counts, whatever the files themselves say; from the next night on. */
export function ruleOnDelivery(ledger: Ledger, office: Office, by: Decider, ruling: Ruling): StoredEvent {
  rulings.refuseUnentitled(by);
  checkVerdict(ruling.verdict);
  return rulings.enter(ledger, office, by, ruling);
}

/** Takes such a word back: the files speak for themselves again. */
export function revokeRuling(
  ledger: Ledger,
  office: Office,
  by: Decider,
  ruling: Omit<Ruling, 'verdict'>,
): StoredEvent {
  return rulings.takeBack(ledger, office, by, ruling);
}

/** The rulings that stand, the last one of each pair of files. */
export function listRulings(ledger: Ledger): DeliveryRuling[] {
  return rulings.list(ledger).map(({ decision: { hash, by_hash, verdict } }) => ({ hash, by_hash, verdict }));
}

/** The same, with who ruled, when and why. */
export function listStandingRulings(ledger: Ledger): (Ruling & { ruled_by: string; ruled_at: string })[] {
  return rulings
    .list(ledger)
    .map(({ decision, event }) => ({ ...decision, ruled_by: event.actor, ruled_at: event.at }));
}
