import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SettingsPart } from '../settings.ts';
import type { Ledger } from './ledger.ts';
import { type ChainBreach, type ChainHead, compareHead, exportHead } from './verify-chain.ts';

/** Where the ends of the chain are kept besides the office's own folder: a file share, a stick. */
export const proofsPart = {
  key: 'proofs',
  schema: z
    .strictObject({
      /** A folder outside of the workspace; each night's chain head is written there and compared by itself. */
      heads: z.string().min(1).optional(),
    })
    .prefault({}),
} as const satisfies SettingsPart;

const FILE = 'chain-heads.jsonl';

const keptHead = z.object({
  ledger_id: z.string(),
  seq: z.int().min(0),
  hash: z.string(),
  at: z.string().nullable(),
  /** A backup was put in the place of the ledger, with fewer records than heads kept before this one knew. */
  is_restored: z.boolean().default(false),
});

type KeptHead = z.infer<typeof keptHead>;

/** The files in which heads are kept: the workspace's own, and that of the place which the office named. */
export function headFiles(home: string, { heads }: { heads?: string | undefined }): string[] {
  return [join(home, FILE), ...(heads === undefined ? [] : [join(heads, FILE)])];
}

/** Writes the present end of the chain into every place; names the places that could not be written. */
export function keepHead(
  ledger: Ledger,
  files: readonly string[],
  { isRestored = false }: { isRestored?: boolean } = {},
): { head: ChainHead; unreachable: string[] } {
  const head = exportHead(ledger);
  const unreachable = files.filter((file) => {
    try {
      const last = readHeads(file).heads.at(-1);
      if (last?.hash === head.hash && last.seq === head.seq && !isRestored) return false;
      mkdirSync(dirname(file), { recursive: true });
      const line = `${JSON.stringify({ ...head, is_restored: isRestored })}\n`;
      // a line that was cut off while it was written stays one of its own
      appendFileSync(file, isCutOff(file) ? `\n${line}` : line, { mode: 0o600 });
      return false;
    } catch {
      return true;
    }
  });
  return { head, unreachable };
}

/** What of the heads that were kept the ledger contradicts: a journal cut off, rewritten, or another one in its place. */
export function compareKeptHeads(ledger: Ledger, files: readonly string[]): ChainBreach[] {
  const own = exportHead(ledger).ledger_id;
  return files.flatMap((file): ChainBreach[] => {
    const { heads, unreadable } = readHeads(file);
    const spoilt = unreadable.map(
      (line): ChainBreach => ({
        seq: 0,
        kind: 'rewritten',
        detail: `line ${line} of ${file} is no chain head`,
      }),
    );
    const ours = heads.filter(({ ledger_id }) => ledger_id === own);
    if (heads.length > 0 && ours.length === 0) {
      return [
        ...spoilt,
        { seq: 0, kind: 'other-ledger', detail: `${file} knows another ledger than this one` },
      ];
    }
    return [...spoilt, ...inForce(ours).flatMap((head) => compareHead(ledger, head))];
  });
}

/** Heads of records that a restored backup no longer held say nothing of the ledger as it is. */
function inForce(heads: readonly KeptHead[]): KeptHead[] {
  return heads.filter(
    ({ seq }, place) => !heads.slice(place + 1).some((later) => later.is_restored && later.seq < seq),
  );
}

function readHeads(file: string): { heads: KeptHead[]; unreadable: number[] } {
  if (!existsSync(file)) return { heads: [], unreadable: [] };
  const heads: KeptHead[] = [];
  const unreadable: number[] = [];
  for (const [place, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line === '') continue;
    const head = parsed(line);
    if (head !== null) heads.push(head);
    // a line without its end was cut off while it was written, by a power that failed
    else if (line.endsWith('}')) unreadable.push(place + 1);
  }
  return { heads, unreadable };
}

function isCutOff(file: string): boolean {
  return existsSync(file) && !/(?:^|\n)$/.test(readFileSync(file, 'utf8'));
}

function parsed(line: string): KeptHead | null {
  try {
    return keptHead.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
