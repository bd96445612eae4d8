import { argon2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../../core/hash.ts';
import { appendEvents, type EventType, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { readCredential } from '../reads/logins.ts';
import { loadUser } from '../reads/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { User } from '../roles.ts';
import { isGuessed } from './guessed-passwords.ts';
import { type Asker, refuseAsker } from './manage-users.ts';
import { refuseResetAlone } from './reset-password.ts';

/** OWASP's lowest recommended cost for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory_kib: 19_456, passes: 2, parallelism: 1 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

export type LoginOutcome = { ok: true; user: User } | { ok: false; refusal: CommandRefusal };

/** Sets a user's password: an administrator for anybody, with another where there is one (`reset-password.ts`), everybody for themselves. */
export function setPassword(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  password: string,
): CommandRefusal | null {
  const length = office.password.min_length;
  if ([...password].length < length || isGuessed(password, userId)) {
    return refuse('weak-password', { length });
  }
  const salt = randomBytes(SALT_BYTES);
  const hash = derive(password, { ...COST, salt });
  return inTransaction(ledger, () => {
    if (loadUser(ledger, userId) === null) return refuse('unknown-user', { user: userId });
    const refusal = asker.user === userId ? null : refuseAsker(ledger, asker);
    if (refusal !== null) return refusal;
    const alone = refuseResetAlone(ledger, office, asker, userId);
    if (alone !== null) return alone;
    ledger
      .statement(
        `insert into credential (user_id, salt, hash, memory_kib, passes, parallelism, failures, locked_until)
         values (?, ?, ?, ?, ?, ?, 0, null)
         on conflict (user_id) do update set salt = excluded.salt, hash = excluded.hash,
           memory_kib = excluded.memory_kib, passes = excluded.passes, parallelism = excluded.parallelism,
           failures = 0, locked_until = null`,
      )
      .run(userId, salt, hash, COST.memory_kib, COST.passes, COST.parallelism);
    const seal = sealOf({ ...COST, user_id: userId, salt, hash });
    record(ledger, office, asker.user ?? userId, asker.via, userId, 'PasswordSet', { seal });
    return null;
  });
}

/**
 * Checks a password. Whatever is wrong, the name included, gets the same answer after the same work. How soon somebody may
 * try again is the door's to say: nobody who fails here shuts out whoever bears the name.
 */
export function login(
  ledger: Ledger,
  office: Office,
  via: string,
  userId: string,
  password: string,
): LoginOutcome {
  const credential = readCredential(ledger, userId);
  const salt = credential?.salt ?? new Uint8Array(SALT_BYTES);
  const derived = derive(password, { ...(credential ?? COST), salt });
  const isRight = credential !== null && timingSafeEqual(derived, credential.hash);
  return inTransaction(ledger, (): LoginOutcome => {
    const user = loadUser(ledger, userId);
    // Read again: the password may have been changed while this one was being derived.
    const present = readCredential(ledger, userId);
    if (user === null || user.is_disabled || present === null) return failed();
    if (isRight && Buffer.compare(present.hash, credential.hash) === 0) {
      if (present.failures > 0) setFailures(ledger, userId, 0);
      record(ledger, office, userId, via, userId, 'LoginSucceeded', {});
      return { ok: true, user };
    }
    const failures = present.failures + 1;
    record(ledger, office, userId, via, userId, 'LoginFailed', { failures });
    setFailures(ledger, userId, failures);
    return failed();
  });
}

/** Lets somebody who waits after wrong passwords try again at once; administrators only. */
export function unlockUser(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
): CommandRefusal | null {
  return inTransaction(ledger, () => {
    const refusal = refuseAsker(ledger, asker);
    if (refusal !== null) return refusal;
    if (loadUser(ledger, userId) === null) return refuse('unknown-user', { user: userId });
    setFailures(ledger, userId, 0);
    record(ledger, office, asker.user ?? userId, asker.via, userId, 'UserUnlocked', {});
    return null;
  });
}

/**
 * What each credential must be: the seal of the last password, and the attempts that failed since. Earlier versions locked a
 * name (`UserLocked`); nothing asks for that any more.
 */
export function foldCredentials(events: Iterable<StoredEvent>) {
  const found = new Map<
    string,
    { user_id: string; seal: string | null; failures: number; locked_until: string | null }
  >();
  for (const { type, subject_id: user_id, payload } of events) {
    const said = payload as { seal?: string; failures?: number; until?: string };
    const now = found.get(user_id);
    if (type === 'PasswordSet')
      found.set(user_id, { user_id, seal: said.seal ?? null, failures: 0, locked_until: null });
    else if (now === undefined) continue;
    else if (type === 'LoginFailed')
      found.set(user_id, { ...now, failures: said.failures ?? 0, locked_until: null });
    else if (type === 'UserLocked')
      found.set(user_id, { ...now, failures: 0, locked_until: said.until ?? null });
    else if (type === 'UserUnlocked' || now.failures > 0)
      found.set(user_id, { ...now, failures: 0, locked_until: null });
  }
  return found;
}

/** By what the journal knows a credential again without knowing the secret: it names the hash of the hash. */
export function sealOf(row: {
  user_id: string;
  salt: Uint8Array;
  hash: Uint8Array;
  memory_kib: number;
  passes: number;
  parallelism: number;
}): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const { user_id, salt, hash, memory_kib, passes, parallelism } = row;
  return sha256Hex([user_id, hex(salt), hex(hash), memory_kib, passes, parallelism].join(' '));
}

function failed(): LoginOutcome {
  return { ok: false, refusal: refuse('login-failed', {}) };
}

function derive(
  password: string,
  cost: { memory_kib: number; passes: number; parallelism: number; salt: Uint8Array },
): Uint8Array {
  return argon2Sync('argon2id', {
    message: password.normalize('NFC'),
    nonce: cost.salt,
    memory: cost.memory_kib,
    passes: cost.passes,
    parallelism: cost.parallelism,
    tagLength: HASH_BYTES,
  });
}

function setFailures(ledger: Ledger, userId: string, failures: number): void {
  ledger
    .statement('update credential set failures = ?, locked_until = null where user_id = ?')
    .run(failures, userId);
}

function record(
  ledger: Ledger,
  office: Office,
  actor: string,
  via: string,
  userId: string,
  type: EventType,
  payload: unknown,
): void {
  const author = { actor, on_behalf_of: null, via, at: office.now() };
  const stream = type.startsWith('Login') ? 'access' : 'user';
  appendEvents(ledger, author, [{ stream, subject_id: userId, type, payload }]);
}
