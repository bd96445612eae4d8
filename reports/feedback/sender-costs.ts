import { businessDay } from '../../casework/business-day.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { daysBetween } from '../../core/dates.ts';
import { addMonths, formatMonth, monthOf } from '../../core/month.ts';
import { fileNoSql } from '../../core/row-number.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/** What late word of an event cost: from the event to the list that told of it, and on to the last payment. */
export interface SenderCost {
  /** People whom the sender's lists reported, and who were paid for months after the event. */
  people: number;
  /** Days from the event to the day its first list came; of those whose day is known. */
  median_days_to_receipt: number | null;
  longest_days_to_receipt: number | null;
  /** Days from that list to the month from which nothing was paid any more; nothing where it was stopped before. */
  median_days_to_stop: number | null;
  /** People who are still paid in the last month that the rosters tell of. */
  still_paid: number;
  /** Paid for months after the event, up to the month in which the list came, and after it. */
  paid_before_receipt_fen: number;
  paid_after_receipt_fen: number;
}

interface Late {
  source: string;
  person_id: string;
  event_on: string | null;
  received_at: string;
  last_month: number;
  newest_month: number;
  months: string;
}

/**
 * By sender, what was paid between an event and its stop, as the findings of the published build claim it: deaths and
 * sentences, for these are events that somebody has to report. A person whom two senders report counts with each.
 */
export async function costsBySender(warehouse: Warehouse): Promise<Map<string, SenderCost>> {
  const late = await latePayments(warehouse);
  const bySender = Map.groupBy(late, ({ source }) => source);
  return new Map([...bySender].map(([source, people]) => [source, costOf(people)]));
}

function costOf(people: readonly Late[]): SenderCost {
  const paid = people.map(({ months, received_at }) => {
    const until = monthOf(businessDay(received_at));
    const lines = JSON.parse(months) as { month: number; fen: number }[];
    const sum = (isIt: (month: number) => boolean): number =>
      lines.filter(({ month }) => isIt(month)).reduce((total, { fen }) => total + fen, 0);
    return { before: sum((month) => month <= until), after: sum((month) => month > until) };
  });
  const waits = people.flatMap(({ event_on, received_at }) =>
    event_on === null ? [] : [daysBetween(event_on, businessDay(received_at))],
  );
  const stopped = people.filter(({ last_month, newest_month }) => last_month < newest_month);
  const stops = stopped.map(({ last_month, received_at }) =>
    Math.max(0, daysBetween(businessDay(received_at), monthAfter(last_month))),
  );
  return {
    people: people.length,
    median_days_to_receipt: median(waits),
    longest_days_to_receipt: waits.length === 0 ? null : Math.max(...waits),
    median_days_to_stop: median(stops),
    still_paid: people.length - stopped.length,
    paid_before_receipt_fen: paid.reduce((sum, { before }) => sum + before, 0),
    paid_after_receipt_fen: paid.reduce((sum, { after }) => sum + after, 0),
  };
}

async function latePayments(warehouse: Warehouse): Promise<Late[]> {
  const about = (event: string): string =>
    loadRules()
      .filter(
        (rule) => rule.about === event && rule.line_of === 'benefit_payment' && rule.direction === 'fund',
      )
      .map(({ rule_id }) => quoteText(rule_id))
      .join(', ');
  return warehouse.rows<Late>(`
    with told as (
        select 'death' as event, record_id, person_id, died_on as event_on
        from canonical.death_record
        where not is_revoked
        union all
        select 'imprisonment', record_id, person_id, starts_on
        from canonical.imprisonment
    ),
    first_told as (
        select
            told.event, file.source, told.person_id,
            min(told.event_on) as event_on, min(file.received_at) as received_at
        from told
        inner join file on file.file_no = ${fileNoSql('told.record_id')}
        group by told.event, file.source, told.person_id
    ),
    claimed as (
        select
            case when finding.rule_id in (${about('death')}) then 'death' else 'imprisonment' end as event,
            finding.person_id, line.month, line.line_id, max(line.amount_fen) as fen
        from detection.finding as finding
        inner join detection.finding_line as line on line.finding_no = finding.finding_no
        where
            finding.rule_id in (${about('death')}, ${about('imprisonment')})
            and finding.direction = 'fund' and finding.strength_rank > 1
            and line.amount_fen > 0 and line.month is not null
        group by all
    ),
    newest as (select max(month) as month from canonical.benefit_payment where is_settled),
    person_month as (
        select event, person_id, month, cast(sum(fen) as bigint) as fen from claimed group by event, person_id, month
    )
    select
        first_told.source, first_told.person_id, first_told.event_on, first_told.received_at,
        max(person_month.month) as last_month,
        any_value(newest.month) as newest_month,
        cast(to_json(list({month: person_month.month, fen: person_month.fen} order by person_month.month)) as varchar) as months
    from first_told
    inner join person_month
        on person_month.event = first_told.event and person_month.person_id = first_told.person_id
    cross join newest
    group by all
    order by all`);
}

/** The first day of the month after one. */
const monthAfter = (month: number): string => `${formatMonth(addMonths(month, 1))}-01`;

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
