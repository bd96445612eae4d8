-- Grain: one row per allowance 重度残疾养老补助 paid from a list of its own, settled or not.
create table canonical.disability_allowance (
    record_id bigint not null,
    person_id varchar not null,
    month integer not null,
    paid_month integer,
    amount_fen bigint not null,
    -- the line makes good earlier months, alone or beside its own
    is_arrears boolean not null,
    arrears_month_count integer,
    arrears_from integer,
    arrears_to integer,
    -- its remark says that something of earlier months was kept back, so that it is less than its own month
    is_kept_back boolean,
    is_settled boolean not null,
    match_strength varchar not null
);
