import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareDeliveries, type SenderQuality } from '../../../../reports/feedback/compare-deliveries.ts';
import { listDeliveries } from '../../../../reports/feedback/defects.ts';
import { openPublished } from '../../../../storage/warehouse/builds.ts';
import type { Desk } from '../../desk.ts';

/** Holds names, so it stays in the server; endpoints give out counts. */
const kept = new WeakMap<Desk, { build: number; senders: Promise<SenderQuality[]> }>();

/** What each sender's deliveries were worth, worked out once per published build. */
export function senderQuality(desk: Desk, build: number): Promise<SenderQuality[]> {
  const known = kept.get(desk);
  if (known?.build === build) return known.senders;
  const senders = compare(desk);
  kept.set(desk, { build, senders });
  senders.catch(() => kept.delete(desk));
  return senders;
}

async function compare({ workspace }: Desk): Promise<SenderQuality[]> {
  const { warehouse } = await openPublished(workspace.builds);
  try {
    return compareDeliveries(
      await listDeliveries(warehouse, (hash) => stagedFiles(workspace.received, hash)),
    );
  } finally {
    warehouse.close();
  }
}

/** What the last night made of a received file; null where it was cleared away. */
function stagedFiles(received: string, hash: string): string | null {
  const folder = join(received, hash);
  if (!existsSync(folder)) return null;
  const reading = readdirSync(folder).find((name) => name.startsWith('reading-') && !name.endsWith('.draft'));
  return reading === undefined ? null : join(folder, reading, 'staged.*.parquet');
}
