import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
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
      : { run, as_of: lastNight(desk)?.as_of ?? '', published_at: statSync(pointer).mtime.toISOString() };
  return {
    office: desk.settings.office,
    is_demo: desk.isDemo,
    published,
    is_behind: published !== null && runnerOf(desk).isBehind(published.published_at),
    password_min_length: desk.office.password.min_length,
  };
}

/** The newest night that wrote its papers. */
export function lastNight(desk: Desk): { as_of: string; run: number; folder: string } | null {
  const { reports } = desk.workspace;
  if (!existsSync(reports)) return null;
  for (const day of readdirSync(reports).sort().reverse()) {
    const file = join(reports, day, 'night.json');
    if (!existsSync(file)) continue;
    const { as_of, run } = JSON.parse(readFileSync(file, 'utf8')) as { as_of: string; run: number };
    return { as_of, run, folder: join(reports, day) };
  }
  return null;
}
