-- Grain: one row per settled funeral grant for a person whom no source reports dead.
select
    settled_grant.person_id,
    'funeral' as occurrence_key,
    settled_grant.paid_month as month,
    settled_grant.amount_fen,
    settled_grant.line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    settled_grant.reported_died_on as fact_reported_died_on,
    settled_grant.reported_died_month as fact_reported_died_month
from canonical.settled_grant as settled_grant
where
    -- a declaration of death that was taken back is no death
    not exists (
        select 1
        from canonical.death_record as death_record
        where
            death_record.person_id = settled_grant.person_id and not death_record.is_revoked
            and not exists (
                select 1
                from canonical.death_record as revocation
                where
                    revocation.person_id = death_record.person_id and revocation.is_revoked and not revocation.is_void
                    and coalesce(revocation.revoked_month, 209912) >= death_record.died_month
            )
    )
    and not exists (
        select 1
        from canonical.registration_change as registration_change
        where
            registration_change.person_id = settled_grant.person_id and registration_change.kind = 'death'
            and not exists (
                select 1
                from canonical.death_record as revocation
                where revocation.person_id = registration_change.person_id and revocation.is_revoked and not revocation.is_void
            )
    )
    -- a death of somebody who may be the same may be the one
    and not exists (
        select 1
        from canonical.perhaps_same as perhaps
        inner join canonical.death_record as death_record on death_record.person_id = perhaps.other_person_id
        where perhaps.person_id = settled_grant.person_id and not death_record.is_revoked
    )
    and not exists (
        select 1
        from canonical.perhaps_same as perhaps
        inner join canonical.registration_change as registration_change
            on registration_change.person_id = perhaps.other_person_id
        where perhaps.person_id = settled_grant.person_id and registration_change.kind = 'death'
    )
    -- a record that nobody has explained yet may be the death
    and not exists (
        select 1
        from canonical.held_row as held_row
        where
            held_row.person_id = settled_grant.person_id
            -- or what may have been taken back
            and held_row.table_name in ('death_record', 'funeral_grant')
    )
    -- silence accuses nobody: without any list of deaths there is nothing to be absent from
    and exists (select 1 from canonical.death_record)
