import type { IdentityResult } from '../../../../reports/manager/marts/check-identities.ts';
import type { Paragraph } from '../../../../reports/manager/narrative.ts';
import type { Warehouse } from '../../../../storage/warehouse/database.ts';
import {
  AGES,
  FIGURES,
  type FigureName,
  type Overview,
  SOURCES,
  STRENGTHS,
} from '../../../contract/overview.ts';
import { FIGURE_ROWS } from './base-rows.ts';
import {
  type RuleTitles,
  readBatches,
  readMonths,
  readPrecision,
  readRules,
  readTownships,
} from './read-groups.ts';
import { tiePage, tiesOf } from './read-ties.ts';

export interface FigureWish {
  /** The condition on `page.case_row`. */
  where: string;
  isNarrowed: boolean;
  /** Only some townships may be seen. */
  isPartial: boolean;
  titles: RuleTitles;
  /** What holds for the whole county, worked out once. */
  identities: readonly IdentityResult[];
  narrative: readonly Paragraph[];
}

export type Figures = Omit<
  Overview,
  'period' | 'build' | 'data_as_of' | 'ledger_seq' | 'bank_until' | 'made_at' | 'is_updating'
>;

/** Every figure of the page over the chosen cases. */
export async function readFigures(marts: Warehouse, wish: FigureWish): Promise<Figures> {
  const { where, titles } = wish;
  const sums = await readSums(marts, where);
  const read = {
    ...sums,
    strengths: await readStrengths(marts, where),
    townships: await readTownships(marts, where),
    rules: await readRules(marts, where, titles),
    batches: await readBatches(marts, where),
    months: await readMonths(marts, where),
    ages: await readAges(marts, where),
    outcomes: await readOutcomes(marts, where),
    by_rule: await readPrecision(marts, where, 'rule_id', titles),
    by_source: await readPrecision(marts, where, 'source_kind', new Map()),
  };
  const ties = tiePage(tiesOf(wish.identities), read);
  const isWhole = !wish.isNarrowed && !wish.isPartial;
  return {
    ...read,
    townships: isWhole ? read.townships : read.townships.filter(hasAnything),
    batches: wish.isPartial ? read.batches.map(withoutItems) : read.batches,
    is_partial: wish.isPartial,
    ties,
    certification: wish.isPartial ? [] : await readCertification(marts),
    narrative: isWhole && ties.every(({ holds }) => holds) ? [...wish.narrative] : [],
    choices: await readChoices(marts, titles),
  };
}

function hasAnything(group: Overview['townships'][number]): boolean {
  return (
    group.cases > 0 || group.opening_fen !== 0 || group.outstanding_fen !== 0 || group.assessed_fen !== 0
  );
}

/** The items of a batch concern the whole county. */
function withoutItems(batch: Overview['batches'][number]): Overview['batches'][number] {
  return { ...batch, items: 0, verified: 0, substantiated: 0, unfounded: 0, unverifiable: 0 };
}

async function readSums(marts: Warehouse, where: string) {
  const counts = FIGURES.flatMap((figure) => {
    const { where: stands } = FIGURE_ROWS[figure];
    return [
      `(count(*) filter (where ${stands}))::integer as "${figure} cases"`,
      `(count(distinct person_id) filter (where ${stands}))::integer as "${figure} people"`,
    ];
  });
  const row = await marts.first<Record<string, number>>(`
    select
        coalesce(sum(opening_fen), 0)::bigint as opening_fen,
        coalesce(sum(assessed_in_period_fen), 0)::bigint as assessed_fen,
        coalesce(sum(repaid_in_period_fen), 0)::bigint as repaid_fen,
        coalesce(sum(offset_in_period_fen), 0)::bigint as offset_fen,
        coalesce(sum(written_off_in_period_fen), 0)::bigint as written_off_fen,
        coalesce(sum(refunded_in_period_fen), 0)::bigint as refunded_fen,
        coalesce(sum(outstanding_fen), 0)::bigint as outstanding_fen,
        coalesce(sum(refund_due_fen), 0)::bigint as refund_due_fen,
        coalesce(sum(outstanding_fen) filter (where ${FIGURE_ROWS.overdue.where}), 0)::bigint as overdue_fen,
        ${counts.join(',\n')}
    from page.case_row
    where ${where}`);
  const of = (name: string): number => row?.[name] ?? 0;
  return {
    equation: {
      opening_fen: of('opening_fen'),
      assessed_fen: of('assessed_fen'),
      repaid_fen: of('repaid_fen'),
      offset_fen: of('offset_fen'),
      written_off_fen: of('written_off_fen'),
      refunded_fen: of('refunded_fen'),
      outstanding_fen: of('outstanding_fen'),
    },
    refund_due_fen: of('refund_due_fen'),
    overdue_fen: of('overdue_fen'),
    counts: Object.fromEntries(
      FIGURES.map((figure) => [figure, { cases: of(`${figure} cases`), people: of(`${figure} people`) }]),
    ) as Record<FigureName, { cases: number; people: number }>,
  };
}

async function readStrengths(marts: Warehouse, where: string): Promise<Overview['strengths']> {
  const rows = await marts.rows<Overview['strengths'][number]>(`
    select
        strength,
        (count(*) filter (where assessed_in_period_fen <> 0))::integer as cases,
        coalesce(sum(assessed_in_period_fen), 0)::bigint as assessed_fen,
        coalesce(sum(outstanding_fen), 0)::bigint as outstanding_fen
    from page.case_row
    where ${where}
    group by strength`);
  const none = { cases: 0, assessed_fen: 0, outstanding_fen: 0 };
  return STRENGTHS.map((strength) => ({
    strength,
    ...none,
    ...rows.find((row) => row.strength === strength),
  }));
}

async function readAges(marts: Warehouse, where: string): Promise<Overview['ages']> {
  const rows = await marts.rows<Overview['ages'][number]>(`
    select
        age,
        count(*)::integer as cases,
        count(distinct person_id)::integer as people,
        sum(outstanding_fen)::bigint as outstanding_fen
    from page.case_row
    where ${where} and age is not null
    group by age`);
  const none = { cases: 0, people: 0, outstanding_fen: 0 };
  return AGES.map((age) => ({ age, ...none, ...rows.find((row) => row.age === age) }));
}

/** What became of what was found in the period. Each person stands with the source that came first. */
async function readOutcomes(marts: Warehouse, where: string): Promise<Overview['outcomes']> {
  const rows = await marts.rows<Omit<Overview['outcomes'][number], 'named_people'>>(`
    select
        source_kind as source,
        count(*)::integer as found,
        count(distinct person_id)::integer as people,
        (count(*) filter (where outcome = 'substantiated'))::integer as substantiated,
        (count(*) filter (where outcome = 'unfounded'))::integer as unfounded,
        (count(*) filter (where outcome = 'unverifiable'))::integer as unverifiable,
        (count(*) filter (where outcome = 'revoked'))::integer as revoked,
        (count(*) filter (where outcome = 'open'))::integer as undecided
    from page.case_row
    where ${where} and is_opened_in_period
    group by source_kind`);
  const named = await marts.rows<{ kind: string; people: number }>(
    'select kind, count(distinct person_id)::integer as people from ledger.naming group by kind',
  );
  const none = {
    found: 0,
    people: 0,
    substantiated: 0,
    unfounded: 0,
    unverifiable: 0,
    revoked: 0,
    undecided: 0,
  };
  return SOURCES.map((source) => ({
    source,
    ...none,
    ...rows.find((row) => row.source === source),
    named_people: named.find(({ kind }) => kind === source)?.people ?? 0,
  })).filter((row, place) => place < 2 || row.found > 0 || row.named_people > 0);
}

function readCertification(marts: Warehouse): Promise<Overview['certification']> {
  return marts.rows(`
    select
        year,
        half,
        window_month,
        max(due_people)::integer as due,
        (sum(people) filter (where is_certified))::integer as certified,
        (sum(people) filter (where way = 'stopped'))::integer as stopped,
        (sum(people) filter (where way = 'unstopped'))::integer as unstopped
    from mart.certification
    group by year, half, window_month
    having max(due_people) > 0
    order by window_month desc`);
}

async function readChoices(marts: Warehouse, titles: RuleTitles): Promise<Overview['choices']> {
  const townships = await marts.rows<{ township: string }>(`
    select person.township
    from build.canonical.person as person
    inner join build.canonical.beneficiary as beneficiary on beneficiary.person_id = person.person_id
    where person.township is not null
    group by person.township
    order by count(*) desc, person.township`);
  const rules = await marts.rows<{ key: string; title: string }>(
    'select rule_id as key, max(rule_title) as title from mart.case_summary group by rule_id order by rule_id',
  );
  const batches = await marts.rows<{ key: string; title: string }>(
    'select batch_id as key, title from ledger.batch order by place',
  );
  return {
    townships: townships.map(({ township }) => township),
    rules: rules.map(({ key, title }) => ({ key, title: titles.get(key) ?? { zh: title, en: title } })),
    batches,
  };
}
