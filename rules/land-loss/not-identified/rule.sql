-- Grain: one row per settled land-loss subsidy paid to somebody whom no batch identified as meeting the conditions.
with

subsidy as (
    select paid.line_id, paid.person_id, paid.plot, paid.paid_month, kept.amount_fen
    from canonical.land_loss_subsidy as paid
    inner join canonical.kept_payment as kept on kept.table_name = 'land_loss_subsidy' and kept.line_id = paid.line_id
),

listed_project as (
    select distinct project
    from canonical.land_loss_identification
    where project is not null
),

failed as (
    select
        record_id,
        person_id,
        match_strength,
        row_number() over (partition by person_id order by coalesce(identified_month, 0) desc, record_id desc) as place
    from canonical.land_loss_identification
    where result = 'fails'
),

identified as (
    -- who met the conditions, or is still to be decided, and from when a later record of the same batch said that they do not
    select
        identification.record_id,
        identification.person_id,
        min(withdrawn.identified_month) as ended_month
    from canonical.land_loss_identification as identification
    left join canonical.land_loss_identification as withdrawn
        on
            withdrawn.person_id = identification.person_id and withdrawn.result = 'fails'
            and coalesce(withdrawn.batch, '') = coalesce(identification.batch, '')
            and withdrawn.identified_month > identification.identified_month
    where identification.result <> 'fails'
    group by identification.record_id, identification.person_id
)

select
    subsidy.person_id,
    case when failed.person_id is null then 'not-identified' else 'fails' end as occurrence_key,
    subsidy.paid_month as month,
    subsidy.amount_fen,
    subsidy.line_id,
    failed.record_id as counter_id,
    coalesce(failed.match_strength, 'confirmed') as match_strength,
    failed.person_id is not null as fact_is_failed,
    subsidy.plot as fact_plot
from subsidy
left join failed on failed.person_id = subsidy.person_id and failed.place = 1
where
    exists (select 1 from canonical.land_loss_identification)
    -- identified in any batch, or still to be decided in one, when it was paid
    and not exists (
        select 1
        from identified
        where
            identified.person_id = subsidy.person_id
            and coalesce(identified.ended_month, 209912) > coalesce(subsidy.paid_month, 0)
    )
    -- so may somebody who may be the same
    and (
        failed.person_id is not null
        or not exists (
            select 1
            from canonical.perhaps_same as perhaps
            inner join identified on identified.person_id = perhaps.other_person_id
            where perhaps.person_id = subsidy.person_id
        )
    )
    and not exists (
        select 1
        from canonical.held_row as held_row
        where
            held_row.person_id = subsidy.person_id
            -- or what may have been taken back
            and held_row.table_name in ('land_loss_identification', 'land_loss_subsidy')
    )
    -- absence proves nothing where the lists that came are of other projects
    and (
        failed.person_id is not null
        or subsidy.plot is null
        or not exists (select 1 from listed_project)
        or exists (
            select 1
            from listed_project
            where position(listed_project.project in subsidy.plot) = 1
        )
    )
