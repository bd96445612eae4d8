-- Gives the rows of a key that was found to be another's to that person, with the strength and the basis of the link.
update link.observation as observation
set
    person_id = 'p' || lpad(to_base((md5_number_lower(alias.person_key) % 131621703842267136)::bigint, 36), 11, '0'),
    match_strength = alias.match_strength,
    basis = alias.basis
from link.person_alias as alias
where alias.alias_key = observation.person_key;

drop view if exists link.left_input;
drop view if exists link.right_input;
drop view if exists link.register_input;
drop view if exists link.person_input;

-- Grain: one row per staged row, with its person.
create or replace view link.row_person as
select
    row_id,
    source,
    person_id,
    match_strength,
    basis
from link.observation;
