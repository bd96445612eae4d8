import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { anySecondFactor } from '../../../../casework/reads/users/second-factors.ts';
import { readLastSummary } from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { officeAnswer } from '../../../contract/session.ts';
import type { Desk } from '../../desk.ts';
import { runnerOf } from '../nights/night-runner.ts';

/** What stands in the top bar: whose office, and how old what everybody reads is. */
export function readOffice(desk: Desk): z.input<typeof officeAnswer> {
  const { builds } = desk.workspace;
  const run = currentBuild(builds);
  const pointer = join(builds, 'current');
  const published =
    run === null
      ? null
      : {
          run,
          as_of: readLastSummary(desk.workspace.reports)?.as_of ?? '',
          published_at: statSync(pointer).mtime.toISOString(),
        };
  return {
    office: desk.settings.office,
    is_demo: desk.isDemo,
    published,
    is_behind: published !== null && runnerOf(desk).isBehind(published.published_at),
    password_min_length: desk.office.password.min_length,
    sign_on: desk.settings.sign_on?.title ?? null,
    asks_code: desk.office.second_factor.length > 0 || anySecondFactor(desk.ledger),
  };
}
