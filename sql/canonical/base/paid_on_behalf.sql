-- Grain: one row per contribution paid on behalf 代缴 of one person for one year.
create table canonical.paid_on_behalf (
    line_id bigint not null,
    person_id varchar not null,
    year integer,
    paid_on date,
    paid_month integer,
    amount_fen bigint not null,
    -- 'severe-disability', 'moderate-disability', 'minimum-living', 'destitute', 'disability' (grade not
    -- stated), 'other'; null where the file does not say
    kind varchar,
    is_settled boolean not null default true,
    match_strength varchar not null
);
