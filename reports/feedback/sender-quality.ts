import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readingsFolder } from '../../reading/receiving/receipt.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { compareDeliveries, type SenderQuality } from './compare-deliveries.ts';
import { listDeliveries } from './defects.ts';

/** What each sender's deliveries were worth, by the published build. Holds names. */
export async function compareSenders(warehouse: Warehouse, received: string): Promise<SenderQuality[]> {
  return compareDeliveries(await listDeliveries(warehouse, (hash) => stagedFiles(received, hash)));
}

/** Rows as they were typed by the last night; null where a file was read by an older one and cleared away. */
function stagedFiles(received: string, hash: string): string | null {
  const folder = readingsFolder(received, hash);
  if (!existsSync(folder)) return null;
  const reading = readdirSync(folder).find((name) => name.startsWith('reading-') && !name.endsWith('.draft'));
  return reading === undefined ? null : join(folder, reading, 'staged.*.parquet');
}
