-- Grain: one row per person on a roster of the insured 参保花名册.
create table canonical.insured_record (
    record_id bigint not null,
    person_id varchar not null,
    -- 'insured', 'paused', 'drawing', 'makeup-pending', 'ended'
    status varchar not null,
    insured_month integer,
    contribution_years integer,
    -- years that were recognised without a contribution here: deemed, or brought along
    deemed_years integer,
    match_strength varchar not null
);
