import { listStandingFindings } from '../../../../casework/reads/casebook.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import {
  BIGINT,
  BOOLEAN,
  ColumnWriter,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../../../storage/warehouse/database.ts';
import type { FigureName, RowsQuery } from '../../../contract/overview.ts';

/**
 * Puts beside the marts what the page asks that no paper does: one row per case with its own equation over the period, how
 * sure its link is, and how old its debt.
 */
export async function addCaseRows(marts: Warehouse, ledger: Ledger): Promise<void> {
  await marts.run(
    'create schema page; create table page.finding (case_id varchar, is_fund boolean, amount_fen bigint, strength varchar)',
  );
  const writer = new ColumnWriter([VARCHAR, BOOLEAN, BIGINT, VARCHAR]);
  for (const { case_id, direction, amount_fen, match_strength } of listStandingFindings(ledger)) {
    const isFund = direction === 'fund';
    writer.add(case_id, isFund, BigInt(isFund ? Number(amount_fen) : -1), match_strength);
  }
  await marts.appendColumns('page', 'finding', writer);
  await marts.run(CASE_ROWS);
}

// A case is as sure as the finding that claims most of it. Between equal claims the surer one counts.
const CASE_ROWS = `
  create table page.case_row as
  with strength as (
      select case_id, arg_max(strength, (amount_fen, strength = 'confirmed')) as strength
      from page.finding
      group by case_id
  )
  select
      case_summary.*,
      coalesce(opening.outstanding_fen, 0) as opening_fen,
      closing.repaid_fen - coalesce(opening.repaid_fen, 0) as repaid_in_period_fen,
      closing.offset_fen - coalesce(opening.offset_fen, 0) as offset_in_period_fen,
      closing.written_off_fen - coalesce(opening.written_off_fen, 0) as written_off_in_period_fen,
      closing.refunded_fen - coalesce(opening.refunded_fen, 0) as refunded_in_period_fen,
      closing.refund_due_fen,
      offset_in_period_fen + written_off_in_period_fen - refunded_in_period_fen as other_in_period_fen,
      case strength.strength when 'confirmed' then 'confirmed' when 'probable' then 'weak' when 'possible' then 'weak'
          else 'unlinked' end as strength,
      case
          when case_summary.outstanding_fen <= 0 then null
          when case_summary.approved_on is null then 'unapproved'
          when case_summary.age_days <= 30 then 'to_30'
          when case_summary.age_days <= 90 then 'to_90'
          when case_summary.age_days <= 180 then 'to_180'
          else 'over_180'
      end as age,
      -- an amount that was changed after its approval stays in the month in which it was first approved
      case when case_summary.assessed_in_period_fen <> 0 then
          greatest(
              cast(strftime(cast(coalesce(case_summary.approved_on, this.to_on) as date), '%Y%m') as integer),
              this.from_month
          )
      end as assessed_month
  from mart.case_summary as case_summary
  cross join (select to_on, from_month from ledger.period where period = 'this') as this
  inner join ledger.case_at as closing
      on closing.period = 'this' and closing.edge = 'closing' and closing.case_id = case_summary.case_id
  left join ledger.case_at as opening
      on opening.period = 'this' and opening.edge = 'opening' and opening.case_id = case_summary.case_id
  left join strength on strength.case_id = case_summary.case_id`;

/** For each figure: which cases stand behind it, and what each adds to it. */
export const FIGURE_ROWS: Readonly<Record<FigureName, { where: string; amount: string }>> = {
  opening: { where: 'opening_fen <> 0', amount: 'opening_fen' },
  assessed: { where: 'assessed_in_period_fen <> 0', amount: 'assessed_in_period_fen' },
  repaid: { where: 'repaid_in_period_fen <> 0', amount: 'repaid_in_period_fen' },
  offset: { where: 'offset_in_period_fen <> 0', amount: 'offset_in_period_fen' },
  'written-off': { where: 'written_off_in_period_fen <> 0', amount: 'written_off_in_period_fen' },
  refunded: { where: 'refunded_in_period_fen <> 0', amount: 'refunded_in_period_fen' },
  other: {
    where: '(offset_in_period_fen <> 0 or written_off_in_period_fen <> 0 or refunded_in_period_fen <> 0)',
    amount: 'other_in_period_fen',
  },
  recovered: { where: 'recovered_in_period_fen <> 0', amount: 'recovered_in_period_fen' },
  outstanding: { where: 'outstanding_fen <> 0', amount: 'outstanding_fen' },
  overdue: {
    where: "outstanding_fen > 0 and status in ('overdue', 'reminded', 'enforcement')",
    amount: 'outstanding_fen',
  },
  owed: { where: 'outstanding_fen > 0', amount: 'outstanding_fen' },
  'over-repaid': { where: 'refund_due_fen > 0', amount: 'refund_due_fen' },
  found: { where: 'is_opened_in_period', amount: 'claimed_fen' },
  substantiated: { where: "is_opened_in_period and outcome = 'substantiated'", amount: 'claimed_fen' },
  unfounded: { where: "is_opened_in_period and outcome = 'unfounded'", amount: 'claimed_fen' },
  unverifiable: { where: "is_opened_in_period and outcome = 'unverifiable'", amount: 'claimed_fen' },
  revoked: { where: "is_opened_in_period and outcome = 'revoked'", amount: 'claimed_fen' },
  undecided: { where: "is_opened_in_period and outcome = 'open'", amount: 'claimed_fen' },
  decided: {
    where: "outcome in ('substantiated', 'unfounded') and rule_id <> 'none'",
    amount: 'claimed_fen',
  },
  held: { where: "outcome = 'substantiated' and rule_id <> 'none'", amount: 'claimed_fen' },
};

export type CaseChoice = Partial<
  Pick<RowsQuery, 'source' | 'batch' | 'township' | 'rule' | 'age' | 'strength'>
>;

/** The condition by which `page.case_row` is narrowed to the chosen cases. */
export function whereChosen({ source, batch, township, rule, age, strength }: CaseChoice): string {
  const parts = [
    oneOf('source_kind', source),
    oneOf("coalesce(batch_id, 'none')", batch),
    oneOf('township', township),
    oneOf('rule_id', rule),
    oneOf('age', age === undefined ? undefined : [age]),
    oneOf('strength', strength === undefined ? undefined : [strength]),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'true' : parts.join(' and ');
}

/** Whether the choice leaves cases out. */
export function isNarrowed({ source, batch, township, rule }: CaseChoice): boolean {
  return [source, batch, township, rule].some((one) => one !== undefined && one.length > 0);
}

function oneOf(column: string, values: readonly string[] | undefined): string | null {
  if (values === undefined || values.length === 0) return null;
  return `${column} in (${values.map(quoteText).join(', ')})`;
}
