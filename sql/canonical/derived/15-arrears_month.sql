-- Grain: one row per line that pays for other months than its own, and month it is for; a month of null where nobody stated
-- one. Arrears belong to months that a column or a remark states, or that the roster shows as unpaid and whose sum fits to
-- the fen, or that were paid at a lower rate by just that much. A negative line that names months takes from those.
with

line as (
    -- the lines of everybody who has one that carries
    select
        roster_line.row_id,
        roster_line.person_id,
        roster_line.total_fen,
        roster_line.is_arrears,
        roster_line.arrears_month_count,
        roster_line.arrears_from,
        roster_line.arrears_to,
        coalesce(reissued_line.month, roster_line.month) as month,
        coalesce(carrying_line.carried_fen, 0) as carried_fen,
        (roster_line.state is null or roster_line.state = 'paid') and not coalesce(bank_answer.is_returned, false) as is_settled,
        overlapped_line.row_id is not null as is_overlapped
    from canonical.roster_line as roster_line
    left join canonical.carrying_line as carrying_line on carrying_line.row_id = roster_line.row_id
    left join canonical.bank_answer as bank_answer on bank_answer.row_id = roster_line.row_id
    left join canonical.reissued_line as reissued_line on reissued_line.row_id = roster_line.row_id
    left join canonical.overlapped_line as overlapped_line on overlapped_line.row_id = roster_line.row_id
    where exists (
        select 1
        from canonical.carrying_line as carrying
        where carrying.person_id = roster_line.person_id
    )
),

own_part as (
    select
        line.*,
        line.total_fen - line.carried_fen as own_fen,
        calendar_month.month_no
    from line
    inner join canonical.calendar_month as calendar_month on calendar_month.month = line.month
    where line.total_fen - line.carried_fen <> 0 or line.carried_fen = 0
),

carrier as (
    select
        line.*,
        calendar_month.month_no,
        arrears_from.month_no as from_no,
        arrears_to.month_no as to_no
    from line
    inner join canonical.calendar_month as calendar_month on calendar_month.month = line.month
    left join canonical.calendar_month as arrears_from on arrears_from.month = line.arrears_from
    left join canonical.calendar_month as arrears_to on arrears_to.month = line.arrears_to
    where line.carried_fen <> 0
),

-- one row per month that was paid to somebody who was also paid arrears: how much it came to
settled_month as (
    select
        own_part.person_id,
        own_part.month_no,
        cast(sum(own_part.own_fen) as bigint) as own_fen
    from own_part
    -- what two lists may list of one payment was paid once
    where own_part.is_settled and not own_part.is_arrears and not own_part.is_overlapped
    group by own_part.person_id, own_part.month_no
    having sum(own_part.own_fen) > 0
),

-- the latest run of unpaid months before the line: after the last month paid before it, up to the next month paid or the line
settled_until as (
    select
        carrier.row_id,
        settled_month.month_no,
        settled_month.own_fen,
        lead(settled_month.month_no, 1, carrier.month_no) over (
            partition by carrier.row_id order by settled_month.month_no
        ) as next_no
    from carrier
    inner join settled_month
        on settled_month.person_id = carrier.person_id and settled_month.month_no < carrier.month_no
),

unpaid_run as (
    select
        row_id,
        month_no + 1 as first_no,
        next_no - 1 as last_no,
        own_fen as fen_before,
        row_number() over (partition by row_id order by month_no desc) as place
    from settled_until
    where next_no > month_no + 1
),

-- the months just before the line that were paid at the rate of the last of them
last_paid as (
    select
        row_id,
        month_no as last_no,
        own_fen,
        row_number() over (partition by row_id order by month_no desc) as place
    from settled_until
),

paid_otherwise as (
    select
        last_paid.row_id,
        max(settled_until.month_no) as month_no
    from last_paid
    inner join settled_until on settled_until.row_id = last_paid.row_id
    where
        last_paid.place = 1
        and (settled_until.own_fen <> last_paid.own_fen or settled_until.next_no > settled_until.month_no + 1)
        and settled_until.month_no < last_paid.last_no
    group by last_paid.row_id
),

paid_at_old_rate as (
    select
        last_paid.row_id,
        last_paid.last_no,
        last_paid.own_fen,
        last_paid.last_no - coalesce(paid_otherwise.month_no, (
            select min(settled_until.month_no) - 1
            from settled_until
            where settled_until.row_id = last_paid.row_id
        )) as month_count
    from last_paid
    left join paid_otherwise on paid_otherwise.row_id = last_paid.row_id
    where last_paid.place = 1
),

roster_run as (
    -- how many months of the run have a roster at all: one without says nothing of who was left unpaid in it
    select
        unpaid_run.row_id,
        count(*) as month_count
    from unpaid_run
    inner join canonical.calendar_month as calendar_month
        on calendar_month.month_no between unpaid_run.first_no and unpaid_run.last_no
    inner join canonical.roster_month as roster_month on roster_month.month = calendar_month.month
    where unpaid_run.place = 1
    group by unpaid_run.row_id
),

known as (
    select
        carrier.*,
        unpaid_run.first_no as run_first_no,
        unpaid_run.last_no as run_last_no,
        unpaid_run.last_no - unpaid_run.first_no + 1 as run_count,
        coalesce(roster_run.month_count, 0) as roster_count,
        coalesce(unpaid_run.fen_before, paid_at_old_rate.own_fen, own_settled.own_fen) as old_fen,
        coalesce(own_settled.own_fen, unpaid_run.fen_before, paid_at_old_rate.own_fen) as new_fen,
        paid_at_old_rate.last_no as old_last_no,
        paid_at_old_rate.month_count as old_count,
        coalesce(own_settled.own_fen - paid_at_old_rate.own_fen, 0) as rise_fen
    from carrier
    left join unpaid_run on unpaid_run.row_id = carrier.row_id and unpaid_run.place = 1
    left join roster_run on roster_run.row_id = carrier.row_id
    left join paid_at_old_rate on paid_at_old_rate.row_id = carrier.row_id
    left join settled_month as own_settled
        on own_settled.person_id = carrier.person_id and own_settled.month_no = carrier.month_no
),

placed as (
    select
        known.*,
        case
            when from_no is not null and to_no is not null and to_no - from_no between 0 and 119 then 'stated'
            when from_no is not null and to_no is null and arrears_month_count between 1 and 120 then 'stated'
            when from_no is null and to_no is not null and arrears_month_count between 1 and 120 then 'stated'
            -- a beginning without an end states one month only where the sum is that month's
            when
                from_no is not null and to_no is null and arrears_month_count is null
                and (carried_fen < 0 or carried_fen = old_fen or carried_fen = new_fen)
                then 'stated'
            when arrears_month_count is not null and run_count = arrears_month_count then 'counted'
            when arrears_month_count between 1 and 120 and old_last_no is null then 'counted'
            when
                arrears_month_count is null and run_count = roster_count
                and coalesce(from_no, run_first_no) = run_first_no
                and (
                    (old_fen = new_fen and carried_fen = run_count * old_fen)
                    or (
                        old_fen <> new_fen and (carried_fen - run_count * new_fen) % (old_fen - new_fen) = 0
                        and (carried_fen - run_count * new_fen) / (old_fen - new_fen) between 0 and run_count
                    )
                )
                then 'unpaid'
            when
                rise_fen > 0 and carried_fen % rise_fen = 0
                and carried_fen / rise_fen between 1 and old_count
                and coalesce(arrears_month_count, carried_fen / rise_fen) = carried_fen / rise_fen
                and coalesce(from_no, old_last_no - carried_fen / rise_fen + 1) = old_last_no - carried_fen / rise_fen + 1
                then 'risen'
        end as basis
    from known
),

spread as (
    select
        placed.*,
        case
            when basis = 'stated' then coalesce(from_no, to_no - arrears_month_count + 1)
            when basis in ('counted', 'unpaid') then coalesce(run_first_no, month_no - arrears_month_count)
            when basis = 'risen' then old_last_no - cast(carried_fen / rise_fen as integer) + 1
        end as first_no,
        case
            when basis = 'stated' then coalesce(to_no, from_no + coalesce(arrears_month_count, 1) - 1)
            when basis in ('counted', 'unpaid') then coalesce(run_last_no, month_no - 1)
            when basis = 'risen' then old_last_no
        end as last_no
    from placed
    where basis is not null
),

rated as (
    -- months at the old rate and then at the new one, where these make up the sum to the fen; else equal parts
    select
        spread.*,
        -- equal parts; what does not divide goes to the latest month, so that the parts add up to the fen
        cast(sign(carried_fen) * floor(abs(carried_fen) / (last_no - first_no + 1)) as bigint) as part_fen,
        case
            when basis = 'risen' then null
            when old_fen = new_fen and carried_fen = (last_no - first_no + 1) * old_fen then last_no - first_no + 1
            when
                old_fen <> new_fen
                and (carried_fen - (last_no - first_no + 1) * new_fen) % (old_fen - new_fen) = 0
                and (carried_fen - (last_no - first_no + 1) * new_fen) / (old_fen - new_fen) between 0 and last_no - first_no + 1
                then cast((carried_fen - (last_no - first_no + 1) * new_fen) / (old_fen - new_fen) as integer)
        end as old_months
    from spread
)

select
    rated.row_id,
    least(rated.last_no - calendar_month.month_no + 1, 98) as part_no,
    calendar_month.month,
    case
        when rated.old_months is not null
            then case when calendar_month.month_no - rated.first_no < rated.old_months then rated.old_fen else rated.new_fen end
        when calendar_month.month_no = rated.last_no then rated.carried_fen - rated.part_fen * (rated.last_no - rated.first_no)
        else rated.part_fen
    end as amount_fen,
    rated.basis
from rated
inner join canonical.calendar_month as calendar_month
    on calendar_month.month_no between rated.first_no and rated.last_no

union all

-- months that nobody stated: the money has no month, and no rule claims it
select
    row_id,
    99 as part_no,
    cast(null as integer) as month,
    carried_fen as amount_fen,
    'none' as basis
from placed
where basis is null
