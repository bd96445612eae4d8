import { argon2Sync } from 'node:crypto';

/** OWASP's lowest recommended cost for argon2id: 19 MiB, two passes, one lane. */
export const COST = { memory_kib: 19_456, passes: 2, parallelism: 1 } as const;
export const SALT_BYTES = 16;

const HASH_BYTES = 32;

/** What is kept of a password or a one-time code: from it neither can be had again but by trying. */
export function deriveSecret(
  secret: string,
  cost: { memory_kib: number; passes: number; parallelism: number; salt: Uint8Array },
): Uint8Array {
  return argon2Sync('argon2id', {
    message: secret.normalize('NFC'),
    nonce: cost.salt,
    memory: cost.memory_kib,
    passes: cost.passes,
    parallelism: cost.parallelism,
    tagLength: HASH_BYTES,
  });
}
