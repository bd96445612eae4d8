-- Grain: one row per settled line of the place that gives way, of a person and month that two places paid.
-- Where nothing tells which place gives way, one row per line of either, without an amount.
with

paid as (
    select
        payment.line_id,
        payment.row_id,
        payment.person_id,
        payment.month,
        payment.amount_fen,
        payment.place,
        coalesce(payment.is_contested, false) as is_contested,
        payment.match_strength
    from canonical.benefit_payment as payment
    where
        payment.is_settled and payment.amount_fen <> 0 and not payment.is_reversed and payment.place is not null
        and payment.person_id in (
            select several.person_id
            from canonical.benefit_payment as several
            where several.place is not null
            group by several.person_id
            having count(distinct several.place) > 1
        )
),

-- a county may be written in full and in short: 石林彝族自治县, 石林县
written as (
    select distinct person_id, place
    from paid
),

same_place as (
    select
        written.person_id,
        written.place,
        min(other.place) as root
    from written
    inner join written as other
        on other.person_id = written.person_id and other.place = substr(written.place, 1, length(other.place))
    group by written.person_id, written.place
),

line as (
    select
        paid.line_id,
        paid.row_id,
        paid.person_id,
        paid.month,
        paid.amount_fen,
        paid.is_contested,
        paid.match_strength,
        same_place.root as place
    from paid
    inner join same_place on same_place.person_id = paid.person_id and same_place.place = paid.place
),

-- the first month of a place's rosters: whoever is on it may have begun earlier
roster as (
    select place, min(month) as first_month
    from canonical.benefit_payment
    where place is not null
    group by place
),

stated as (
    select
        roster_line.person_id,
        same_place.root as place,
        min(roster_line.benefit_start_month) as start_month
    from canonical.roster_line as roster_line
    inner join same_place on same_place.person_id = roster_line.person_id and same_place.place = roster_line.place
    where roster_line.benefit_start_month is not null
    group by roster_line.person_id, same_place.root
),

spell as (
    select
        line.person_id,
        line.place,
        min(line.month) as first_month,
        max(line.month) as last_month,
        min(roster.first_month) as roster_month
    from line
    inner join roster on roster.place = line.place
    group by line.person_id, line.place
),

-- between which months payment began: the same where somebody states it, or where rosters before it leave the person out
begun as (
    select
        spell.person_id,
        spell.place,
        spell.first_month,
        spell.last_month,
        coalesce(
            stated.start_month, case when spell.first_month > spell.roster_month then spell.first_month else 0 end
        ) as not_before,
        coalesce(stated.start_month, spell.first_month) as not_after
    from spell
    left join stated on stated.person_id = spell.person_id and stated.place = spell.place
),

shared_month as (
    select distinct
        line.person_id,
        line.month,
        line.place,
        other.place as other_place
    from line
    inner join line as other
        on other.person_id = line.person_id and other.month = line.month and other.place <> line.place
),

overlap as (
    select
        person_id,
        place,
        other_place,
        count(*) as month_count
    from shared_month
    group by person_id, place, other_place
),

judged as (
    select
        overlap.person_id,
        overlap.place,
        overlap.other_place,
        case
            when other.not_after < own.not_before then 1
            when own.not_after < other.not_before then -1
            else 0
        end as is_later
    from overlap
    inner join begun as own on own.person_id = overlap.person_id and own.place = overlap.place
    inner join begun as other on other.person_id = overlap.person_id and other.place = overlap.other_place
    -- one place stopped in the month in which the other began: handed over within the month
    where
        not (
            overlap.month_count = 1
            and (own.last_month = other.first_month or other.last_month = own.first_month)
            and (own.first_month < other.first_month or other.first_month < own.first_month)
        )
),

giving_way as (
    select
        judged.person_id,
        judged.place,
        judged.other_place,
        case
            when judged.is_later = 0 then 0
            when judged.is_later = case gives_way.value when 'later-start' then 1 else -1 end then 1
            else -1
        end as gives_way
    from judged
    cross join parameter.run as run
    inner join parameter.two_places_gives_way as gives_way
        on run.as_of_month between gives_way.valid_from and gives_way.valid_to
),

counter as (
    select person_id, month, place, min(row_id) as row_id
    from line
    group by person_id, month, place
),

claimed as (
    select
        line.person_id,
        line.month,
        line.line_id,
        line.amount_fen,
        line.is_contested,
        line.match_strength,
        line.place,
        giving_way.other_place,
        giving_way.gives_way,
        counter.row_id as counter_id,
        row_number() over (
            partition by line.line_id order by giving_way.gives_way desc, giving_way.other_place
        ) as rank_no,
        max(giving_way.gives_way) over (partition by line.person_id, line.month) as month_gives_way
    from line
    inner join giving_way on giving_way.person_id = line.person_id and giving_way.place = line.place
    inner join counter
        on
            counter.person_id = line.person_id and counter.month = line.month
            and counter.place = giving_way.other_place
),

kept as (
    -- a month in which one place surely gives way is no open question
    select *
    from claimed
    where
        rank_no = 1
        and (gives_way = 1 or (gives_way = 0 and month_gives_way = 0 and not is_contested))
        and not exists (
            select 1
            from canonical.held_row as held_row
            where held_row.person_id = claimed.person_id and held_row.table_name = 'roster_line'
        )
),

-- at least the smaller of what the places paid is too much
at_stake as (
    select
        person_id,
        month,
        min(place_fen) as least_fen
    from (
        select person_id, month, place, sum(amount_fen) as place_fen
        from kept
        where gives_way = 0
        group by person_id, month, place
    ) as per_place
    group by person_id, month
),

at_risk as (
    select person_id, cast(sum(least_fen) as bigint) as at_risk_fen
    from at_stake
    group by person_id
)

select
    kept.person_id,
    case
        when kept.gives_way = 1 then 'two places ' || kept.place
        else 'two places open'
    end as occurrence_key,
    kept.month,
    case when kept.gives_way = 1 then kept.amount_fen end as amount_fen,
    kept.line_id,
    kept.counter_id,
    kept.match_strength,
    kept.gives_way = 0 as fact_is_open,
    case when kept.gives_way = 1 then kept.place end as fact_gives_way,
    case when kept.gives_way = 1 then kept.other_place end as fact_stays,
    case when kept.gives_way = 0 then at_risk.at_risk_fen end as fact_at_risk_fen
from kept
left join at_risk on at_risk.person_id = kept.person_id
