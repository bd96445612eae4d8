-- Grain: one row per person reported dead: the best-ranked report (DOMAIN: medical certificate, police, court, village,
-- then the dates that only bound the death from above). The source ranks before the strength of the link: a typing slip in
-- a number makes a police date no worse than a village's; only a mere possible link comes after all others. Of two reports
-- by one kind of source the later date of death counts, whichever file came first. Somebody seen in person afterwards, or
-- kept as living by the office that reported the death, may not be dead at all: `contradiction` says so. Where the link is
-- merely possible, too, the death is another's.
with

taken_back as (
    select
        person_id,
        max(coalesce(revoked_month, 209912)) as month
    from canonical.death_record
    where is_revoked and not is_void
    group by person_id

    union all

    select
        person_id,
        max(coalesce(changed_month, 209912)) as month
    from canonical.registration_change
    where kind = 'restored'
    group by person_id
),

-- a void record ends what one kind of list says of one day; one that does not say when the death was, what the office that
-- keeps the registration says of any day up to it
reported as (
    select *
    from canonical.death_record as death_record
    where
        not is_revoked
        and not exists (
            select 1
            from canonical.death_record as void
            where
                void.is_void and void.person_id = death_record.person_id
                and (
                    (
                        void.source_kind = death_record.source_kind
                        and void.died_month = death_record.died_month
                        and void.died_on is not distinct from death_record.died_on
                    )
                    or (
                        void.source_kind = 'cancellation'
                        and death_record.source_kind in ('police', 'cancellation', 'unexplained')
                        and death_record.died_month <= void.died_month
                    )
                )
        )
),

-- what bears out a cancellation without a reason: another report of the death, or a register that says so
borne_out as (
    select person_id
    from reported
    where source_kind <> 'unexplained'

    union

    select person_id
    from canonical.registration_change
    where kind = 'death'
),

seen_in_person as (
    select
        person_id,
        certified_on,
        certified_month,
        match_strength
    from canonical.certification
    where is_passed and is_in_person and not is_batch
),

standing as (
    select
        record_id,
        person_id,
        died_on,
        died_month,
        case source_kind when 'unexplained' then 'cancellation' else source_kind end as source_kind,
        is_upper_bound,
        complete_month,
        match_strength,
        case match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end as strength_rank,
        case source_kind
            when 'medical' then 1
            when 'police' then 2
            when 'court' then 3
            when 'village' then 4
            when 'cremation' then 5
            else 6
        end as source_rank
    from reported as death_record
    where
        -- a record that was taken back, or a registration that was restored, ends what was reported before it
        not exists (
            select 1
            from taken_back
            where taken_back.person_id = death_record.person_id and taken_back.month >= death_record.died_month
        )
        and (
            source_kind <> 'unexplained'
            or exists (select 1 from borne_out where borne_out.person_id = death_record.person_id)
        )
        and not (
            match_strength = 'possible'
            and exists (
                select 1
                from seen_in_person as seen
                where
                    seen.person_id = death_record.person_id
                    and seen.match_strength <> 'possible'
                    and (
                        seen.certified_on > death_record.died_on
                        or (
                            (seen.certified_on is null or death_record.died_on is null)
                            and seen.certified_month > death_record.died_month
                        )
                    )
            )
        )
),

ranked as (
    select
        *,
        row_number() over (
            partition by person_id
            order by
                case when strength_rank = 3 then 1 else 0 end,
                source_rank,
                case when is_upper_bound then 1 else 0 end,
                case when died_on is null then 1 else 0 end,
                case when is_upper_bound then died_month else -died_month end,
                strength_rank,
                record_id
        ) as place,
        count(*) over (partition by person_id) as record_count,
        min(died_month) over (partition by person_id) as earliest_month,
        max(died_month) over (partition by person_id) as latest_month
    from standing
),

-- a report by another source of a death no later than the chosen one bears the chosen one out
supported as (
    select
        chosen.person_id,
        min(standing.strength_rank) as strength_rank
    from ranked as chosen
    inner join standing on standing.person_id = chosen.person_id and standing.died_month <= chosen.died_month
    where chosen.place = 1
    group by chosen.person_id
)

select
    ranked.person_id,
    ranked.record_id,
    ranked.died_on,
    ranked.died_month,
    ranked.source_kind,
    ranked.is_upper_bound,
    ranked.record_count,
    ranked.earliest_month,
    ranked.latest_month,
    case
        when exists (
            select 1
            from seen_in_person as seen
            where
                seen.person_id = ranked.person_id
                and (
                    seen.certified_on > ranked.died_on
                    or (
                        (seen.certified_on is null or ranked.died_on is null)
                        and seen.certified_month > ranked.died_month
                    )
                )
        ) then 'in-person'
        when exists (
            select 1
            from canonical.living_record as living
            where
                living.person_id = ranked.person_id
                and ranked.source_kind in (living.source_kind, 'cancellation')
                and living.complete_month > ranked.died_month
                and living.complete_month >= coalesce(ranked.complete_month, 0)
                and living.match_strength <> 'possible'
        ) then 'register'
    end as contradiction,
    case supported.strength_rank when 1 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength
from ranked
inner join supported on supported.person_id = ranked.person_id
where ranked.place = 1
