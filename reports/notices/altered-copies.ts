import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listKeptFiles } from '../../casework/reads/papers/kept-papers.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { loadKinds } from './kinds.ts';
import { type Letterhead, titleFor } from './letterhead.ts';

/** Where a paper that went out lies for people to open, below the office's papers and without its ending. */
export function copyPlace(year: string, number: string, caseId: string, title: string): string {
  return join(year, `${number}-${caseId}-${title}`);
}

/** Of the copies that lie in the folders of the years those that are no longer what went out: one of them printed would be another paper. */
export function alteredCopies(
  ledger: Ledger,
  home: string,
  letterhead: Pick<Letterhead, 'titles'>,
): { copies: number; altered: string[] } {
  const kinds = new Map(loadKinds().map((kind) => [kind.kind, kind]));
  const altered: string[] = [];
  let copies = 0;
  for (const { kind: name, case_id, document_number, on, format, sha256 } of listKeptFiles(ledger)) {
    const kind = kinds.get(name);
    if (kind === undefined) continue;
    const place = `${copyPlace(on.slice(0, 4), document_number, case_id, titleFor(letterhead, kind))}.${format}`;
    const path = join(workspaceAt(home).documents, place);
    if (!existsSync(path)) continue;
    copies += 1;
    if (sha256Hex(readFileSync(path)) !== sha256) altered.push(place);
  }
  return { copies, altered };
}
