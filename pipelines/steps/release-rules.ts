import { heldFigures, releaseRules } from '../../casework/findings/rule-releases.ts';
import type { Office } from '../../casework/office.ts';
import type { User } from '../../casework/roles.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { currentBuild, noPublishedBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { type BuildRecord, readBuildRecord } from './same-night.ts';

/** A person lets rules go on that the last night held. */
export interface ReleaseRequest {
  rules: readonly string[];
  user: User;
  via: string;
  reason: string;
}

/** Enters the release of rules that the published night held; their figures are those of that night. */
export async function releaseHeldRules(
  workspace: Workspace,
  office: Office,
  ledger: Ledger,
  request: ReleaseRequest,
): Promise<void> {
  const { held } = await publishedNight(workspace);
  const { user, via, reason } = request;
  releaseRules(ledger, office, { user, via }, heldFigures(held, request.rules), reason);
}

/** What the published build says of its own night. */
export async function publishedNight(workspace: Workspace): Promise<BuildRecord> {
  const build = currentBuild(workspace.builds);
  const record = build === null ? null : await readBuildRecord(warehousePath(workspace.builds, build));
  if (record !== null) return record;
  throw noPublishedBuild();
}
