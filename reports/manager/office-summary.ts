import { businessDay } from '../../casework/business-day.ts';
import { readPeriod } from '../../casework/marts/period.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { currentBuild, noPublishedBuild } from '../../storage/warehouse/builds.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { makeSummary } from './make-summary.ts';
import { summaryWorkbook } from './papers/workbook.ts';
import type { Summary } from './summary.ts';

/** The recovery summary of an office's workspace between two days; refused where a figure does not tie. */
export async function officeSummary<Result>(
  home: string,
  days: { from: string; to: string },
  use: (summary: Summary, marts: Warehouse) => Promise<Result>,
): Promise<Result> {
  const { settings, builds } = workspaceAt(home);
  const period = readPeriod(days.from, days.to);
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'read');
  const build = currentBuild(builds);
  if (build === null) throw noPublishedBuild();
  const request = {
    period,
    office: readPart(settings, officeName),
    made_on: businessDay(office.now()),
    builds,
    build,
    source_titles: new Map(loadSources().map(({ source, title }) => [source, title])),
  };
  return await makeSummary(ledger, request, use);
}

/** The workbook of the summary, for whoever asks for nothing else of it. */
export function recoveryWorkbook(home: string, from: string, to: string): Promise<Uint8Array> {
  return officeSummary(home, { from, to }, (summary) => summaryWorkbook(summary));
}
