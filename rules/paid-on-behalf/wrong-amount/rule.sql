-- Grain: one row per person and year whose contributions paid on behalf differ from what any kind the person is of gives.
with

stated_amount as (
    select 'severe-disability' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_severe

    union all

    select 'moderate-disability' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_moderate

    union all

    select 'minimum-living' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_hardship

    union all

    select 'destitute' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_hardship
),

contribution as (
    select
        line_id,
        person_id,
        year,
        paid_month,
        amount_fen,
        kind,
        row_number() over (partition by person_id, year order by coalesce(paid_month, 209912) desc, line_id desc) as place
    from canonical.paid_on_behalf
    where is_settled and amount_fen <> 0 and year is not null
),

paid as (
    select
        person_id,
        year,
        sum(amount_fen) as paid_fen,
        max(case when place = 1 then line_id end) as line_id,
        max(case when place = 1 then paid_month end) as paid_month
    from contribution
    group by person_id, year
    -- what was taken back altogether was not paid
    having sum(amount_fen) > 0
),

kind_of as (
    select person_id, kind
    from contribution
    where kind is not null

    union

    select person_id, kind
    from canonical.entitlement_record
),

other_money as (
    -- an amount that is no kind's, paid for many in one year, is of another insurance or of a rate not known here
    select contribution.year, contribution.amount_fen
    from contribution
    where
        not exists (
            select 1
            from stated_amount
            where
                stated_amount.value = contribution.amount_fen
                and contribution.year * 100 + 12 between stated_amount.valid_from and stated_amount.valid_to
        )
    group by contribution.year, contribution.amount_fen
    having count(distinct contribution.person_id) >= 5
),

due as (
    -- a grade that changed within the year makes either amount right
    select
        paid.person_id,
        paid.year,
        min(stated_amount.value) as least_fen,
        max(stated_amount.value) as most_fen
    from paid
    inner join kind_of on kind_of.person_id = paid.person_id
    inner join stated_amount
        on
            stated_amount.kind = kind_of.kind
            and paid.year * 100 + 12 between stated_amount.valid_from and stated_amount.valid_to
    group by paid.person_id, paid.year
)

select
    paid.person_id,
    cast(paid.year as varchar) || case when paid.paid_fen < due.least_fen then ' short' else ' over' end as occurrence_key,
    paid.paid_month as month,
    cast(case when paid.paid_fen < due.least_fen then due.least_fen - paid.paid_fen else paid.paid_fen - due.most_fen end as bigint)
        as amount_fen,
    paid.line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    cast(paid.year as varchar) as fact_year,
    cast(paid.paid_fen as bigint) as fact_paid_fen,
    case when paid.paid_fen < due.least_fen then due.least_fen else due.most_fen end as fact_due_fen,
    paid.paid_fen < due.least_fen as fact_is_short
from paid
inner join due on due.person_id = paid.person_id and due.year = paid.year
where
    (paid.paid_fen < due.least_fen or paid.paid_fen > due.most_fen)
    and not exists (
        select 1
        from contribution
        inner join other_money on other_money.year = contribution.year and other_money.amount_fen = contribution.amount_fen
        where contribution.person_id = paid.person_id and contribution.year = paid.year
    )
    -- a kind of another sort, or one that nobody has explained yet, has an amount of its own
    and not exists (
        select 1
        from kind_of
        where kind_of.person_id = paid.person_id and kind_of.kind in ('other', 'disability')
    )
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = paid.person_id and held_row.table_name in ('paid_on_behalf', 'entitlement_record')
    )
