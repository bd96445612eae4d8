import type { Ledger } from '../../storage/ledger/ledger.ts';
import { MONEY_COLUMNS, type Money } from '../money-columns.ts';
import { IS_APPROVED } from './approved.ts';
import { rowsOf } from './rows.ts';
import { type Viewer, within } from './scope.ts';

/** What was found, owed, recovered and is still out, for one group of cases. */
export interface RecoveryGroup extends Money {
  group: string | null;
  cases: number;
  people: number;
}

export type RecoveryGrouping = 'township' | 'status' | 'origin' | 'assignee' | 'opened_on';

export interface RecoverySummary {
  groups: RecoveryGroup[];
  /** People are counted over all cases, not added up from the groups: somebody may stand in several. */
  total: RecoveryGroup;
}

const SUMS = MONEY_COLUMNS.map((name) => `sum(${name}) as ${name}`).join(', ');

/** An amount that waits for its signatures is in no sum. */
const OF_CASES = MONEY_COLUMNS.map((name) => {
  if (name !== 'assessed_fen' && name !== 'outstanding_fen') return `sum(${name}) as ${name}`;
  return `sum(${name} - case when ${IS_APPROVED} then 0 else assessed_fen end) as ${name}`;
}).join(', ');

/**
 * The casebook added up, as of now. Each case stands in one group, so money columns add up to the total. It asks nothing but
 * the columns themselves; whatever has a rule behind it (sources, ages, outcomes, a period) is a mart.
 */
export function summariseRecovery(
  ledger: Ledger,
  viewer: Viewer,
  grouping: RecoveryGrouping,
): RecoverySummary {
  const { where, values } = within(viewer);
  // First by person, so that counting people needs no second pass.
  const groups = rowsOf<RecoveryGroup>(
    ledger,
    `select "group", sum(cases) as cases, count(*) as people, ${SUMS}
     from (
       select ${grouping} as "group", person_id, count(*) as cases, ${OF_CASES}
       from case_state where ${where} group by ${grouping}, person_id
     )
     group by "group" order by "group"`,
    ...values,
  );
  const people = ledger
    .statement(`select count(distinct person_id) as people from case_state where ${where}`)
    .get(...values);
  return { groups, total: addUp(groups, Number(people?.people)) };
}

const ADDED = ['cases', ...MONEY_COLUMNS] as const;

function addUp(groups: readonly RecoveryGroup[], people: number): RecoveryGroup {
  const total: RecoveryGroup = { group: null, people, ...zeros() };
  for (const group of groups) for (const name of ADDED) total[name] += group[name];
  return total;
}

function zeros(): Record<(typeof ADDED)[number], number> {
  return Object.fromEntries(ADDED.map((name) => [name, 0])) as Record<(typeof ADDED)[number], number>;
}
