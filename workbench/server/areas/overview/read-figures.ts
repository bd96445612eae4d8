import type { IdentityResult } from '../../../../casework/marts/check-identities.ts';
import { type CaseChoice, chooseCases } from '../../../../casework/marts/choice.ts';
import type { Paragraph } from '../../../../reports/manager/paragraph.ts';
import type { Warehouse } from '../../../../storage/warehouse/database.ts';
import { AGES, FIGURES, type Overview, STRENGTHS } from '../../../contract/overview.ts';
import {
  type BatchFigures,
  batchOf,
  both,
  type GroupRow,
  groupOf,
  inOrder,
  monthFigures,
  type OutcomeRow,
  outcomesOf,
  type PrecisionRow,
  precisionOfRow,
  type RuleName,
  type RuleTitles,
  readEquation,
  ruleWords,
  townshipFigures,
  windowsOf,
} from './figure-rows.ts';
import { tiePage, tiesOf } from './read-ties.ts';

export interface FigureRequest {
  choice: CaseChoice;
  /** Whether a filter leaves cases out. */
  isNarrowed: boolean;
  /** Only some townships may be seen. */
  isPartial: boolean;
  titles: RuleTitles;
  /** What holds for the whole county, worked out once. */
  identities: readonly IdentityResult[];
  narrative: readonly Paragraph[];
}

export type OverviewFigures = Omit<
  Overview,
  'period' | 'build' | 'data_as_of' | 'ledger_seq' | 'bank_until' | 'made_at' | 'is_updating'
>;

type Age = Overview['ages'][number];
type OwedToPeople = Overview['owed_to_people'][number];

/** Every figure of the page over the chosen cases, from the marts that the report is made of. */
export async function readFigures(marts: Warehouse, request: FigureRequest): Promise<OverviewFigures> {
  const { titles, isPartial } = request;
  const whole = await chooseCases(marts, {});
  const places = (await whole<{ township: string }>('township', 'place')).map(({ township }) => township);
  const rules = await whole<RuleName>('by_rule', 'rule_id');
  const batches = await whole<BatchFigures>('by_batch', 'place');
  const windows = await whole<Parameters<typeof windowsOf>[0][number]>(
    'certification',
    'window_month, place',
  );

  const read = await chooseCases(marts, request.choice);
  const found = {
    ...(await readEquation(read, FIGURES)),
    strengths: inOrder(
      STRENGTHS,
      'strength',
      await read<GroupRow & { strength: string }>('by_strength', 'strength'),
      (strength, row) => ({
        strength,
        cases: row?.assessed_cases ?? 0,
        assessed_fen: row?.assessed_in_period_fen ?? 0,
      }),
    ),
    townships: townshipFigures(places, await read('by_township', 'township')),
    rules: (await read<RuleName & GroupRow>('by_rule', 'assessed_in_period_fen desc, rule_id')).map((row) =>
      groupOf(row.rule_id, ruleWords(titles, row), row),
    ),
    batches: (await read<BatchFigures>('by_batch', 'place')).map(batchOf),
    months: (await read<Overview['months'][number]>('by_month', 'month')).map(monthFigures),
    ages: inOrder(AGES, 'age', await read<Age>('by_age', 'place'), (age, row) => ({
      age,
      cases: row?.cases ?? 0,
      people: row?.people ?? 0,
      outstanding_fen: row?.outstanding_fen ?? 0,
    })),
    owed_to_people: (await read<OwedToPeople>('owed_to_person', 'place')).map(
      ({ step, cases, people, amount_fen }) => ({ step, cases, people, amount_fen }),
    ),
    outcomes: outcomesOf(await read<OutcomeRow>('outcome', 'place')),
    by_rule: (await read<RuleName & PrecisionRow>('rule_precision', 'decided desc, rule_id')).map((row) =>
      precisionOfRow(row.rule_id, ruleWords(titles, row), row),
    ),
    by_source: (
      await read<PrecisionRow & { source_kind: string }>('source_precision', 'decided desc, source_kind')
    ).map((row) => precisionOfRow(row.source_kind, both(row.source_kind), row)),
  };
  const ties = tiePage(tiesOf(request.identities), found);
  const isWhole = !request.isNarrowed && !isPartial;
  return {
    ...found,
    townships: isWhole ? found.townships : found.townships.filter(hasAnything),
    batches: isPartial ? found.batches.map(withoutItems) : found.batches,
    is_partial: isPartial,
    ties,
    certification: isPartial ? [] : windowsOf(windows),
    narrative: isWhole && ties.every(({ holds }) => holds) ? [...request.narrative] : [],
    choices: {
      townships: places,
      rules: rules.map((row) => ({ key: row.rule_id, title: ruleWords(titles, row) })),
      batches: batches.flatMap(({ batch_id, title }) =>
        batch_id === null ? [] : [{ key: batch_id, title }],
      ),
    },
  };
}

function hasAnything(group: Overview['townships'][number]): boolean {
  return (
    group.cases > 0 ||
    group.opening_fen !== 0 ||
    group.outstanding_fen !== 0 ||
    group.refund_due_fen !== 0 ||
    group.assessed_fen !== 0
  );
}

/** The items of a batch concern the whole county. */
function withoutItems(batch: Overview['batches'][number]): Overview['batches'][number] {
  return { ...batch, items: 0, verified: 0, substantiated: 0, unfounded: 0, unverifiable: 0 };
}
