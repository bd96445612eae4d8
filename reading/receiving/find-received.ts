import { EXIT, Refusal } from '../../core/errors.ts';
import type { Receipt } from './receipt.ts';

/** A file as the office names it: by name below the inbox, or by the beginning of the hash of its content. */
export function findReceived(receipts: readonly Receipt[], wanted: string): Receipt {
  const found = receipts.filter(({ name, hash }) => name === wanted || hash.startsWith(wanted));
  if (found.length === 1) return found[0]!;
  throw new Refusal(
    'delivery-unknown',
    found.length === 0
      ? `没有收到过名为“${wanted}”的文件。`
      : `有 ${found.length} 份文件叫“${wanted}”，请改用内容指纹（received/ 下的文件夹名）。`,
    found.length === 0
      ? `No file named "${wanted}" was received.`
      : `${found.length} files are named "${wanted}": give the hash of the content (the name of its folder in received/).`,
    EXIT.usage,
  );
}
