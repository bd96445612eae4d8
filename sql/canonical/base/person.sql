-- Grain: one row per person of whom any list but the household register tells, made by the link step. Whom the register alone
-- tells of stands in canonical.registered_person.
create table canonical.person (
    person_id varchar not null,
    -- the valid 18-character number; null where no row of the person carries one
    resident_id varchar,
    -- as received, on the payout roster where there is such a row
    resident_id_raw varchar,
    name varchar not null,
    -- from the valid number, else from a birth column
    born_on date,
    sex varchar,
    township varchar,
    village varchar,
    -- does the fund pay this person anything at all
    is_payee boolean not null
);
