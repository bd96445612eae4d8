import type { Office } from '../../casework/office.ts';
import { type Morning, readMorning, writeMorning } from '../../reports/morning/morning.ts';
import { proofsPart } from '../../storage/ledger/chain-heads.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { printHead } from '../../storage/ledger/printed-head.ts';
import { exportHead } from '../../storage/ledger/verify-chain.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import type { Workspace } from '../../storage/workspace.ts';

/**
 * Consumes the published build and the ledger; leaves the morning page and its workbook. `today` is the day whose terms fall due.
 */
export async function writeMorningPapers(
  workspace: Workspace,
  office: Office,
  ledger: Ledger,
  today: string,
): Promise<{ made: Morning; build: number; papers: string[] }> {
  const name = readPart(workspace.settings, officeName);
  const keepsElsewhere = readPart(workspace.settings, proofsPart).heads !== undefined;
  const { build, warehouse } = await openPublished(workspace.builds);
  try {
    const { reports } = workspace;
    const made = await readMorning(warehouse, ledger, {
      office: name,
      reports,
      build,
      today,
      clocks: office.clocks,
      head: keepsElsewhere ? null : printHead(exportHead(ledger)),
    });
    return { made, build, papers: await writeMorning(made, name, reports) };
  } finally {
    warehouse.close();
  }
}
