-- Grain: one row per measure of time, with the number of cases it rests on; no number of cases, no measure.
-- The benefit counts as stopped from the month after the last settled one, where later rosters have come.
with

this as (
    select * from ledger.period where period = 'this'
),

roster as (
    select max(last_settled_month) as last_month from build.canonical.beneficiary
),

stopped as (
    select
        beneficiary.person_id,
        cast(
            strptime(cast(beneficiary.last_settled_month as varchar), '%Y%m') + interval 1 month as date
        ) as stopped_on
    from build.canonical.beneficiary as beneficiary
    cross join roster
    where beneficiary.last_settled_month < roster.last_month
),

timed as (
    select
        case_summary.case_id,
        case_summary.overpaid_months,
        case_summary.is_decided_in_period and case_summary.outcome = 'substantiated' as is_substantiated,
        greatest(date_diff('day', cast(case_summary.opened_on as date), stopped.stopped_on), 0) as to_stop,
        case
            when case_summary.settled_on between this.from_on and this.to_on
                then greatest(date_diff('day', stopped.stopped_on, cast(case_summary.settled_on as date)), 0)
        end as to_paid
    from mart.case_summary as case_summary
    cross join this
    left join stopped on stopped.person_id = case_summary.person_id and stopped.stopped_on <= cast(this.to_on as date)
)

select 1 as place, 'overpaid_months' as measure, '平均多领月数' as title, '月' as unit,
    (count(*) filter (where is_substantiated and overpaid_months > 0))::integer as cases,
    round(avg(overpaid_months) filter (where is_substantiated and overpaid_months > 0), 1) as value
from timed
union all
select 2, 'lead_to_stop', '从发现到停发(中位数)', '天',
    (count(to_stop) filter (where is_substantiated))::integer,
    median(to_stop) filter (where is_substantiated)
from timed
union all
select 3, 'stop_to_paid', '从停发到结清(中位数)', '天', count(to_paid)::integer, median(to_paid)
from timed
order by place
