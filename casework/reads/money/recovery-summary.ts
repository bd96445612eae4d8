import type { Origin } from '../../../core/words/case.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { batchesAt, sourcesOfCases } from '../../history/sources.ts';
import { MONEY_COLUMNS, type Money } from '../../money-columns.ts';
import { listOpenedCases } from '../cases/casebook.ts';
import { rowsOf } from '../rows.ts';
import { type Viewer, within } from '../scope.ts';
import { signedMoney } from './approved.ts';
import { OWED_TO_PERSON } from './owed-to-person.ts';

/** What was found, owed, recovered and is still out, for one group of cases. */
export interface RecoveryGroup extends Money {
  group: string | null;
  cases: number;
  people: number;
  /** What people owe, case by case: what came in too much in one case pays nobody else's debt. */
  owed_fen: number;
  /** What came in beyond what was owed, case by case. Always owed − over-repaid = outstanding. */
  over_repaid_fen: number;
  /** What findings say is owed to the person, whatever became of it; part of no other column. */
  owed_to_person_fen: number;
}

export type RecoveryGrouping = 'township' | 'status' | 'origin' | 'assignee' | 'opened_on';

export interface RecoverySummary {
  groups: RecoveryGroup[];
  /** People are counted over all cases, not added up from the groups: somebody may stand in several. */
  total: RecoveryGroup;
}

const ADDED = ['cases', ...MONEY_COLUMNS, 'owed_fen', 'over_repaid_fen', 'owed_to_person_fen'] as const;

const SUMS = ADDED.map((name) => `sum(${name}) as ${name}`).join(', ');

const OUTSTANDING = signedMoney('outstanding_fen');

const OF_CASES = [
  ...MONEY_COLUMNS.map((name) => `sum(${signedMoney(name)}) as ${name}`),
  `sum(max(0, ${OUTSTANDING})) as owed_fen`,
  `sum(max(0, -(${OUTSTANDING}))) as over_repaid_fen`,
  `sum(${OWED_TO_PERSON}) as owed_to_person_fen`,
].join(', ');

/**
 * The casebook added up, as of now. Each case stands in one group, so money columns add up to the total. It asks nothing but
 * the columns themselves and the one rule of sources; whatever has another rule behind it (ages, outcomes, a period) is a mart.
 */
export function summariseRecovery(
  ledger: Ledger,
  viewer: Viewer,
  grouping: RecoveryGrouping,
): RecoverySummary {
  const { where, values } = within(viewer);
  const by = grouping === 'origin' ? 'coalesce(source.value, origin)' : grouping;
  const sources = grouping === 'origin' ? otherSources(ledger) : {};
  // First by person, so that counting people needs no second pass.
  const groups = rowsOf<RecoveryGroup>(
    ledger,
    `select "group", count(*) as people, ${SUMS}
     from (
       select ${by} as "group", person_id, count(*) as cases, ${OF_CASES}
       from case_state left join json_each(?) as source on source.key = case_id
       where ${where} group by ${by}, person_id
     )
     group by "group" order by "group"`,
    JSON.stringify(sources),
    ...values,
  );
  const people = ledger
    .statement(`select count(distinct person_id) as people from case_state where ${where}`)
    .get(...values);
  return { groups, total: addUp(groups, Number(people?.people)) };
}

/** The source of every case that counts with another than what it was opened by. */
function otherSources(ledger: Ledger): Record<string, Origin> {
  const cases = listOpenedCases(ledger);
  const origins = new Map(cases.map(({ case_id, origin }) => [case_id, origin]));
  const sources = [...sourcesOfCases(batchesAt(ledger), cases)];
  return Object.fromEntries(
    sources.filter(([id, { kind }]) => origins.get(id) !== kind).map(([id, { kind }]) => [id, kind]),
  );
}

function addUp(groups: readonly RecoveryGroup[], people: number): RecoveryGroup {
  const total: RecoveryGroup = { group: null, people, ...zeros() };
  for (const group of groups) for (const name of ADDED) total[name] += group[name];
  return total;
}

function zeros(): Record<(typeof ADDED)[number], number> {
  return Object.fromEntries(ADDED.map((name) => [name, 0])) as Record<(typeof ADDED)[number], number>;
}
