-- Grain: one row per roster line that may be the payment which another file lists, too, where the two files overlap and nobody
-- has said which of them counts; with that file. Lines are held against each other by what both state: a month of payment or of
-- entitlement that was assumed is not stated.
with

line as (
    select
        roster_line.row_id,
        roster_line.person_id,
        roster_line.month,
        coalesce(roster_line.is_month_assumed, false) as is_month_assumed,
        roster_line.paid_month,
        roster_line.place,
        roster_line.delivery_no,
        roster_line.total_fen,
        case
            when roster_line.is_arrears or coalesce(roster_line.arrears_fen, 0) >= roster_line.total_fen then 'all'
            when coalesce(roster_line.arrears_fen, 0) > 0 then 'some'
            else 'none'
        end as arrears
    from canonical.roster_line as roster_line
    left join canonical.bank_answer as bank_answer on bank_answer.row_id = roster_line.row_id
    where
        roster_line.delivery_no in (
            select first_no from canonical.overlapping_delivery
            union
            select second_no from canonical.overlapping_delivery
        )
        and roster_line.total_fen > 0
        and (roster_line.state is null or roster_line.state = 'paid')
        and not coalesce(bank_answer.is_returned, false)
),

-- nearly everybody stands once in one file for a month: added up are the lines of those alone who may stand twice
met as (
    select other.person_id
    from canonical.overlapping_delivery as overlap
    inner join line as other
        on other.delivery_no = overlap.second_no and other.month = coalesce(overlap.month, other.month)
    inner join line as one
        on one.delivery_no = overlap.first_no and one.person_id = other.person_id and one.month = other.month

    union

    select one.person_id
    from canonical.overlapping_delivery as overlap
    inner join line as one on one.delivery_no = overlap.first_no and one.month = coalesce(overlap.month, one.month)
    inner join line as other
        on
            other.delivery_no = overlap.second_no
            and other.person_id = one.person_id
            and coalesce(other.paid_month, other.month) = coalesce(one.paid_month, one.month)
            and other.is_month_assumed <> one.is_month_assumed
),

listed as (
    -- lines of one file add up: it may list parts of one payment
    select
        person_id,
        month,
        is_month_assumed,
        paid_month,
        arrears,
        place,
        delivery_no,
        sum(total_fen) as total_fen
    from line
    where person_id in (select met.person_id from met)
    group by person_id, month, is_month_assumed, paid_month, arrears, place, delivery_no
),

summed as (
    -- where one of two files does not say when it paid, all that the other paid for the month stands against it
    select
        listed.*,
        sum(listed.total_fen) over (
            partition by listed.person_id, listed.month, listed.arrears, listed.place, listed.delivery_no
        ) as month_fen
    from listed
),

compared as (
    select distinct
        overlap.first_no,
        overlap.second_no,
        one.person_id,
        one.arrears as first_arrears,
        one.month as first_month,
        one.paid_month as first_paid_month,
        other.arrears as second_arrears,
        other.month as second_month,
        other.paid_month as second_paid_month,
        case
            when one.month <> other.month then one.is_month_assumed
            when one.paid_month is not null and other.paid_month is not null then one.total_fen < other.total_fen
            when one.month_fen <> other.month_fen then one.month_fen < other.month_fen
            else one.paid_month is null and other.paid_month is not null
        end as is_first_lesser
    from canonical.overlapping_delivery as overlap
    inner join summed as one on one.delivery_no = overlap.first_no
    inner join summed as other
        on
            other.delivery_no = overlap.second_no
            and other.person_id = one.person_id
            -- arrears alone are not the payment that holds none
            and (other.arrears = one.arrears or other.arrears = 'some' or one.arrears = 'some')
            -- what two places pay somebody is asked by a rule of its own
            and coalesce(other.place = one.place, true)
            and (
                (other.month = one.month and coalesce(other.paid_month = one.paid_month, true))
                or (
                    other.is_month_assumed <> one.is_month_assumed
                    and coalesce(other.paid_month, other.month) = coalesce(one.paid_month, one.month)
                    and other.total_fen = one.total_fen
                )
            )
    where coalesce(overlap.month, one.month) = one.month
),

lesser as (
    select
        person_id,
        case when is_first_lesser then first_no else second_no end as delivery_no,
        case when is_first_lesser then first_arrears else second_arrears end as arrears,
        case when is_first_lesser then first_month else second_month end as month,
        coalesce(case when is_first_lesser then first_paid_month else second_paid_month end, 0) as paid_month,
        case when is_first_lesser then second_no else first_no end as counting_no
    from compared
)

select
    line.row_id,
    min(lesser.counting_no) as counting_no
from line
inner join lesser
    on
        lesser.person_id = line.person_id
        and lesser.month = line.month
        and lesser.paid_month = coalesce(line.paid_month, 0)
        and lesser.arrears = line.arrears
        and lesser.delivery_no = line.delivery_no
group by line.row_id
