import type { StoredCheck } from '../casework/attachments/copy-stored.ts';
import type { StoredSet } from '../casework/attachments/stored-sets.ts';

/** A line for each stored file that is gone or is not what it was, by case and hash. */
export function sayLost({ title: { zh, en } }: Pick<StoredSet, 'title'>, check: StoredCheck): string[] {
  return [
    ...check.missing.map((place) => `✗ ${zh}缺失 ${en}, missing: ${place}`),
    ...check.altered.map((place) => `✗ ${zh}被改动 ${en}, altered: ${place}`),
  ];
}

export function isWhole({ missing, altered }: StoredCheck): boolean {
  return missing.length + altered.length === 0;
}
