import { join } from 'node:path';
import type { DeliveryRuling } from '../../../reading/deliveries/delivery.ts';
import type { ReadFile } from '../../../reading/kept-readings.ts';
import type { SourceDefinition } from '../../../reading/sources/source-definition.ts';
import type { TaughtWord } from '../../../reading/vocabularies/taught-word.ts';
import { engineSettings } from '../../../storage/memory.ts';
import { officeName, readPart } from '../../../storage/settings.ts';
import { warehousePath } from '../../../storage/warehouse/builds.ts';
import { quoteText, Warehouse } from '../../../storage/warehouse/database.ts';
import type { Workspace } from '../../../storage/workspace.ts';
import { link } from '../../steps/link.ts';
import { load } from '../../steps/load.ts';
import { fillBaseTables } from '../../steps/unify.ts';
import { judgeBatch, type Stop } from './judge-batch.ts';

export interface BatchTrial {
  workspace: Workspace;
  sources: readonly SourceDefinition[];
  taught: readonly TaughtWord[];
  asOf: string;
  scratch: string;
  /** The published build it is held against. */
  build: number;
  voucherFen: number | null;
}

const NO_RULINGS: readonly DeliveryRuling[] = [];

/**
 * Judges the roster as a file. It is put together once more by itself: among the office's other files a line that stands
 * in two of them would count once, and just that must be seen here.
 */
export async function tryBatch(roster: ReadFile, trial: BatchTrial): Promise<Stop[]> {
  const warehouse = await Warehouse.open(
    ':memory:',
    engineSettings(trial.workspace.settings, join(trial.scratch, 'spill-batch')),
  );
  try {
    await load(warehouse, [roster], trial.sources, {
      asOf: trial.asOf,
      office: readPart(trial.workspace.settings, officeName),
      taught: trial.taught,
      rulings: NO_RULINGS,
    });
    await link(warehouse, trial.sources, null);
    await fillBaseTables(warehouse, trial.sources);
    const published = warehousePath(trial.workspace.builds, trial.build);
    await warehouse.run(`attach ${quoteText(published)} as before (read_only)`);
    return await judgeBatch(warehouse, roster.reading, trial.voucherFen);
  } finally {
    warehouse.close();
  }
}
