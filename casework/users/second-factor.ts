import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sha256Hex } from '../../core/hash.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { standingsOf } from '../acts/who-may.ts';
import type { Office } from '../office.ts';
import { readCodes, readSecondFactor } from '../reads/users/second-factors.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { User } from '../roles.ts';
import type { Asker } from './asker.ts';
import { COST, deriveSecret, deriveSecretAside, SALT_BYTES } from './derive-secret.ts';
import type { UserPayloads } from './fold-user.ts';
import { noteAccess } from './note-access.ts';
import { randomPassword } from './random-password.ts';

/** RFC 6238 as every application on a telephone has it: HMAC-SHA-1, six digits, thirty seconds. */
const SECRET_BYTES = 20;
/** A telephone may be so many periods of thirty seconds ahead or behind. */
const WINDOW = 1;
const CODES_ON_A_SHEET = 10;
const CODE_LETTERS = 12;

/** By what a sign-in was proved beside the password; goes into the chain, so that nobody proves anything by it again. */
export type Proof = { step: number } | { code: number };

/** Whether the office asks somebody for a second factor: by what they are, also in another's name. */
export function wantsSecondFactor(desk: { ledger: Ledger; office: Office }, user: User): boolean {
  const asked = new Set<string>(desk.office.second_factor);
  if (asked.has('approver')) asked.add('delegate');
  return [...standingsOf(desk, user)].some((standing) => asked.has(standing));
}

/** Why somebody does nothing before they have the second factor that their role asks for. */
export function refuseWithoutFactor(
  desk: { ledger: Ledger; office: Office },
  user: User,
): CommandRefusal | null {
  const isMissing = wantsSecondFactor(desk, user) && readSecondFactor(desk.ledger, user.user_id) === null;
  return isMissing ? refuse('second-factor-missing') : null;
}

/** A new secret for an application on a telephone, as text to type and as the address that its square pattern holds. */
export function newSecret(user: User, issuer: string): { secret: Uint8Array; text: string; uri: string } {
  const secret = new Uint8Array(randomBytes(SECRET_BYTES));
  const totp = totpOf(secret, user.user_id, issuer);
  return { secret, text: totp.secret.base32, uri: totp.toString() };
}

/** The period of a code that the application shows now; null where it is no such code. */
export function stepOf(secret: Uint8Array, code: string, now: string): number | null {
  const totp = totpOf(secret, '', '');
  const timestamp = Date.parse(now);
  const delta = totp.validate({ token: code.replaceAll(/\s/g, ''), timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** One-time codes to print, and what is kept of them. */
export interface CodeSheet {
  codes: string[];
  salt: Uint8Array;
  hashes: Uint8Array[];
}

function newSheet(): CodeSheet {
  const { codes, salt } = newCodes();
  return { codes, salt, hashes: codes.map((code) => deriveSecret(bare(code), { ...COST, salt })) };
}

/** The same for a server: the keys are derived in other threads. */
export async function newSheetAside(): Promise<CodeSheet> {
  const { codes, salt } = newCodes();
  const hashes = await Promise.all(codes.map((code) => deriveSecretAside(bare(code), { ...COST, salt })));
  return { codes, salt, hashes };
}

function newCodes(): Pick<CodeSheet, 'codes' | 'salt'> {
  return {
    codes: Array.from({ length: CODES_ON_A_SHEET }, () => randomPassword(CODE_LETTERS)),
    salt: new Uint8Array(randomBytes(SALT_BYTES)),
  };
}

/**
 * Gives somebody a second factor in place of the one they have: the secret of their telephone, proved by a code of it, or a
 * sheet of codes alone where there is none (no code). `begun` is the secret that was made when they proved who they are; without
 * it nothing is set. Answers the codes of a new sheet, which stand nowhere else.
 */
export function setSecondFactor(
  ledger: Ledger,
  office: Office,
  by: { user: string; via: string },
  begun: Uint8Array | null,
  code: string | null,
  { codes, salt, hashes }: CodeSheet = newSheet(),
): string[] | CommandRefusal {
  if (begun === null) return refuse('second-factor-missing');
  const secret = code === null ? null : begun;
  const step = code === null ? 0 : stepOf(begun, code, office.now());
  if (step === null) return refuse('code-wrong', {});
  inTransaction(ledger, () => {
    forget(ledger, by.user);
    const kept = secret === null ? null : ledger.keeping.close(secret, by.user);
    ledger
      .statement('insert into main.second_factor (user_id, secret, salt, last_step) values (?, ?, ?, ?)')
      .run(by.user, kept, salt, step);
    const insert = ledger.statement(
      'insert into one_time_code (user_id, number, hash, is_used) values (?, ?, ?, 0)',
    );
    for (const [at, hash] of hashes.entries()) insert.run(by.user, at + 1, hash);
    const seal = factorSeal(by.user, secret, salt, hashes);
    const payload: UserPayloads['SecondFactorSet'] = {
      kind: secret === null ? 'codes' : 'app',
      codes: codes.length,
      step,
      seal,
    };
    noteAccess(ledger, office, by, by.user, 'SecondFactorSet', payload);
  });
  return codes;
}

/** Takes a second factor away; inside the caller's transaction. */
export function removeSecondFactor(ledger: Ledger, office: Office, by: Asker, userId: string): void {
  forget(ledger, userId);
  noteAccess(ledger, office, by, userId, 'SecondFactorRemoved', {});
}

/**
 * By what a code proves that somebody holds what they were given; null where it proves nothing: it is none of theirs, it was
 * used before, or it is older than one that was. Nothing is used up yet.
 */
export function proofBy(
  ledger: Ledger,
  userId: string,
  code: string,
  /** Of a code of a sheet (`sheetCode`). */
  derived: Uint8Array | null,
  now: string,
): Proof | null {
  const factor = readSecondFactor(ledger, userId);
  if (factor === null) return null;
  if (derived === null) {
    const step = factor.secret === null ? null : stepOf(factor.secret, code, now);
    return step === null || step <= factor.last_step ? null : { step };
  }
  const found = readCodes(ledger, userId).filter(
    ({ hash, is_used }) => timingSafeEqual(hash, derived) && is_used === 0,
  );
  return found[0] === undefined ? null : { code: found[0].number };
}

/** What must be derived of a code before it can be compared; null where it is one of a telephone, or nobody has a factor. */
export function sheetCode(
  ledger: Ledger,
  userId: string,
  code: string,
): Parameters<typeof deriveSecret> | null {
  const factor = readSecondFactor(ledger, userId);
  if (factor === null || /^\s*(?:\d\s*){6}$/.test(code)) return null;
  return [bare(code), { ...COST, salt: factor.salt }];
}

/** Uses a proof up; false where somebody else was quicker. Inside the transaction that writes the sign-in down. */
export function spend(ledger: Ledger, userId: string, proof: Proof): boolean {
  const { changes } =
    'step' in proof
      ? ledger
          .statement('update main.second_factor set last_step = ? where user_id = ? and last_step < ?')
          .run(proof.step, userId, proof.step)
      : ledger
          .statement('update one_time_code set is_used = 1 where user_id = ? and number = ? and is_used = 0')
          .run(userId, proof.code);
  return changes === 1;
}

/** What of second factors must stand in the ledger, by what the journal tells of them. */
export function foldSecondFactors(events: Iterable<StoredEvent>): {
  user_id: string;
  seal: string;
  last_step: number;
  codes: string;
  used: string;
}[] {
  const found = new Map<string, { seal: string; last_step: number; codes: string; used: number[] }>();
  for (const { type, subject_id, payload } of events) {
    const said = payload as Partial<UserPayloads['SecondFactorSet'] & { code: number }>;
    const now = found.get(subject_id);
    if (type === 'SecondFactorSet')
      found.set(subject_id, {
        ...{ seal: said.seal ?? '', last_step: said.step ?? 0, used: [] },
        codes: Array.from({ length: said.codes ?? 0 }, (_, at) => at + 1).join(' '),
      });
    if (type === 'SecondFactorRemoved') found.delete(subject_id);
    if (type !== 'LoginSucceeded' || now === undefined) continue;
    if (said.step !== undefined) found.set(subject_id, { ...now, last_step: said.step });
    if (said.code !== undefined) found.set(subject_id, { ...now, used: [...now.used, said.code] });
  }
  return [...found].map(([user_id, { used, ...row }]) => ({
    user_id,
    ...row,
    used: used.sort((a, b) => a - b).join(' '),
  }));
}

/** The same as it stands in the ledger. */
export function presentFactor(ledger: Ledger, userId: string) {
  const factor = readSecondFactor(ledger, userId);
  const codes = readCodes(ledger, userId);
  if (factor === null) return null;
  return {
    user_id: userId,
    seal: factorSeal(
      userId,
      factor.secret,
      factor.salt,
      codes.map(({ hash }) => hash),
    ),
    last_step: factor.last_step,
    codes: codes.map(({ number }) => number).join(' '),
    used: codes
      .filter(({ is_used }) => is_used === 1)
      .map(({ number }) => number)
      .join(' '),
  };
}

function factorSeal(
  userId: string,
  secret: Uint8Array | null,
  salt: Uint8Array,
  hashes: readonly Uint8Array[],
): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return sha256Hex([userId, secret === null ? '' : hex(secret), hex(salt), ...hashes.map(hex)].join(' '));
}

function totpOf(secret: Uint8Array, label: string, issuer: string): TOTP {
  const buffer = new Uint8Array(secret).buffer;
  return new TOTP({ issuer, label, secret: new Secret({ buffer }) });
}

/** A code as it is compared: without what stands between its groups. */
const bare = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

function forget(ledger: Ledger, userId: string): void {
  ledger.statement('delete from one_time_code where user_id = ?').run(userId);
  ledger.statement('delete from main.second_factor where user_id = ?').run(userId);
}
