import type { AttachmentCheck } from '../casework/attachments/copy-attachments.ts';

/** A line for each attachment that is gone or is not what was attached, by case and hash. */
export function sayLost({ missing, altered }: AttachmentCheck): string[] {
  return [
    ...missing.map((place) => `✗ 附件缺失 attachment missing: ${place}`),
    ...altered.map((place) => `✗ 附件被改动 attachment altered: ${place}`),
  ];
}
