import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';
import { inboxFiles } from './inbox.ts';

const receiptFile = z.object({ name: z.string(), kept_as: z.string() });

/** A file by its content: it waits in the inbox, or a night has received it. */
export function locateFile({ workspace, ...desk }: Desk, hash: string): { path: string; name: string } {
  const waiting = inboxFiles({ workspace, ...desk }).find((file) => file.hash === hash);
  if (waiting) return waiting;
  const folder = join(workspace.received, hash);
  const receipt = join(folder, 'receipt.json');
  if (!existsSync(receipt)) notFound({ zh: '没有这个文件。', en: 'There is no such file.' });
  const { name, kept_as } = receiptFile.parse(JSON.parse(readFileSync(receipt, 'utf8')));
  return { path: join(folder, kept_as), name };
}
