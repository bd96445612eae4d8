import { shareOf } from '../../../../casework/findings/rule-precision.ts';
import type { Warehouse } from '../../../../storage/warehouse/database.ts';
import type { Group, Overview, Precision } from '../../../contract/overview.ts';

/** What rules are called in both languages. */
export type RuleTitles = ReadonlyMap<string, { zh: string; en: string }>;

const EQUATION = `
  (count(*) filter (where assessed_in_period_fen <> 0))::integer as cases,
  (count(distinct person_id) filter (where assessed_in_period_fen <> 0))::integer as people,
  coalesce(sum(opening_fen), 0)::bigint as opening_fen,
  coalesce(sum(assessed_in_period_fen), 0)::bigint as assessed_fen,
  coalesce(sum(repaid_in_period_fen), 0)::bigint as repaid_fen,
  coalesce(sum(other_in_period_fen), 0)::bigint as other_fen,
  coalesce(sum(outstanding_fen), 0)::bigint as outstanding_fen`;

type Sums = Omit<Group, 'key' | 'title'>;

/** One line for each township of the county, also where nothing was found. */
export async function readTownships(marts: Warehouse, where: string): Promise<Group[]> {
  const rows = await marts.rows<Sums & { key: string }>(`
    with place as (
        select person.township, count(*) as people
        from build.canonical.person as person
        inner join build.canonical.beneficiary as beneficiary on beneficiary.person_id = person.person_id
        where person.township is not null
        group by person.township
    ),
    found as (select township, ${EQUATION} from page.case_row where ${where} group by township)
    select coalesce(place.township, found.township) as key, found.* exclude (township)
    from place
    full join found on found.township = place.township
    order by place.people desc nulls last, 1`);
  return rows.map((row) => ({ ...zeros(row), title: both(row.key) }));
}

export async function readRules(marts: Warehouse, where: string, titles: RuleTitles): Promise<Group[]> {
  const rows = await marts.rows<Sums & { key: string; title: string }>(`
    select rule_id as key, max(rule_title) as title, ${EQUATION}
    from page.case_row
    where ${where}
    group by rule_id
    order by sum(assessed_in_period_fen) desc, rule_id`);
  return rows.map((row) => ({ ...zeros(row), title: titles.get(row.key) ?? both(row.title) }));
}

type BatchRow = Overview['batches'][number];

/** One line for each batch handed down, and one for all that no batch did. */
export async function readBatches(marts: Warehouse, where: string): Promise<BatchRow[]> {
  const rows = await marts.rows<Omit<BatchRow, 'title'> & { title: string }>(`
    with found as (
        select coalesce(batch_id, 'none') as batch_id, ${EQUATION} from page.case_row where ${where} group by 1
    )
    select
        coalesce(batch.batch_id, 'none') as key,
        batch.title,
        batch.received_on,
        batch.items,
        batch.verified,
        batch.substantiated,
        batch.unfounded,
        batch.unverifiable,
        found.* exclude (batch_id)
    from mart.by_batch as batch
    left join found on found.batch_id = coalesce(batch.batch_id, 'none')
    order by batch.place`);
  return rows.map((row) => ({ ...row, ...zeros(row), title: both(row.title) }));
}

export async function readMonths(marts: Warehouse, where: string): Promise<Overview['months']> {
  return marts.rows(`
    with assessed as (
        select assessed_month as month, sum(assessed_in_period_fen) as assessed_fen, count(*) as cases
        from page.case_row
        where ${where} and assessed_month is not null
        group by assessed_month
    ),
    moved as (
        select
            month,
            sum(case kind when 'receipt' then movement.amount_fen when 'offset' then movement.amount_fen
                when 'refund' then -movement.amount_fen else 0 end) as recovered_fen,
            sum(case kind when 'write-off' then movement.amount_fen else 0 end) as written_off_fen,
            count(distinct movement.case_id) filter (where kind in ('receipt', 'offset', 'refund')) as cases
        from ledger.movement as movement
        inner join ledger.period as this
            on this.period = 'this' and movement.moved_on between this.from_on and this.to_on
        inner join (select case_id from page.case_row where ${where}) as chosen on chosen.case_id = movement.case_id
        group by month
    )
    select
        by_month.month,
        coalesce(assessed.assessed_fen, 0)::bigint as assessed_fen,
        coalesce(moved.recovered_fen, 0)::bigint as recovered_fen,
        coalesce(moved.written_off_fen, 0)::bigint as written_off_fen,
        coalesce(assessed.cases, 0)::integer as assessed_cases,
        coalesce(moved.cases, 0)::integer as recovered_cases
    from mart.by_month as by_month
    left join assessed on assessed.month = by_month.month
    left join moved on moved.month = by_month.month
    order by by_month.month`);
}

/** How often people found that what was said holds: by rule or by source, with the interval of Wilson. */
export async function readPrecision(
  marts: Warehouse,
  where: string,
  by: 'rule_id' | 'source_kind',
  titles: RuleTitles,
): Promise<Precision[]> {
  const rows = await marts.rows<{ key: string; title: string; decided: number; substantiated: number }>(`
    select
        ${by} as key,
        max(rule_title) as title,
        count(*)::integer as decided,
        (count(*) filter (where outcome = 'substantiated'))::integer as substantiated
    from page.case_row
    where ${where} and outcome in ('substantiated', 'unfounded') and rule_id <> 'none'
    group by ${by}
    order by count(*) desc, 1`);
  return rows.map(({ key, title, decided, substantiated }) => {
    const { ratio, interval } = shareOf(substantiated, decided);
    return {
      key,
      title: titles.get(key) ?? both(title),
      decided,
      substantiated,
      ratio,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  });
}

function zeros<Row extends { key: string } & { [Name in keyof Sums]: number | null }>(
  row: Row,
): { key: string } & Sums {
  const { key, cases, people, opening_fen, assessed_fen, repaid_fen, other_fen, outstanding_fen } = row;
  return {
    key,
    cases: cases ?? 0,
    people: people ?? 0,
    opening_fen: opening_fen ?? 0,
    assessed_fen: assessed_fen ?? 0,
    repaid_fen: repaid_fen ?? 0,
    other_fen: other_fen ?? 0,
    outstanding_fen: outstanding_fen ?? 0,
  };
}

/** Names that stay as they are in both languages. */
function both(text: string): { zh: string; en: string } {
  return { zh: text, en: text };
}
