import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const SENDERS: ReadonlyMap<string, string> = new Map(
  Object.entries(
    z
      .record(z.string(), z.string().min(1))
      .parse(parse(readFileSync(join(import.meta.dirname, 'senders.yaml'), 'utf8'))),
  ),
);

/** The office that sends a source; null where nobody has said. */
export function senderOf(source: string | null): string | null {
  return source === null ? null : (SENDERS.get(source) ?? null);
}
