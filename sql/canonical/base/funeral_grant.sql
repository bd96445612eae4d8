-- Grain: one row per funeral grant 丧葬补助金 paid or returned.
create table canonical.funeral_grant (
    line_id bigint not null,
    -- the file it came in
    delivery_no integer,
    person_id varchar not null,
    paid_on date,
    paid_month integer,
    amount_fen bigint not null,
    is_settled boolean not null,
    -- the bank sent it back or could not pay it: it is owed as before
    came_back boolean,
    reported_died_on date,
    reported_died_month integer,
    -- the months that its list says it is of; blank where it says none
    titled_first_month integer,
    titled_last_month integer,
    match_strength varchar not null
);
