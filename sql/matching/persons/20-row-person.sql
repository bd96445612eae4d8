-- Grain: one row per staged row: its person, how sure that is, and why.
-- A person's id is made from the key alone, so that it is the same every night.
create or replace table link.row_person as
select
    row_key.row_id,
    row_key.source,
    'p' || lpad(to_base((md5_number_lower(coalesce(alias.person_key, row_key.person_key)) % 131621703842267136)::bigint, 36), 11, '0')
        as person_id,
    coalesce(alias.match_strength, 'confirmed') as match_strength,
    coalesce(alias.basis, 'own') as basis
from link.row_key
left join link.person_alias as alias on alias.alias_key = row_key.person_key
