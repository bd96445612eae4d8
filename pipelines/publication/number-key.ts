import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { Refusal } from '../../core/errors.ts';

const LEAST_BYTES = 32;

/** The province's key: what it makes of a number is the same in every county, and nobody without it gets the number back. */
export interface NumberKey {
  /** Tells two keys apart and nothing of either. */
  name: string;
  /** Blanks, hyphens and the width of characters aside, equal numbers give equal texts. */
  of: (number: string) => string;
}

/** Reads the key; it may lie neither in the office's folder nor with what is published. */
export function readNumberKey(path: string, apartFrom: readonly string[]): NumberKey {
  const at = resolve(path);
  if (!existsSync(at)) {
    throw new Refusal('key-missing', `没有密钥文件 ${at}。`, `There is no key file ${at}.`);
  }
  const beside = apartFrom.map((folder) => resolve(folder)).find((folder) => at.startsWith(folder + sep));
  if (beside !== undefined) {
    throw new Refusal(
      'key-not-apart',
      `密钥不能放在 ${beside} 里：拿到数据的人就拿到了密钥。请移到别处再试。`,
      `The key may not lie in ${beside}: whoever has the data would have the key. Move it elsewhere and try again.`,
    );
  }
  const key = readFileSync(at);
  if (key.length < LEAST_BYTES) {
    throw new Refusal(
      'key-too-short',
      `密钥文件 ${at} 太短（${key.length} 字节），至少要 ${LEAST_BYTES} 字节的随机数。请向省级经办机构索取正确的文件。`,
      `The key file ${at} is too short (${key.length} bytes); it takes at least ${LEAST_BYTES} random ones. Ask the province for the right file.`,
    );
  }
  const known = new Map<string, string>();
  const hash = (text: string): string => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
  return {
    name: hash('name of the key'),
    of: (number) => {
      const plain = number.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
      const before = known.get(plain);
      if (before !== undefined) return before;
      const made = `H${hash(`number ${plain}`)}`;
      known.set(plain, made);
      return made;
    },
  };
}
