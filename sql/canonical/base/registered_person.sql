-- Grain: one row per person of fifteen and over whom the household register keeps as registered, whether or not another list
-- tells of them: whom none does is not in canonical.person. Filled where a roster of the insured came: who is insured nowhere
-- cannot be asked before.
create table canonical.registered_person (
    record_id bigint not null,
    person_id varchar not null,
    resident_id varchar,
    name varchar,
    born_on date not null,
    -- as the register writes them
    township varchar,
    village varchar,
    match_strength varchar not null
);
