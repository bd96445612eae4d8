import { checkIdentities, failedIdentities, refuseUntied } from '../../casework/marts/check-identities.ts';
import { buildLedgerMarts } from '../../casework/marts/ledger-marts.ts';
import { type Period, periodTitle } from '../../casework/marts/period.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { warehousePath } from '../../storage/warehouse/builds.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { writeNarrative } from './narrative.ts';
import { readSections } from './sections.ts';
import type { Summary } from './summary.ts';

export interface SummaryRequest {
  period: Period;
  office: string;
  made_on: string;
  /** Folder of the builds, and the published one among them. */
  builds: string;
  build: number;
  /** What the sources of data are called. */
  source_titles: ReadonlyMap<string, string>;
}

/**
 * Makes the recovery summary of a period and hands it over with the marts it was made of. Refused when one figure does
 * not tie: a total that does not add up leaves this house on no paper.
 */
export async function makeSummary<Result>(
  ledger: Ledger,
  request: SummaryRequest,
  use: (summary: Summary, marts: Warehouse) => Promise<Result>,
): Promise<Result> {
  const { builds, build, period, source_titles } = request;
  const marts = await buildLedgerMarts(ledger, warehousePath(builds, build), period, source_titles);
  try {
    return await use(await summarisePeriod(marts, request), marts);
  } finally {
    marts.close();
  }
}

/** What the marts say, once every identity holds. */
export async function summarisePeriod(marts: Warehouse, request: SummaryRequest): Promise<Summary> {
  const identities = await checkIdentities(marts);
  const failed = failedIdentities(identities);
  if (failed.length > 0) throw refuseUntied(failed);
  const { office, period, build, made_on } = request;
  return {
    office,
    title: periodTitle(period),
    period,
    build,
    data_as_of: await dayOf(marts, 'build'),
    made_on,
    paragraphs: await writeNarrative(marts),
    sections: await readSections(marts),
    identities,
  };
}
