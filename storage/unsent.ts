import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bytesToKeep, readKeptBytes } from './at-rest/kept-bytes.ts';
import { writeFileAtomically } from './atomic-file.ts';

const unsent = z.object({
  /** Counts up with every saving, so that of two windows the later one is noticed. */
  revision: z.int().min(1),
  /** What it was typed for; what has gone on since is another matter. */
  about: z.string(),
  value: z.record(z.string(), z.unknown()),
});

/** What somebody has typed and not sent. It is no record of the office: it goes when it is sent, or after a month. */
export type Unsent = z.infer<typeof unsent>;

const KEPT_DAYS = 30;

export function readUnsent(folder: string, name: string): Unsent | null {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) return null;
  try {
    return unsent.parse(JSON.parse(String(readKeptBytes(path))));
  } catch {
    return null;
  }
}

/** Keeps it; null where somebody has kept another in the meantime than the one this was typed over (0: none). */
export function keepUnsent(
  folder: string,
  name: string,
  { about, value, over }: Pick<Unsent, 'about' | 'value'> & { over: number },
): Unsent | null {
  const known = readUnsent(folder, name);
  if (known !== null && known.about === about && known.revision !== over) return null;
  const next = { revision: (known?.revision ?? 0) + 1, about, value };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.json`);
  writeFileAtomically(path, bytesToKeep(path, Buffer.from(JSON.stringify(next))));
  return next;
}

export function dropUnsent(folder: string, name: string): void {
  rmSync(join(folder, `${name}.json`), { force: true });
}

/** What nobody has touched for a month goes. */
export function clearUnsent(folder: string, now: number): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    if (now - statSync(path).mtimeMs > KEPT_DAYS * 86_400_000) rmSync(path, { force: true });
  }
}
