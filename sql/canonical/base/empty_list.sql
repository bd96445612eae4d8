-- Grain: one row per list of single payments that names nobody, and table that its rows would stand in: it came for the months of
-- its title, and nobody was paid in them.
create table canonical.empty_list (
    file_no integer not null,
    source varchar not null,
    table_name varchar not null,
    first_month integer not null,
    last_month integer not null,
    -- '' for the whole county: the list names no township
    township varchar not null default ''
);
