import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { z } from 'zod';
import { keyInSettings, publicKeyOf } from './office-key.ts';

/** What each sealed file begins with; then a line that says for whom, then the bytes. */
const MARK = 'hedui sealed 1\n';
const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const NONCE_BYTES = 12;

const header = z.object({
  nonce: z.string(),
  for: z.array(z.object({ key: z.string(), sender: z.string(), wrapped: z.string() })),
});

/**
 * Seals bytes for some public keys, bound to the name under which they are kept: a key made for these bytes alone, wrapped
 * for each by X25519 with a sender key that is thrown away, and AES-256-GCM, which notices every changed bit.
 */
export function seal(bytes: Uint8Array, name: string, keys: readonly string[]): Uint8Array {
  const contentKey = randomBytes(32);
  const nonce = randomBytes(NONCE_BYTES);
  const said: z.infer<typeof header> = {
    nonce: nonce.toString('base64url'),
    for: keys.map((key) => {
      const sender = generateKeyPairSync('x25519');
      const senderName = keyInSettings(sender.publicKey);
      const wrapping = wrappingKey(sender.privateKey, publicKeyOf(key), senderName, key);
      const wrapped = encrypt(contentKey, wrapping, Buffer.alloc(NONCE_BYTES), '');
      return { key, sender: senderName, wrapped: Buffer.from(wrapped).toString('base64url') };
    }),
  };
  const head = `${MARK}${JSON.stringify(said)}\n`;
  return Buffer.concat([Buffer.from(head), encrypt(bytes, contentKey, nonce, `${head}${name}`)]);
}

/** The bytes that were sealed under this name; null where this key opens them not, or a bit of them has changed. */
export function unseal(sealed: Uint8Array, name: string, key: KeyObject): Buffer | null {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const end = bytes.indexOf('\n', MARK.length);
  if (bytes.subarray(0, MARK.length).toString() !== MARK || end < 0) return null;
  try {
    const { nonce, for: receivers } = header.parse(
      JSON.parse(bytes.subarray(MARK.length, end).toString('utf8')),
    );
    const own = keyInSettings(key);
    const receiver = receivers.find((one) => one.key === own);
    if (receiver === undefined) return null;
    const wrapping = wrappingKey(key, publicKeyOf(receiver.sender), receiver.sender, own);
    const wrapped = Buffer.from(receiver.wrapped, 'base64url');
    const contentKey = decrypt(wrapped, wrapping, Buffer.alloc(NONCE_BYTES), '');
    const head = bytes.subarray(0, end + 1).toString('utf8');
    return decrypt(bytes.subarray(end + 1), contentKey, Buffer.from(nonce, 'base64url'), `${head}${name}`);
  } catch {
    return null;
  }
}

/** A sender key is used once, so that the nonce of what is wrapped may be zero. */
function wrappingKey(own: KeyObject, other: KeyObject, sender: string, receiver: string): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: other });
  return Buffer.from(hkdfSync('sha256', shared, `${sender} ${receiver}`, 'hedui backup', 32));
}

function encrypt(bytes: Uint8Array, key: Uint8Array, nonce: Uint8Array, bound: string): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(bytes: Buffer, key: Uint8Array, nonce: Uint8Array, bound: string): Buffer {
  const cut = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(cut));
  return Buffer.concat([decipher.update(bytes.subarray(0, cut)), decipher.final()]);
}
