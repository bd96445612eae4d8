-- Grain: one row per person and spell in which an employee-scheme pension of their own was in payment. Spells with a gap
-- between them stay apart; an open end is known up to the month up to which the list is complete.
-- A person who is only insured there, a survivor's benefit and a lump sum are not in it; a pension that was suspended
-- or ended is, as long as it is known until when it was paid.
with

own_pension as (
    select
        record.person_id,
        record.record_id,
        record.scheme,
        coalesce(record.start_month, record.month) as start_month,
        case
            when record.month is not null then coalesce(record.end_month, record.month)
            when record.end_month is not null then record.end_month
            else record.complete_month
        end as end_month,
        record.month is null and record.end_month is null as is_open,
        case record.match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end as strength_rank
    from canonical.employee_pension_record as record
    where
        (record.amount_fen is null or record.amount_fen > 0)
        and (record.status = 'drawing' or (record.status in ('suspended', 'ended') and record.end_month is not null))
        and coalesce(record.start_month, record.month) is not null
),

numbered as (
    -- a monthly list says of its month alone; one that also says the start says of all months since
    select
        own_pension.*,
        starts.month_no as start_no,
        ends.month_no as end_no
    from own_pension
    inner join canonical.calendar_month as starts on starts.month = own_pension.start_month
    inner join canonical.calendar_month as ends on ends.month = coalesce(own_pension.end_month, 209912)
    where ends.month_no >= starts.month_no
),

reached as (
    select
        *,
        max(end_no) over (
            partition by person_id order by start_no, end_no, record_id rows between unbounded preceding and 1 preceding
        ) as reached_no
    from numbered
),

spelled as (
    select
        *,
        sum(case when reached_no is null or start_no > reached_no + 1 then 1 else 0 end) over (
            partition by person_id order by start_no, end_no, record_id
        ) as spell_no
    from reached
),

spell as (
    select
        person_id,
        min(record_id) as record_id,
        min(scheme) as scheme,
        min(start_month) as start_month,
        max(coalesce(end_month, 209912)) as known_until,
        max(case when is_open then 1 else 0 end) as is_open,
        max(strength_rank) as strength_rank
    from spelled
    group by person_id, spell_no
)

select
    person_id,
    record_id,
    scheme,
    start_month,
    known_until as end_month,
    is_open = 1 as is_open,
    case strength_rank when 1 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength
from spell
