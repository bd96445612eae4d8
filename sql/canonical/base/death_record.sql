-- Grain: one row per report of a death by one source.
create table canonical.death_record (
    record_id bigint not null,
    person_id varchar not null,
    -- null where the source knows the month only
    died_on date,
    died_month integer not null,
    -- 'medical', 'police', 'court', 'village', 'cremation', 'cancellation'; 'unexplained' is a cancellation without a reason
    source_kind varchar not null,
    -- the date only bounds the death from above: a cremation, or the day a registration was cancelled
    is_upper_bound boolean not null default false,
    -- a declaration of death 宣告死亡 that was taken back
    is_revoked boolean not null default false,
    -- taken back as a record only: what says the same of the same day in the same kind of list ends with it, and nothing else does
    is_void boolean not null default false,
    -- the month it was taken back; null where nobody says
    revoked_month integer,
    -- the month up to which the list is complete, where the reporting office keeps a register of the living, too
    complete_month integer,
    match_strength varchar not null
);
