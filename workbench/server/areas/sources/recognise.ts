import { existsSync, statSync } from 'node:fs';
import type { z } from 'zod';
import { Refusal } from '../../../../core/errors.ts';
import type { recognition } from '../../../contract/sources.ts';
import { aside } from '../../aside.ts';
import type { Desk } from '../../desk.ts';
import { locateFile } from './locate-file.ts';

export type Recognised = z.input<typeof recognition>;

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
  const { path, name } = locateFile(desk, hash);
  const { mapping } = desk.workspace;
  return { hash, ...(await aside('describeFile', path, name, existsSync(mapping) ? mapping : null)) };
}

function stampOf(path: string): string {
  return existsSync(path) ? String(statSync(path).mtimeMs) : '-';
}
