import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlantedFinding } from '../answer-key.ts';
import { inRosterOrder, settleBulk, settleOthers } from '../bulk.ts';
import { type ListShape, type WritePlan, writeLists } from '../generate.ts';
import { type Certification, certificationPlans } from '../layouts/certifications.ts';
import { restoredPlan } from '../layouts/deaths.ts';
import { rosterPlans, supplementaryPlans } from '../layouts/roster.ts';
import type { Paid } from '../model.ts';
import { TOWNSHIPS } from '../places.ts';
import { grantTheOthers } from '../plants/funeral-grant.ts';
import { Random } from '../random.ts';
import type { FilePlan } from '../sheet.ts';
import { writeFile } from '../write/file.ts';
import { InnocentCounty } from './innocent-county.ts';
import { INNOCENTS, type InnocentRates } from './rates.ts';
import { withDestroyedNumbers, withMistakes, withoutTownship } from './spoilt-lists.ts';

/** The kinds are built for a year of lists. */
const MONTHS = 12;

export interface InnocentCountyOptions {
  out: string;
  /** People who draw; never fewer than the kinds need. */
  people: number;
  seed: number;
  rates: InnocentRates;
}

export interface GeneratedInnocents {
  inbox: string;
  as_of: string;
  people: number;
  /** Of them, those who look guilty on paper. */
  looking_guilty: number;
  /** What is true of the lists and accuses nobody. */
  true_of_lists: PlantedFinding[];
  settings: InnocentCounty['settings'];
  /** Of which kind somebody is, by number on the roster and by name. */
  kinds: Map<string, string>;
}

/** Writes the lists of a county in which nobody did anything. The same options give the same bytes. */
export function generateInnocentCounty({
  out,
  people,
  seed,
  rates,
}: InnocentCountyOptions): GeneratedInnocents {
  const county = new InnocentCounty(seed, MONTHS);
  for (const [kind, { per_1000 }] of Object.entries(rates.people)) {
    const count = Math.max(1, Math.round((per_1000 * people) / 1_000));
    for (let at = 1; at <= count; at++) INNOCENTS[kind]?.(county, `${kind}/${at}`);
  }
  const looking_guilty = county.beneficiaries.length;
  settleBulk(county, Math.max(0, people - looking_guilty));
  settleOthers(county, people);
  // where a list of grants comes, a family that had none is owed one: nobody here is
  grantTheOthers(county);
  const inbox = join(out, 'inbox');
  mkdirSync(inbox, { recursive: true });
  writeInbox(county, rates, (plan) => {
    const rows = [...plan.rows];
    // an office sends no list without rows
    if (rows.length > 0) writeFile(inbox, { ...plan, rows });
  });
  return {
    inbox,
    as_of: county.as_of,
    people: county.beneficiaries.length,
    looking_guilty,
    true_of_lists: county.findings,
    settings: county.settings,
    kinds: new Map(
      county.beneficiaries
        .slice(0, looking_guilty)
        .flatMap(({ name, roster_id, key }) => [[name, key] as const, [roster_id, key] as const]),
    ),
  };
}

type InnocentShape = ListShape & { county: InnocentCounty };

function writeInbox(county: InnocentCounty, { lists }: InnocentRates, write: WritePlan): void {
  const people = inRosterOrder(county.beneficiaries);
  const shape: InnocentShape = {
    county,
    people,
    residents: people.length * 3,
    isPlain: false,
    isLarge: false,
  };
  const random = Random.stream(county.seed, 'spoilt lists');
  writeLists(shape, write, {
    rosters: rosters(shape, random, lists),
    certifications: certifications(shape, random, lists.corrected_certifications.count),
  });
  for (const plan of supplementaryPlans(county, people)) write(plan);
  write(restoredPlan(county.restored));
}

function* rosters(
  { county, people, isPlain }: InnocentShape,
  random: Random,
  lists: InnocentRates['lists'],
): Generator<FilePlan<Paid>> {
  const plans = (): FilePlan<Paid>[] =>
    [...rosterPlans(county, people, isPlain)].filter(({ name }) => name.includes('年'));
  const again = plans();
  const corrected = someOf(random, plans().length, lists.corrected_rosters.count);
  const destroyed = someOf(random, plans().length, lists.townships_with_destroyed_numbers.count);
  for (const [at, plan] of plans().entries()) {
    const second = again[at];
    const right = destroyed.has(at) ? withDestroyedNumbers(plan, random.pick(TOWNSHIPS).name) : plan;
    if (destroyed.has(at)) tellDestroyed(county, right);
    if (corrected.has(at) && second !== undefined) yield* withMistakes(second, right);
    else yield right;
  }
}

function tellDestroyed(county: InnocentCounty, plan: FilePlan<Paid>): void {
  for (const { person, line } of plan.rows) {
    if (line.resident_id !== undefined)
      county.isTrueOfTheList('identity/invalid-resident-id', person, 'destroyed');
  }
}

function* certifications(
  { county, people, isPlain }: InnocentShape,
  random: Random,
  count: number,
): Generator<FilePlan<Certification>> {
  const plans = [...certificationPlans(county, people, isPlain)];
  const corrected = someOf(random, plans.length, count);
  for (const [at, plan] of plans.entries()) {
    if (corrected.has(at)) yield* withoutTownship(plan, random.pick(TOWNSHIPS).name);
    else yield plan;
  }
}

/** Which of so many lists, without one twice. */
function someOf(random: Random, length: number, count: number): Set<number> {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, length)) chosen.add(random.int(0, length - 1));
  return chosen;
}
