import { type Argon2Parameters, argon2, argon2Sync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's lowest recommended cost for argon2id: 19 MiB, two passes, one lane. */
export const COST = { memory_kib: 19_456, passes: 2, parallelism: 1 } as const;
export const SALT_BYTES = 16;

const HASH_BYTES = 32;

interface Cost {
  memory_kib: number;
  passes: number;
  parallelism: number;
  salt: Uint8Array;
}

/** What is kept of a password or a one-time code: from it neither can be had again but by trying. */
export function deriveSecret(secret: string, cost: Cost): Uint8Array {
  return argon2Sync('argon2id', parametersOf(secret, cost));
}

/** The same in another thread: it takes a twentieth of a second, in which nobody else would be answered. */
export function deriveSecretAside(secret: string, cost: Cost): Promise<Uint8Array> {
  return aside('argon2id', parametersOf(secret, cost));
}

/** What of a secret is written down. */
export interface KeptSecret {
  salt: Uint8Array;
  hash: Uint8Array;
}

export function keptSecret(secret: string): KeptSecret {
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  return { salt, hash: deriveSecret(secret, { ...COST, salt }) };
}

export async function keptSecretAside(secret: string): Promise<KeptSecret> {
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  return { salt, hash: await deriveSecretAside(secret, { ...COST, salt }) };
}

const aside = promisify(argon2);

function parametersOf(secret: string, cost: Cost): Argon2Parameters {
  return {
    message: secret.normalize('NFC'),
    nonce: cost.salt,
    memory: cost.memory_kib,
    passes: cost.passes,
    parallelism: cost.parallelism,
    tagLength: HASH_BYTES,
  };
}
