-- what linking alone looked at
drop table if exists link.left_input;
drop table if exists link.right_input;
drop table if exists link.register_input;
drop view if exists link.person_input;
drop table if exists link.side_left;
drop table if exists link.side_right;
drop table if exists link.damaged_payee;
drop table if exists link.key_row;

-- Gives the rows of a key that was found to be another's to that person, with the strength and the basis of the link.
update link.observation as observation
set
    person_id = 'p' || lpad(to_base((md5_number_lower(alias.person_key) % 131621703842267136)::bigint, 36), 11, '0'),
    -- a row of another given name, or of none, stays that, whichever of a person's numbers it carries
    match_strength = case
        when observation.basis in ('D1b', 'D1n') and alias.match_strength = 'confirmed' then observation.match_strength
        else alias.match_strength
    end,
    basis = case
        when observation.basis in ('D1b', 'D1n') and alias.match_strength = 'confirmed' then observation.basis else alias.basis
    end
from link.person_alias as alias
where alias.alias_key = observation.person_key;

-- Grain: one row per staged row, with its person.
create or replace view link.row_person as
select
    told_row.row_id,
    observation.source,
    observation.person_id,
    observation.match_strength,
    observation.basis
from link.told_row
inner join link.observation on observation.row_id = told_row.told_row_id;

-- Grain: one row per staged row, with all that it tells.
create or replace view link.row_observation as
select
    told_row.row_id,
    observation.* exclude (row_id, first_row_id, row_count)
from link.told_row
inner join link.observation on observation.row_id = told_row.told_row_id;
