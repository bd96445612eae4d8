-- Grain: one row per card 社保卡, 一卡通 of one person.
create table canonical.card_record (
    record_id bigint not null,
    person_id varchar not null,
    card_no varchar,
    -- why the number beside it is impossible, in the words of identity/invalid-resident-id; null where it is not
    id_reason varchar,
    -- 'active', 'inactive', 'not-issued', 'replaced', 'cancelled', 'unknown'
    state varchar not null,
    -- held outside the province
    is_outside boolean not null,
    match_strength varchar not null
);
