-- Grain: one row per contribution for a year after the end, once for the subsidy and once for the person's own part.
with

ending as (
    select
        person_id,
        record_id,
        cast(floor(died_month / 100) as integer) as end_year,
        9999 as last_year,
        'death' as event,
        match_strength,
        1 as event_rank
    from canonical.death

    union all

    select
        person_id,
        record_id,
        cast(floor(coalesce(starts_month, effective_month, admitted_month) / 100) as integer) as end_year,
        -- the year in which it ended is one of an event, too
        case when released_month is null then 9999 else cast(floor(released_month / 100) as integer) - 1 end as last_year,
        'life-imprisonment' as event,
        match_strength,
        2 as event_rank
    from canonical.imprisonment
    where
        is_served and penalty in ('life', 'death-reprieve')
        and coalesce(starts_month, effective_month, admitted_month) is not null

    union all

    -- insured or drawing there at once, as far as the list is known to be complete
    select
        person_id,
        record_id,
        cast(floor(start_month / 100) as integer) as end_year,
        case
            when end_month is null then cast(floor(coalesce(complete_month, 0) / 100) as integer)
            when end_month % 100 = 12 then cast(floor(end_month / 100) as integer)
            else cast(floor(end_month / 100) as integer) - 1
        end as last_year,
        'other-scheme' as event,
        match_strength,
        3 as event_rank
    from canonical.employee_pension_record
    where
        start_month is not null
        -- who contributes there no more did so up to a month that is stated, or to nobody knows which
        and (status in ('insured', 'drawing') or (status = 'paused' and end_month is not null))
),

late as (
    select
        contribution.record_id,
        contribution.person_id,
        contribution.year,
        contribution.paid_month,
        own_part.amount_fen as paid_fen,
        subsidy.amount_fen as subsidy_fen,
        ending.record_id as counter_id,
        ending.event,
        case when 'possible' in (contribution.match_strength, ending.match_strength) then 'possible'
            when 'probable' in (contribution.match_strength, ending.match_strength) then 'probable'
            else 'confirmed'
        end as match_strength,
        row_number() over (partition by contribution.record_id order by ending.event_rank, ending.record_id) as place
    from canonical.contribution as contribution
    inner join ending
        on ending.person_id = contribution.person_id and contribution.year > ending.end_year and contribution.year <= ending.last_year
    left join canonical.kept_payment as own_part
        on own_part.table_name = 'contribution' and own_part.line_id = contribution.record_id
    left join canonical.kept_payment as subsidy
        on subsidy.table_name = 'contribution_subsidy' and subsidy.line_id = contribution.record_id
    where
        contribution.is_settled and contribution.kind = 'regular'
        and not exists (
            select 1
            from canonical.held_row as held_row
            where
                held_row.person_id = contribution.person_id
                and held_row.table_name in ('contribution', 'death_record', 'imprisonment', 'employee_pension_record')
        )
),

own as (
    select
        *,
        coalesce(paid_month, year * 100 + 12) as came_month,
        sum(paid_fen) over (
            partition by person_id order by coalesce(paid_month, year * 100 + 12), record_id
            rows between unbounded preceding and current row
        ) as until_fen
    from late
    where place = 1 and paid_fen > 0
),

first_own as (
    select person_id, min(came_month) as month
    from own
    group by person_id
),

given_back as (
    -- by what the refunds since give back of it, the earliest first; an account that was settled gave back all that stood in it
    select
        refund.person_id,
        sum(
            case when refund.ground in ('death', 'settled-abroad', 'other-scheme') then 0
                else refund.amount_fen + coalesce(refund.offset_fen, 0)
            end
        ) as fen,
        max(
            case when refund.ground in ('death', 'settled-abroad', 'other-scheme') then coalesce(refund.paid_month, 209912)
            end
        ) as settled_month
    from canonical.account_refund as refund
    inner join first_own on first_own.person_id = refund.person_id
    where refund.is_settled and coalesce(refund.paid_month, 209912) >= first_own.month
    group by refund.person_id
)

select
    person_id,
    event as occurrence_key,
    paid_month as month,
    subsidy_fen as amount_fen,
    record_id as line_id,
    counter_id,
    match_strength,
    event as fact_event,
    cast(year as varchar) as fact_year,
    false as fact_is_short
from late
where place = 1 and subsidy_fen > 0

union all

select
    own.person_id,
    own.event || ' own part' as occurrence_key,
    own.paid_month as month,
    cast(
        case
            when own.until_fen - own.paid_fen >= coalesce(given_back.fen, 0) then own.paid_fen
            else own.until_fen - given_back.fen
        end as bigint
    ) as amount_fen,
    own.record_id as line_id,
    own.counter_id,
    own.match_strength,
    own.event as fact_event,
    cast(own.year as varchar) as fact_year,
    true as fact_is_short
from own
left join given_back on given_back.person_id = own.person_id
where
    own.until_fen > coalesce(given_back.fen, 0)
    and coalesce(given_back.settled_month, 0) < own.came_month
    -- a refund that nobody has explained yet may be of it
    and not exists (
        select 1
        from canonical.held_row as held_refund
        where held_refund.person_id = own.person_id and held_refund.table_name = 'account_refund'
    )
