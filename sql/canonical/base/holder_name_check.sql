-- Grain: one row per person and account with a named holder: is the holder's name a variant of the person's?
create table canonical.holder_name_check (
    person_id varchar not null,
    account_no varchar not null,
    holder_name varchar not null,
    is_variant boolean not null,
    line_id bigint not null,
    match_strength varchar not null
);
