import { timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../../core/hash.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction, inTurn } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { type Credential, readCredential } from '../reads/users/logins.ts';
import { readSecondFactor } from '../reads/users/second-factors.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { User } from '../roles.ts';
import { refuseAsker } from './administration.ts';
import type { Asker } from './asker.ts';
import {
  COST,
  deriveSecret,
  deriveSecretAside,
  type KeptSecret,
  keptSecret,
  SALT_BYTES,
} from './derive-secret.ts';
import { isGuessed } from './guessed-passwords.ts';
import { noteAccess } from './note-access.ts';
import { refuseResetAlone } from './proposed-resets.ts';
import { type Proof, proofBy, sheetCode, spend } from './second-factor.ts';

export type LoginOutcome = { ok: true; user: User } | { ok: false; refusal: CommandRefusal };

/**
 * Sets a user's password: an administrator for anybody, with another where there is one (`reset-password.ts`), everybody for
 * themselves. A server hands in what is kept of it (`keptSecretAside`).
 */
export function setPassword(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  password: string,
  kept: KeptSecret | null = null,
): CommandRefusal | null {
  const length = office.password.min_length;
  if ([...password].length < length || isGuessed(password, userId)) {
    return refuse('weak-password', { length });
  }
  const { salt, hash } = kept ?? keptSecret(password);
  return inTransaction(ledger, () => {
    if (loadUser(ledger, userId) === null) return refuse('unknown-user', { user: userId });
    const refusal = asker.user === userId ? null : refuseAsker(ledger, asker);
    if (refusal !== null) return refusal;
    const alone = refuseResetAlone(ledger, office, asker, userId);
    if (alone !== null) return alone;
    ledger
      .statement(
        `insert into credential (user_id, salt, hash, memory_kib, passes, parallelism, failures)
         values (?, ?, ?, ?, ?, ?, 0)
         on conflict (user_id) do update set salt = excluded.salt, hash = excluded.hash,
           memory_kib = excluded.memory_kib, passes = excluded.passes, parallelism = excluded.parallelism,
           failures = 0`,
      )
      .run(userId, salt, hash, COST.memory_kib, COST.passes, COST.parallelism);
    const seal = sealOf({ ...COST, user_id: userId, salt, hash });
    noteAccess(ledger, office, asker, userId, 'PasswordSet', { seal });
    return null;
  });
}

/**
 * Checks a password and, of whoever has a second factor, a code (`null`: the password alone, of somebody who is signed in).
 * Whatever is wrong, the name included, gets the same answer after the same work. How soon somebody may try again is the
 * door's to say: nobody who fails here shuts out whoever bears the name.
 */
export function login(
  ledger: Ledger,
  office: Office,
  via: string,
  userId: string,
  password: string,
  code: string | null,
): LoginOutcome {
  const tried = triedBy(ledger, userId, password, code);
  return letIn(
    ledger,
    office,
    via,
    tried,
    deriveSecret(...tried.password),
    tried.code && deriveSecret(...tried.code),
  );
}

/** The same for a server: keys are derived in other threads, and nobody waits for a writer in this one. */
export async function loginAside(
  ledger: Ledger,
  office: Office,
  via: string,
  userId: string,
  password: string,
  code: string | null,
): Promise<LoginOutcome> {
  const tried = triedBy(ledger, userId, password, code);
  const derived = await deriveSecretAside(...tried.password);
  const derivedCode = tried.code && (await deriveSecretAside(...tried.code));
  return inTurn(ledger, () => letIn(ledger, office, via, tried, derived, derivedCode));
}

interface Tried {
  userId: string;
  credential: Credential | null;
  /** What was typed for a code; null where none is asked for. */
  typed: string | null;
  password: Parameters<typeof deriveSecret>;
  /** A code of a printed sheet; those of a telephone are reckoned, not derived. */
  code: Parameters<typeof deriveSecret> | null;
}

function triedBy(ledger: Ledger, userId: string, password: string, code: string | null): Tried {
  const credential = readCredential(ledger, userId);
  const salt = credential?.salt ?? new Uint8Array(SALT_BYTES);
  const isAsked = code !== null && readSecondFactor(ledger, userId) !== null;
  return {
    userId,
    credential,
    typed: isAsked ? code : null,
    password: [password, { ...(credential ?? COST), salt }],
    code: isAsked ? sheetCode(ledger, userId, code) : null,
  };
}

function letIn(
  ledger: Ledger,
  office: Office,
  via: string,
  { userId, credential, typed }: Tried,
  derived: Uint8Array,
  derivedCode: Uint8Array | null,
): LoginOutcome {
  const isRight = credential !== null && timingSafeEqual(derived, credential.hash);
  const proof = typed === null ? null : proofBy(ledger, userId, typed, derivedCode, office.now());
  return inTransaction(ledger, (): LoginOutcome => {
    const user = loadUser(ledger, userId);
    // Read again: the password may have been changed while this one was being derived.
    const present = readCredential(ledger, userId);
    if (user === null || user.is_disabled || present === null) return failed();
    const isStill = isRight && Buffer.compare(present.hash, credential.hash) === 0;
    if (isStill && (typed === null || isProved(ledger, userId, proof))) {
      if (present.failures > 0) setFailures(ledger, userId, 0);
      noteAccess(ledger, office, { user: userId, via }, userId, 'LoginSucceeded', proof ?? {});
      return { ok: true, user };
    }
    const failures = present.failures + 1;
    noteAccess(ledger, office, { user: userId, via }, userId, 'LoginFailed', { failures });
    setFailures(ledger, userId, failures);
    return failed();
  });
}

function isProved(ledger: Ledger, userId: string, proof: Proof | null): boolean {
  return proof !== null && spend(ledger, userId, proof);
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
    noteAccess(ledger, office, asker, userId, 'UserUnlocked', {});
    return null;
  });
}

/** What each credential must be: the seal of the last password, and the attempts that failed since. */
export function foldCredentials(events: Iterable<StoredEvent>) {
  const found = new Map<string, { user_id: string; seal: string | null; failures: number }>();
  for (const { type, subject_id: user_id, payload } of events) {
    const said = payload as { seal?: string; failures?: number };
    const now = found.get(user_id);
    if (type === 'PasswordSet') found.set(user_id, { user_id, seal: said.seal ?? null, failures: 0 });
    else if (now === undefined) continue;
    else if (type === 'LoginFailed') found.set(user_id, { ...now, failures: said.failures ?? 0 });
    else if (type === 'UserLocked' || type === 'UserUnlocked' || now.failures > 0)
      found.set(user_id, { ...now, failures: 0 });
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

/** How often a password was got wrong in a row. */
export function setFailures(ledger: Ledger, userId: string, failures: number): void {
  ledger.statement('update credential set failures = ? where user_id = ?').run(failures, userId);
}
