-- Grain: one row per change 变更 of one particular of one person in the office's system.
create table canonical.change_entry (
    record_id bigint not null,
    person_id varchar not null,
    -- 'number', 'name', 'account', 'other'
    item varchar not null,
    before_value varchar,
    after_value varchar,
    changed_on date,
    changed_month integer not null,
    -- 'renewal', 'guardian'; null where the log gives no reason that explains it
    reason varchar,
    operator varchar,
    match_strength varchar not null
);
