-- Grain: one row per settled line of a month served behind walls.
with

payment as (
    select line_id, person_id, month, amount_fen
    from canonical.benefit_payment
    where is_settled and amount_fen <> 0
),

listed as (
    select
        imprisonment.record_id,
        imprisonment.person_id,
        imprisonment.penalty,
        imprisonment.starts_on,
        imprisonment.ends_on,
        imprisonment.starts_month,
        imprisonment.ends_month,
        imprisonment.effective_month,
        imprisonment.admitted_month,
        imprisonment.released_month,
        imprisonment.complete_month,
        imprisonment.certain_month,
        imprisonment.is_served,
        -- what another row of a list says of them nobody has understood: it may be an acquittal
        case
            when exists (
                select 1
                from canonical.held_row as held_row
                where held_row.person_id = imprisonment.person_id and held_row.table_name = 'imprisonment'
            ) then 'possible'
            else imprisonment.match_strength
        end as match_strength
    from canonical.imprisonment as imprisonment
),

sentence as (
    -- only what is served counts: probation, control, parole and service outside leave the pension in payment
    select
        record_id,
        person_id,
        penalty,
        starts_on,
        ends_on,
        coalesce(starts_month, admitted_month, effective_month) as starts_month,
        effective_month,
        admitted_month,
        ends_month,
        released_month,
        -- no end known is a sentence still being served when its list was complete, and no claim after that
        case
            when released_month is not null and (ends_month is null or released_month < ends_month) then released_month
            else coalesce(ends_month, complete_month, 209912)
        end as last_month,
        certain_month,
        match_strength,
        case match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end as strength_rank
    from listed
    where is_served
),

earliest_end as (
    -- court and prison may end one sentence in different months, and a remark may tell of a reduction: served for certain is
    -- what all of them say, and nothing after a release that any of them tells. One sentence begins or ends in the same month
    select
        sentence.record_id,
        min(least(same_sentence.last_month, coalesce(same_sentence.certain_month, same_sentence.last_month))) as last_month,
        min(same_sentence.released_month) as released_month
    from sentence
    inner join sentence as same_sentence
        on
            same_sentence.person_id = sentence.person_id
            and (same_sentence.starts_month = sentence.starts_month or same_sentence.ends_month = sentence.ends_month)
    where
        same_sentence.released_month is not null
        or same_sentence.ends_on is not null
        or same_sentence.certain_month is not null
    group by sentence.record_id
),

counted_sentence as (
    select
        sentence.record_id,
        sentence.person_id,
        sentence.penalty,
        sentence.starts_on,
        sentence.ends_on,
        sentence.starts_month,
        sentence.last_month,
        sentence.released_month,
        sentence.match_strength,
        sentence.strength_rank,
        start_basis.value as start_basis,
        start_basis.valid_from,
        start_basis.valid_to,
        case start_basis.value
            when 'judgement-effective' then coalesce(sentence.effective_month, sentence.starts_month)
            when 'admission' then coalesce(sentence.admitted_month, sentence.starts_month)
            else sentence.starts_month
        end as first_month
    from sentence
    cross join parameter.start_basis as start_basis
),

paid_while_serving as (
    select
        payment.line_id,
        payment.person_id,
        payment.month,
        payment.amount_fen,
        counted_sentence.record_id,
        counted_sentence.penalty,
        counted_sentence.starts_on,
        counted_sentence.ends_on,
        counted_sentence.starts_month,
        counted_sentence.released_month,
        counted_sentence.start_basis,
        case when payment.month > earliest_end.last_month then 'possible' else counted_sentence.match_strength end as match_strength,
        coalesce(payment.month > earliest_end.last_month, false) as is_after_another_end,
        first_stopped.value as first_stopped,
        -- the court and the prison may both report one sentence: each line is held against one of them
        row_number() over (
            partition by payment.line_id
            order by counted_sentence.strength_rank, counted_sentence.first_month, counted_sentence.record_id
        ) as place
    from payment
    inner join counted_sentence
        on
            counted_sentence.person_id = payment.person_id
            and payment.month between counted_sentence.valid_from and counted_sentence.valid_to
    inner join parameter.first_stopped as first_stopped
        on payment.month between first_stopped.valid_from and first_stopped.valid_to
    left join earliest_end on earliest_end.record_id = counted_sentence.record_id
    where
        payment.month <= least(counted_sentence.last_month, coalesce(earliest_end.released_month, counted_sentence.last_month))
        and (
            payment.month > counted_sentence.first_month
            or (payment.month = counted_sentence.first_month and first_stopped.value = 'same-month')
        )
)

select
    person_id,
    cast(starts_month as varchar) || case when is_after_another_end then ' disputed end' else '' end as occurrence_key,
    month,
    amount_fen,
    line_id,
    record_id as counter_id,
    match_strength,
    penalty as fact_penalty,
    starts_on as fact_starts_on,
    starts_month as fact_starts_month,
    ends_on as fact_ends_on,
    released_month as fact_released_month,
    first_stopped as fact_first_stopped,
    start_basis as fact_start_basis
from paid_while_serving
where place = 1
