import { join } from 'node:path';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { type Morning, readMorning, writeMorning } from '../../reports/morning/morning.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { NightSummary } from './summarise.ts';

/**
 * Consumes the published build and the ledger; leaves the morning page and its workbook, and the night's summary as it
 * ended. `today` is the day whose terms fall due.
 */
export async function writeMorningPapers(
  workspace: Workspace,
  today: string,
): Promise<{ made: Morning; build: number; papers: string[] }> {
  const office = openOffice(workspace.home);
  const name = readPart(workspace.settings, officeName);
  using ledger = openOfficeLedger(office, 'read');
  const { build, warehouse } = await openPublished(workspace.builds);
  try {
    const { reports } = workspace;
    const made = await readMorning(warehouse, ledger, {
      office: name,
      reports,
      build,
      today,
      clocks: office.clocks,
    });
    return { made, build, papers: await writeMorning(made, name, reports) };
  } finally {
    warehouse.close();
  }
}

/** The night's summary beside its papers, for programs and for the nights to come. */
export function writeNightSummary(workspace: Workspace, summary: NightSummary): void {
  const path = join(workspace.reports, summary.as_of, 'night.json');
  writeFileAtomically(path, `${JSON.stringify(summary, null, 2)}\n`);
}
