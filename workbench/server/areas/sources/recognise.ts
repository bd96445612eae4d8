import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../../core/errors.ts';
import type { recognition } from '../../../contract/sources.ts';
import { aside } from '../../aside.ts';
import type { Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';
import { inboxFiles } from './inbox.ts';

export type Recognised = z.input<typeof recognition>;

const receiptFile = z.object({ name: z.string(), kept_as: z.string() });

const kept = new WeakMap<Desk, Map<string, Promise<Recognised>>>();

/** How a file is understood, by the mapping as it stands; files do not change under their hash. */
export function recognise(desk: Desk, hash: string): Promise<Recognised> {
  const known = kept.get(desk) ?? new Map<string, Promise<Recognised>>();
  kept.set(desk, known);
  const key = `${hash} ${stampOf(desk.workspace.mapping)}`;
  const asked = known.get(key) ?? ask(desk, hash);
  known.set(key, asked);
  // what hangs or bursts is not read again for the next who looks
  asked.catch((error) => error instanceof Refusal || known.delete(key));
  return asked;
}

async function ask(desk: Desk, hash: string): Promise<Recognised> {
  const { path, name } = locate(desk, hash);
  const { mapping } = desk.workspace;
  return { hash, ...(await aside('describeFile', path, name, existsSync(mapping) ? mapping : null)) };
}

/** A file by its content: it waits in the inbox, or a night has received it. */
function locate({ workspace, ...desk }: Desk, hash: string): { path: string; name: string } {
  const waiting = inboxFiles({ workspace, ...desk }).find((file) => file.hash === hash);
  if (waiting) return waiting;
  const folder = join(workspace.received, hash);
  const receipt = join(folder, 'receipt.json');
  if (!existsSync(receipt)) notFound({ zh: '没有这个文件。', en: 'There is no such file.' });
  const { name, kept_as } = receiptFile.parse(JSON.parse(readFileSync(receipt, 'utf8')));
  return { path: join(folder, kept_as), name };
}

function stampOf(path: string): string {
  return existsSync(path) ? String(statSync(path).mtimeMs) : '-';
}
