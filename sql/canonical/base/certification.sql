-- Grain: one row per certification of one person.
create table canonical.certification (
    record_id bigint not null,
    person_id varchar not null,
    -- the file it came in, and the township it names
    delivery_no integer,
    listed_township varchar,
    certified_on date,
    certified_month integer not null,
    -- 'in-person', 'home-visit', 'phone-app', 'terminal', 'data-comparison', 'other'
    channel varchar not null,
    is_in_person boolean not null,
    -- made for many people at once by comparing data, nobody was seen
    is_batch boolean not null,
    -- a certification that was attempted and did not pass is no sign of life
    is_passed boolean not null default true,
    -- by whom, and on which device, where the list says
    agent varchar,
    device varchar,
    match_strength varchar not null
);
