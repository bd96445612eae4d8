import { mappingsOf } from '../../../../casework/columns/office-columns.ts';
import { Refusal } from '../../../../core/errors.ts';
import { sha256Hex, stableJson } from '../../../../core/hash.ts';
import type { Mapping } from '../../../../reading/recognition/mapping.ts';
import { aside } from '../../aside.ts';
import type { Desk } from '../../desk.ts';
import type { Recognised } from './describe-file.ts';
import { locateFile } from './locate-file.ts';

const kept = new WeakMap<Desk, Map<string, Promise<Recognised>>>();

/** How a file is understood, by what the office says of columns as it stands; files do not change under their hash. */
export function recognise(desk: Desk, hash: string): Promise<Recognised> {
  const known = kept.get(desk) ?? new Map<string, Promise<Recognised>>();
  kept.set(desk, known);
  const mappings = mappingsOf(desk);
  const key = sha256Hex(stableJson({ hash, mappings }));
  const asked = known.get(key) ?? ask(desk, hash, mappings);
  known.set(key, asked);
  // what hangs or bursts is not read again for the next who looks
  asked.catch((error) => error instanceof Refusal || known.delete(key));
  return asked;
}

async function ask(desk: Desk, hash: string, mappings: readonly Mapping[]): Promise<Recognised> {
  const { path, name } = locateFile(desk, hash);
  return { hash, ...(await aside('describeFile', path, name, mappings)) };
}
