import { headFiles, proofsPart } from '../storage/ledger/chain-heads.ts';
import { readPart } from '../storage/settings.ts';
import { workspaceAt } from '../storage/workspace.ts';

/** Where the heads of an office's chain are kept; without its settings, where they cannot be read, in its folder alone. */
export function headFilesOf(home: string): string[] {
  const workspace = workspaceAt(home);
  return headFiles(workspace.home, readPart(workspace.settings, proofsPart));
}
