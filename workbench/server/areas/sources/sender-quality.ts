import type { SenderQuality } from '../../../../reports/feedback/compare-deliveries.ts';
import { compareSenders } from '../../../../reports/feedback/sender-quality.ts';
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
    return await compareSenders(warehouse, workspace.received);
  } finally {
    warehouse.close();
  }
}
