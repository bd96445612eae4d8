-- Grain: one row per roster line of a person and month of whom another file lists as much or more, where the two files overlap
-- and nobody has said which of them counts.
with

listed as (
    -- lines of one file add up: it may list parts of one payment
    select
        roster_line.person_id,
        roster_line.month,
        coalesce(roster_line.paid_month, roster_line.month) as bank_month,
        roster_line.place,
        roster_line.delivery_no,
        sum(roster_line.total_fen) as total_fen
    from canonical.roster_line as roster_line
    left join canonical.bank_answer as bank_answer on bank_answer.row_id = roster_line.row_id
    where
        roster_line.delivery_no in (
            select first_no from canonical.overlapping_delivery
            union
            select second_no from canonical.overlapping_delivery
        )
        and not roster_line.is_arrears
        and roster_line.total_fen > 0
        and (roster_line.state is null or roster_line.state = 'paid')
        and not coalesce(bank_answer.is_returned, false)
    group by
        roster_line.person_id, roster_line.month, coalesce(roster_line.paid_month, roster_line.month), roster_line.place,
        roster_line.delivery_no
),

lesser as (
    select distinct
        one.person_id,
        one.month,
        one.bank_month,
        case when one.total_fen >= other.total_fen then other.delivery_no else one.delivery_no end as delivery_no
    from canonical.overlapping_delivery as overlap
    inner join listed as one on one.delivery_no = overlap.first_no
    inner join listed as other
        on
            other.delivery_no = overlap.second_no
            and other.person_id = one.person_id
            and other.month = one.month
            and other.bank_month = one.bank_month
            -- what two places pay somebody is asked by a rule of its own
            and coalesce(other.place = one.place, true)
    where coalesce(overlap.month, one.month) = one.month
)

select roster_line.row_id
from canonical.roster_line as roster_line
inner join lesser
    on
        lesser.person_id = roster_line.person_id
        and lesser.month = roster_line.month
        and lesser.bank_month = coalesce(roster_line.paid_month, roster_line.month)
        and lesser.delivery_no = roster_line.delivery_no
where not roster_line.is_arrears
