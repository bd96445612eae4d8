import { restingOnSql } from '../../core/claim-sql.ts';
import { openPublished, warehousePath } from '../../storage/warehouse/builds.ts';
import { quoteText } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { readBuildRecord } from '../steps/same-night.ts';

/** How much of what the published night claims rests on nothing but rules that are held, in fen. */
export async function heldClaim({ builds }: Workspace): Promise<number> {
  const { build, warehouse } = await openPublished(builds);
  try {
    const held = (await readBuildRecord(warehousePath(builds, build)))?.held ?? [];
    if (held.length === 0) return 0;
    const isHeld = `finding.rule_id in (${held.map(({ rule_id }) => quoteText(rule_id)).join(', ')})`;
    const row = await warehouse.first<{ fen: number }>(restingOnSql('fund', isHeld));
    return row?.fen ?? 0;
  } finally {
    warehouse.close();
  }
}
