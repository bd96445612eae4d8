import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monthsFromTo } from '../../pipelines/generate/calendar.ts';
import type { Stop } from '../../pipelines/precheck/batch/judge-batch.ts';
import { tryBatch } from '../../pipelines/precheck/batch/try-batch.ts';
import { readTrialFiles } from '../../pipelines/precheck/trial-files.ts';
import { KeptReadings } from '../../reading/kept-readings.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { Office } from '../night/office.ts';
import { county, fileOf, rosterName, TOWNSHIPS } from './county.ts';

/** An office of three townships that has received two months. */
export async function officeOfTwoMonths(): Promise<Office> {
  const office = new Office();
  for (const month of [202210, 202211]) office.put(rosterName(month), fileOf(county(month, '已支付')));
  await office.night('2022-11-30');
  return office;
}

/** One that has received a year without a gap, in which the last of its people was left out of one month. */
export async function officeOfAYear(): Promise<Office> {
  const office = new Office();
  for (const month of monthsFromTo(202112, 202211)) {
    const lines = county(month, '已支付');
    office.put(rosterName(month), fileOf(month === 202206 ? lines.slice(0, -1) : lines));
  }
  await office.night('2022-11-30');
  return office;
}

/** One whose townships each send a file, and for the last month one for all where the county put them together. */
export async function officeOfTownships(isLastTogether: boolean): Promise<Office> {
  const office = new Office();
  for (const month of [202210, 202211]) {
    if (isLastTogether && month === 202211) office.put(rosterName(month), fileOf(county(month, '已支付')));
    else
      for (const township of TOWNSHIPS) {
        const own = county(month, '已支付').filter((line) => line.township === township);
        office.put(`${township}${rosterName(month)}`, fileOf(own));
      }
  }
  await office.night('2022-11-30');
  return office;
}

const sources = loadSources();

/** What stops this file, judged as the verb judges it. */
export async function stopsOf(
  office: Office,
  file: string,
  voucherFen: number | null = null,
): Promise<Stop[]> {
  const path = office.put(`../${rosterName(202212)}`, file);
  const scratch = mkdtempSync(join(tmpdir(), 'hedui-batch-'));
  const { build, warehouse } = await openPublished(office.workspace.builds);
  try {
    const { workspace } = office;
    const kept = new KeptReadings(workspace, [], sources);
    const { roster } = await readTrialFiles(workspace, warehouse, path, scratch, kept);
    return await tryBatch(roster, {
      ...{ workspace, sources, scratch, build, voucherFen },
      taught: [],
      asOf: '2022-12-01',
    });
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
