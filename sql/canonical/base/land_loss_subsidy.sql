-- Grain: one row per land-loss subsidy 被征地农民补助 paid to one person.
create table canonical.land_loss_subsidy (
    line_id bigint not null,
    person_id varchar not null,
    -- requisition batch, project or plot; null where the file names none
    plot varchar,
    paid_on date,
    paid_month integer,
    amount_fen bigint not null,
    is_settled boolean not null,
    match_strength varchar not null
);
