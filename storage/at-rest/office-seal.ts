import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../../core/hash.ts';

/** The ways in which the folder can be sealed; both notice every changed bit. SM4 where national algorithms are asked for. */
export const CIPHERS = ['aes-256-gcm', 'sm4'] as const;
export type AtRestCipher = (typeof CIPHERS)[number];

/** What one sealed value begins with: its cipher. What was sealed by one opens after the office has chosen the other. */
const CODES: Readonly<Record<AtRestCipher, number>> = { 'aes-256-gcm': 1, sm4: 2 };

const TAG_BYTES = 16;
const NONCE_BYTES: Readonly<Record<AtRestCipher, number>> = { 'aes-256-gcm': 12, sm4: 16 };

/**
 * Seals bytes under the office's key. The nonce follows from the bytes and from what they are bound to: the same sealed twice is
 * the same, so that a backup writes it once, and no nonce ever serves for two texts. SM4 is bound by HMAC with SM3 (encrypt, then
 * sign), because the runtime has no SM4-GCM.
 */
export class OfficeSeal {
  /** By what the key is known where it is not told: says nothing of it. */
  readonly keyId: string;
  readonly cipher: AtRestCipher;
  readonly #keys: Readonly<Record<AtRestCipher, { text: Buffer; nonce: Buffer; tag: Buffer }>>;

  constructor(secret: Uint8Array, cipher: AtRestCipher) {
    const keyFor = (use: string, bytes: number): Buffer =>
      Buffer.from(hkdfSync('sha256', secret, 'hedui at rest', use, bytes));
    this.cipher = cipher;
    this.keyId = sha256Hex(keyFor('name of the key', 32)).slice(0, 16);
    this.#keys = {
      'aes-256-gcm': { text: keyFor('aes text', 32), nonce: keyFor('aes nonce', 32), tag: Buffer.alloc(0) },
      sm4: { text: keyFor('sm4 text', 16), nonce: keyFor('sm4 nonce', 32), tag: keyFor('sm4 tag', 32) },
    };
  }

  close(bytes: Uint8Array, bound: string): Buffer {
    const { cipher } = this;
    const { text, nonce: forNonce, tag: forTag } = this.#keys[cipher];
    const digest = cipher === 'sm4' ? 'sm3' : 'sha256';
    const nonce = createHmac(digest, forNonce)
      .update(`${bound}\0`)
      .update(bytes)
      .digest()
      .subarray(0, NONCE_BYTES[cipher]);
    const head = Buffer.concat([Buffer.of(CODES[cipher]), nonce]);
    if (cipher === 'sm4') {
      const closed = Buffer.concat([head, createCipheriv('sm4-ctr', text, nonce).update(bytes)]);
      return Buffer.concat([closed, tagOf(forTag, closed, bound)]);
    }
    const made = createCipheriv('aes-256-gcm', text, nonce).setAAD(Buffer.from(bound));
    return Buffer.concat([head, made.update(bytes), made.final(), made.getAuthTag()]);
  }

  /** The bytes; null where they were sealed under another key, bound to something else, or altered. */
  open(sealed: Uint8Array, bound: string): Buffer | null {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const cipher = CIPHERS.find((one) => CODES[one] === bytes[0]);
    if (cipher === undefined || bytes.length < 1 + NONCE_BYTES[cipher] + TAG_BYTES) return null;
    const { text, tag: forTag } = this.#keys[cipher];
    const start = 1 + NONCE_BYTES[cipher];
    const nonce = bytes.subarray(1, start);
    const end = bytes.length - TAG_BYTES;
    const tag = bytes.subarray(end);
    if (cipher === 'sm4') {
      if (!timingSafeEqual(tagOf(forTag, bytes.subarray(0, end), bound), tag)) return null;
      return createDecipheriv('sm4-ctr', text, nonce).update(bytes.subarray(start, end));
    }
    try {
      const opened = createDecipheriv('aes-256-gcm', text, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(bound))
        .setAuthTag(tag);
      return Buffer.concat([opened.update(bytes.subarray(start, end)), opened.final()]);
    } catch {
      return null;
    }
  }
}

function tagOf(key: Buffer, closed: Uint8Array, bound: string): Buffer {
  return createHmac('sm3', key).update(`${bound}\0`).update(closed).digest().subarray(0, TAG_BYTES);
}
