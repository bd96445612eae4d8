-- Grain: one row per staged row: what it tells, its person, how sure that is, and why.
-- A person's id is made from the key alone, so that it is the same every night.
create or replace table link.told as
select
    observation.* exclude (person_key, former_name, former_resident_id, household_no, age, address, name, resident_id_cleaned),
    'p' || lpad(to_base((md5_number_lower(coalesce(alias.person_key, observation.person_key)) % 131621703842267136)::bigint, 36), 11, '0')
        as person_id,
    observation.name,
    observation.resident_id_cleaned,
    coalesce(alias.match_strength, 'confirmed') as match_strength,
    coalesce(alias.basis, case when observation.is_repaired then 'confirmed-repair' else 'own' end) as basis
from link.observation
left join link.person_alias as alias on alias.alias_key = observation.person_key;

drop view if exists link.left_input;
drop view if exists link.right_input;
drop view if exists link.register_input;
drop view if exists link.person_input;
drop table link.observation;
alter table link.told rename to observation;

create or replace view link.row_person as
select
    row_id,
    source,
    person_id,
    match_strength,
    basis
from link.observation;
