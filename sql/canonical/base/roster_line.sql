-- Grain: one row per line of a payout roster, as staged.
create table canonical.roster_line (
    row_id bigint not null,
    -- the file it came in
    delivery_no integer,
    -- the county whose roster it is, its name without province, prefecture and kind; null where the roster does not say
    place varchar,
    person_id varchar not null,
    -- as the roster names the person: a bank's list names holders
    name varchar,
    -- entitlement month 待遇所属期, YYYYMM
    month integer not null,
    -- the roster names no entitlement month: what it pays in a month, or under a title that names one, is taken to be for that month
    is_month_assumed boolean,
    -- month in which the money left the fund 发放年月; null where the roster does not say
    paid_month integer,
    -- everything paid by this line, arrears included
    total_fen bigint not null,
    basic_fen bigint,
    age_topup_fen bigint,
    long_topup_fen bigint,
    account_fen bigint,
    disability_fen bigint,
    -- 'basic-part', 'age-part', 'long-part', 'account-part', 'disability-part': the one part that the whole line pays, where a remark
    -- or the kind of payment says so and no column does
    named_part varchar,
    arrears_fen bigint,
    -- 0 where the line is of several months and does not say which: it has none
    arrears_month_count integer,
    arrears_from integer,
    arrears_to integer,
    -- what a deduction 扣回 of this line takes back of the months that it names, so that the line's own month is paid whole
    taken_back_fen bigint not null,
    -- the line as a whole is arrears 补发 for its entitlement month
    is_arrears boolean not null,
    -- it calls itself issued again 重发 after an earlier payment came back
    is_reissue boolean not null,
    -- its state says that it makes good 补发
    is_made_good boolean not null,
    -- 'paid', 'failed', 'returned', 'pending', 'reversed', 'suspended'; null where the roster has no state column
    state varchar,
    state_reason varchar,
    account_no varchar,
    holder_name varchar,
    benefit_start_month integer,
    match_strength varchar not null
);
