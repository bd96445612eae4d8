import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { businessDay } from '../../../../casework/business-day.ts';
import { countReturned, listHeldBack } from '../../../../casework/reads/findings/held-back.ts';
import type { User } from '../../../../casework/roles.ts';
import { addCalendarDays } from '../../../../core/working-days.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { rulesOf } from '../../../../explanation/rule-catalogue.ts';
import { sourcesOf } from '../../../../explanation/sources-state.ts';
import {
  addRows,
  type NightSummary,
  readNightSummaries,
  readNightSummary,
} from '../../../../reports/morning/night-summary.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { todayAnswer } from '../../../contract/nights.ts';
import type { Desk } from '../../desk.ts';
import { inboxFiles } from '../sources/inbox.ts';
import { needsAttention } from './attention.ts';
import { filesBySource } from './files-by-source.ts';
import { newClaims } from './new-claims.ts';
import { runnerOf } from './night-runner.ts';
import { papersOf, precheckState } from './papers.ts';
import { whyWithdrawn } from './why-withdrawn.ts';

type Today = z.input<typeof todayAnswer>;

/** How many nights the small bars show. */
const NIGHTS_SHOWN = 14;

/** Whether the last night can be trusted, and what of it needs a person. */
export async function readToday(desk: Desk, user: User): Promise<Today> {
  const { builds, reports } = desk.workspace;
  const runner = runnerOf(desk);
  const attempt = runner.state;
  const inbox = inboxFiles(desk).map(({ name, bytes }) => ({ name, bytes }));
  const run = currentBuild(builds);
  const record = run === null ? null : readNightSummary(reports, run);
  if (run === null || record === null) {
    const nextDay = nextAsOf(desk, null);
    return { attempt, is_behind: false, night: null, attention: [], papers: [], next_as_of: nextDay, inbox };
  }
  const publishedAt = statSync(join(builds, 'current')).mtime.toISOString();
  return desk.reader.use(async (build) => {
    const sources = await sourcesOf(build);
    return {
      attempt,
      is_behind: runner.isBehind(publishedAt),
      night: await tellNight(desk, user, build, record, publishedAt),
      attention: await needsAttention(desk, build, record, sources),
      papers: papersOf(reports, record.as_of).map((name) => ({ name, is_morning: name.startsWith('晨报') })),
      next_as_of: nextAsOf(desk, record.as_of),
      inbox,
    };
  });
}

async function tellNight(
  desk: Desk,
  user: User,
  build: PublishedBuild,
  night: NightSummary,
  publishedAt: string,
): Promise<NonNullable<Today['night']>> {
  const claims = await newClaims(
    build,
    night.held.map(({ rule_id }) => rule_id),
  );
  const rules = await listRules(desk, build, night, claims);
  const sum = (pick: (rule: (typeof rules)[number]) => number): number =>
    rules.reduce((total, rule) => total + pick(rule), 0);
  const milliseconds = Object.values(night.milliseconds).reduce((total, ms) => total + ms, 0);
  const startedAt = new Date(Date.parse(publishedAt) - milliseconds).toISOString();
  return {
    run: night.run,
    as_of: night.as_of,
    published_at: publishedAt,
    started_at: milliseconds === 0 ? null : startedAt,
    seconds: Math.round(milliseconds / 1000),
    sentence: {
      new: sum((rule) => rule.new),
      people: claims.people,
      new_fen: claims.total_fen,
      held_fen: claims.held_fen,
      changed: sum((rule) => rule.changed),
      withdrawn: sum((rule) => rule.withdrawn),
      findings: sum((rule) => rule.findings),
      opened: night.cases.opened,
    },
    rows: addRows(night.files),
    checks: night.checks,
    rules: rules.filter(({ findings, withdrawn }) => findings + withdrawn > 0),
    rule_count: night.rules.filter(({ lacks }) => lacks.length === 0).length,
    overlap_fen: claims.overlap_fen,
    sources: filesBySource(night.files, await sourcesOf(build)),
    withdrawn: await whyWithdrawn(build, night),
    held_back: { count: listHeldBack(desk.ledger, user).length, back: countReturned(desk.ledger, startedAt) },
    precheck: await precheckState(desk, build, night.as_of),
  };
}

async function listRules(
  desk: Desk,
  build: PublishedBuild,
  night: NightSummary,
  { fenOf, owedOf, possibleOf, atRiskOf }: Awaited<ReturnType<typeof newClaims>>,
) {
  const catalogue = await rulesOf(build);
  const held = new Set(night.held.map(({ rule_id }) => rule_id));
  const nights = readNightSummaries(desk.workspace.reports)
    .filter(({ as_of }) => as_of <= night.as_of)
    .slice(-NIGHTS_SHOWN);
  return night.rules.map((rule) => ({
    ...rule,
    english: catalogue.get(rule.rule_id)?.english ?? rule.title,
    new_fen: fenOf.get(rule.rule_id) ?? null,
    new_owed_fen: owedOf.get(rule.rule_id) ?? null,
    new_possible_fen: possibleOf.get(rule.rule_id) ?? null,
    new_at_risk_fen: atRiskOf.get(rule.rule_id) ?? null,
    is_held: held.has(rule.rule_id),
    past: nights.map(({ as_of, rules }) => ({
      as_of,
      new: rules.find(({ rule_id }) => rule_id === rule.rule_id)?.new ?? 0,
    })),
  }));
}

/** Today at the office. A demonstration lives in its own time: the day after its last night. */
function nextAsOf(desk: Desk, lastDay: string | null): string {
  if (desk.isDemo && lastDay !== null) return addCalendarDays(lastDay, 1).on;
  return businessDay(desk.office.now());
}
