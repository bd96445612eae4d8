import { ITEM_TITLES, type ItemMove, type ItemStatus } from '../../core/words/items.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { grantsFor, hasOneOf, type Role, type User } from '../roles.ts';
import { type BatchItem, ITEM_TRANSITIONS, itemTransition } from './items.ts';

const FILLERS: readonly Role[] = ['investigator', 'supervisor', 'clerk'];
const OPENERS: readonly Role[] = ['supervisor', 'investigator'];

type Placed = Pick<BatchItem, 'item_number' | 'status' | 'township'>;

/** Why somebody may not make this step with an item as it stands: their role, or the state it is in. */
export function refuseStep(user: User, item: Placed, move: ItemMove): CommandRefusal | null {
  const { roles, zh, from } = itemTransition(move);
  return refuseAct(user, item, { zh, en: move.replaceAll('-', ' ') }, roles, from);
}

/** The steps that somebody may make with an item now. */
export function stepsNow(user: User, item: Placed): { move: ItemMove; zh: string }[] {
  return ITEM_TRANSITIONS.filter(({ move }) => refuseStep(user, item, move) === null);
}

const FILLABLE: readonly ItemStatus[] = [
  'assigned',
  'investigating',
  'evidence_wanted',
  'verified',
  'reviewed',
];

/** Why somebody may not fill in what a visit found: their role, nobody has the item yet, or the answer has gone out. */
export function refuseFilling(user: User, item: Placed): CommandRefusal | null {
  return refuseAct(user, item, { zh: '填报', en: 'fill in' }, FILLERS, FILLABLE);
}

function refuseAct(
  user: User,
  item: Placed,
  act: { zh: string; en: string },
  roles: readonly Role[],
  from: readonly ItemStatus[],
): CommandRefusal | null {
  if (grantsFor(user, roles, item.township).length === 0) return refuseRole(act, roles);
  if (from.includes(item.status)) return null;
  const status_en = item.status.replaceAll('_', ' ');
  const status = ITEM_TITLES[item.status].zh;
  return refuse('item-illegal-move', {
    ...{ item: item.item_number, status, status_en, move: act.zh, move_en: act.en },
  });
}

/** Why somebody may not open a case for an item. */
export function refuseOpening(user: User, { township }: Pick<BatchItem, 'township'>): CommandRefusal | null {
  if (grantsFor(user, OPENERS, township).length > 0) return null;
  return refuseRole({ zh: '立案', en: 'open a case' }, ['investigator']);
}

/** Why somebody may not answer the sender of a batch: that is a step of every item in it. */
export function refuseFeedback(user: User): CommandRefusal | null {
  const { roles } = itemTransition('feed-back');
  return hasOneOf(user, roles) ? null : refuseRole({ zh: '反馈', en: 'feed back' }, roles);
}
