import { readSubject, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { upsertRow } from '../../storage/ledger/upsert-row.ts';
import type { Delegation, Grant, User } from '../roles.ts';

/** What each event about a user says. Secrets are not among it. */
export interface UserPayloads {
  UserAdded: { display_name: string; grants: readonly Grant[] };
  /** Takes effect when another administrator agrees. */
  GrantsProposed: { grants: readonly Grant[]; reason: string };
  GrantsRejected: { proposed_by: string; reason: string };
  /** `proposed_by` is absent where there was only one administrator, and in events from before two were asked for. */
  GrantsChanged: { grants: readonly Grant[]; reason: string; proposed_by?: string };
  UserDisabled: { reason: string };
  UserEnabled: { reason: string };
  /** The seal is absent in records from before passwords were sealed. */
  PasswordSet: { seal?: string };
  /** Takes effect when another administrator asks for the same. */
  PasswordResetProposed: Record<string, never>;
  /** The second factor: an application on a telephone or a sheet of codes alone; what it is stands sealed. */
  SecondFactorSet: { kind: 'app' | 'codes'; codes: number; step: number; seal: string };
  SecondFactorRemoved: Record<string, never>;
  /** Takes effect when another administrator asks for the same. */
  SecondFactorResetProposed: Record<string, never>;
  DelegationGiven: Delegation;
  DelegationEnded: { to_user: string };
  UserLocked: { until: string };
  UserUnlocked: Record<string, never>;
}

export type UserEventType = keyof UserPayloads;

export type NewUserEvent = {
  [Type in UserEventType]: { type: Type; payload: UserPayloads[Type] };
}[UserEventType];

export function foldUser(userId: string, events: readonly NewUserEvent[]): User | null {
  let user: User | null = null;
  for (const event of events) {
    if (event.type === 'UserAdded') {
      user = { user_id: userId, ...event.payload, delegations: [], is_disabled: false };
    } else if (user !== null) {
      user = applyUserEvent(user, event);
    }
  }
  return user;
}

function applyUserEvent(user: User, event: NewUserEvent): User {
  switch (event.type) {
    case 'GrantsChanged':
      return { ...user, grants: event.payload.grants };
    case 'UserDisabled':
      return { ...user, is_disabled: true };
    case 'UserEnabled':
      return { ...user, is_disabled: false };
    case 'DelegationGiven':
      return { ...user, delegations: [...user.delegations, event.payload] };
    case 'DelegationEnded':
      return {
        ...user,
        delegations: user.delegations.filter((delegation) => delegation.to_user !== event.payload.to_user),
      };
    default:
      return user;
  }
}

/** The row a user has in the register. */
export function registeredUser(user: User, last_seq: number) {
  return {
    user_id: user.user_id,
    display_name: user.display_name,
    grants: JSON.stringify(user.grants),
    delegations: JSON.stringify(user.delegations),
    is_disabled: Number(user.is_disabled),
    last_seq,
  };
}

/** Brings the register's row of one user to what the events say. */
export function projectUser(ledger: Ledger, userId: string): User {
  const events = readSubject(ledger, 'user', userId);
  const user = foldUser(userId, events as (StoredEvent & NewUserEvent)[]);
  if (user === null) throw new Error('a user begins with UserAdded');
  upsertRow(ledger, 'user_state', 'user_id', registeredUser(user, events.at(-1)?.seq ?? 0));
  return user;
}
