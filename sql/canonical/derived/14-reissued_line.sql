-- Grain: one row per settled line that a roster books to the month it was issued again in, though the money is for an earlier
-- one that came back or never left; and the month it is for. One that calls itself issued again beside the month's own
-- payment, where no earlier one is known to have come back, is for a month that nobody stated.
with

missed as (
    -- everybody of whom a line did not arrive, or calls itself issued again
    select roster_line.person_id
    from canonical.roster_line as roster_line
    where roster_line.is_reissue or roster_line.state in ('returned', 'failed', 'pending')
    union
    select roster_line.person_id
    from canonical.bank_answer as answer
    inner join canonical.roster_line as roster_line on roster_line.row_id = answer.row_id
    where answer.is_returned
),

own_line as (
    -- they are few: looked up is what else is known of their lines alone
    select roster_line.*
    from canonical.roster_line as roster_line
    inner join missed on missed.person_id = roster_line.person_id
    where roster_line.total_fen > 0
),

line as (
    select
        roster_line.row_id,
        roster_line.person_id,
        roster_line.month,
        roster_line.total_fen,
        roster_line.arrears_from,
        coalesce(roster_line.arrears_to, roster_line.arrears_from) as arrears_to,
        roster_line.is_reissue and coalesce(roster_line.month = roster_line.paid_month, true) as is_reissue,
        -- 4月退票重发
        case
            when roster_line.is_reissue and roster_line.arrears_from = roster_line.arrears_to and roster_line.arrears_from < roster_line.month
                then roster_line.arrears_from
        end as stated_month,
        roster_line.is_arrears,
        (roster_line.state is null or roster_line.state = 'paid') and not coalesce(bank_answer.is_returned, false) as is_settled,
        roster_line.state in ('returned', 'failed', 'pending') or coalesce(bank_answer.is_returned, false) as is_missed
    from own_line as roster_line
    left join canonical.bank_answer as bank_answer on bank_answer.row_id = roster_line.row_id
    left join canonical.carrying_line as carrying_line on carrying_line.row_id = roster_line.row_id
    where carrying_line.carried_fen is distinct from roster_line.total_fen
),

missed_month as (
    -- months of which nothing was paid under their own name
    select
        line.person_id,
        line.month,
        line.total_fen,
        row_number() over (partition by line.person_id, line.total_fen order by line.month) as place
    from line
    where
        line.is_missed
        and not line.is_arrears
        and not exists (
            select 1
            from line as paid
            where
                paid.person_id = line.person_id
                and paid.is_settled
                and (paid.month = line.month or line.month between paid.arrears_from and paid.arrears_to)
        )
    group by line.person_id, line.month, line.total_fen
),

again as (
    select
        line.row_id,
        line.person_id,
        line.month,
        line.total_fen,
        line.is_reissue,
        line.stated_month,
        beside.person_id is not null as is_beside,
        row_number() over (partition by line.person_id, line.total_fen order by line.month, line.row_id) as place
    from line
    left join (
        select
            person_id,
            month,
            -- the month's own line is the one that does not call itself issued again, else the first
            min(case when is_reissue then null else row_id end) as own_id,
            min(row_id) as first_id,
            count(*) as line_count
        from line
        where is_settled and not is_arrears
        group by person_id, month
    ) as beside
        on
            beside.person_id = line.person_id and beside.month = line.month and beside.line_count > 1
            and coalesce(beside.own_id, beside.first_id) <> line.row_id
    where
        line.is_settled
        and not line.is_arrears
        and (line.is_reissue or beside.person_id is not null)
        -- what came back in the month itself was issued again for it
        and not exists (
            select 1
            from line as missed
            where
                missed.person_id = line.person_id and missed.month = line.month
                and missed.total_fen = line.total_fen and missed.is_missed
        )
        and (
            line.is_reissue
            or exists (
                select 1
                from missed_month
                where
                    missed_month.person_id = line.person_id and missed_month.total_fen = line.total_fen
                    and missed_month.month < line.month
            )
        )
)

select
    again.row_id,
    coalesce(again.stated_month, missed_month.month, again.month) as month,
    coalesce(again.stated_month, missed_month.month) is null as is_contested
from again
left join missed_month
    on
        missed_month.person_id = again.person_id and missed_month.total_fen = again.total_fen
        and missed_month.place = again.place and missed_month.month < again.month
where again.stated_month is not null or missed_month.month is not null or (again.is_beside and again.is_reissue)
