import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import type { SettingsPart } from '../settings.ts';

const PREFIX = 'x25519:';

/** For whom backups are sealed: public keys, as `backup --new-key` prints them. Whoever writes a backup needs no secret. */
export const backupPart = {
  key: 'backup',
  schema: z
    .strictObject({
      /** How long sealed backups stay: all of so many days, then the last of each month for so many months. */
      keep: z
        .strictObject({
          days: z.int().min(1).max(3660).default(60),
          months: z.int().min(0).max(240).default(24),
        })
        .prefault({}),
      keys: z.array(z.string().regex(/^x25519:[\w-]{43}$/, { error: 'x25519:…' })).default([]),
    })
    .prefault({}),
} as const satisfies SettingsPart;

/** Makes a key file of the office, for its owner alone, and returns the public key for its settings. */
export function makeOfficeKey(path: string): string {
  if (existsSync(path)) {
    throw new Refusal(
      'backup-exists',
      `文件已存在，不会覆盖：${path}`,
      `The file exists and is not overwritten: ${path}`,
    );
  }
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return keyInSettings(publicKey);
}

/** The secret key of a key file. */
export function readOfficeKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch {
    // said below: a file that is none, or is not there
  }
  throw new Refusal(
    'backup-key-unreadable',
    `这不是本单位的备份密钥文件：${path}`,
    `This is no key file of the office's backups: ${path}`,
  );
}

/** A public key as it stands in the settings. */
export function keyInSettings(key: KeyObject): string {
  const { x = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return `${PREFIX}${x}`;
}

export function publicKeyOf(name: string): KeyObject {
  const x = name.slice(PREFIX.length);
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
}
