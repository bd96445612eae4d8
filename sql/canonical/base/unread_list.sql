-- Grain: one row per list that arrived and was refused whole, and source that it may be of.
-- Whoever is missing from what was read may stand in it: see `absence_of` of a rule.
create table canonical.unread_list (
    file_no integer not null,
    source varchar not null,
    -- the months it may speak of
    first_month integer not null,
    last_month integer not null,
    -- '' for all
    township varchar not null default ''
);
