import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Direction, MatchStrength } from '../../core/finding.ts';
import {
  type GeneratedInnocents,
  generateInnocentCounty,
} from '../../pipelines/generate/innocents/generate-innocent-county.ts';
import { type InnocentRates, parseInnocentRates } from '../../pipelines/generate/innocents/rates.ts';
import { nightly } from '../../pipelines/nightly.ts';
import { openProgress } from '../../pipelines/progress.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';

/** A finding about somebody who did nothing, or money said to be owed that was paid. */
export interface Accusation {
  rule_id: string;
  match_strength: MatchStrength;
  direction: Direction;
  amount_fen: number | null;
  name: string;
  resident_id: string | null;
  reason: string;
  /** What kind of innocent it is, where it is one of those who look guilty. */
  kind: string;
}

export interface InnocentNight {
  people: number;
  looking_guilty: number;
  accusations: Accusation[];
  /** Findings that are true of the lists, such as an impossible number, and accuse nobody. */
  true_of_lists: number;
  totals: NightSummary['totals'];
  held_rows: number;
  unread: string[];
}

export function readRates(): InnocentRates {
  return parseInnocentRates(parse(readFileSync(join(import.meta.dirname, 'rates.yaml'), 'utf8')));
}

/** One whole night over a county of innocents, in a workspace of its own that is removed again unless `keep` names one. */
export async function innocentNight(people: number, seed: number, keep?: string): Promise<InnocentNight> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'hedui-fairness-'));
  try {
    const county = generateInnocentCounty({ out: folder, people, seed, rates: readRates() });
    const home = join(folder, 'home');
    mkdirSync(home, { recursive: true });
    const night = await nightly({
      home,
      inbox: county.inbox,
      asOf: county.as_of,
      progress: openProgress({ isQuiet: true }),
    });
    return { ...(await accusationsIn(home, county)), ...said(night, county) };
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function said(
  night: NightSummary,
  county: GeneratedInnocents,
): Pick<InnocentNight, 'people' | 'looking_guilty' | 'totals' | 'held_rows' | 'unread'> {
  return {
    people: county.people,
    looking_guilty: county.looking_guilty,
    totals: night.totals,
    held_rows: night.files.reduce((sum, { held }) => sum + held, 0),
    unread: night.files
      .filter(({ status }) => status === 'refused')
      .map(({ file, reason }) => `${file}: ${reason}`),
  };
}

async function accusationsIn(
  home: string,
  { true_of_lists, kinds }: GeneratedInnocents,
): Promise<Pick<InnocentNight, 'accusations' | 'true_of_lists'>> {
  const { warehouse } = await openPublished(workspaceAt(home).builds);
  try {
    const found = await warehouse.rows<Omit<Accusation, 'kind'>>(
      `select rule_id, match_strength, direction, amount_fen, name, resident_id, reason
       from result.finding where status <> 'withdrawn' order by rule_id, finding_key`,
    );
    const isTrue = new Set(true_of_lists.map(({ rule_id, name }) => `${rule_id} ${name}`));
    const accusations = found.filter(({ rule_id, name }) => !isTrue.has(`${rule_id} ${name}`));
    return {
      accusations: accusations.map((one) => ({
        ...one,
        kind: kinds.get(one.resident_id ?? '') ?? kinds.get(one.name) ?? 'nobody in particular',
      })),
      true_of_lists: found.length - accusations.length,
    };
  } finally {
    warehouse.close();
  }
}
