-- Grain: one row per line by which the office, the bank, the treasury or the tax office says what came in or was paid out. Null
-- as the flow: money that nobody compares. Without a day, the line speaks for its month. What came back is negative.
create table canonical.fund_line (
    record_id bigint,
    party varchar,
    is_own_statement boolean,
    flow varchar,
    booked_on date,
    booked_month integer,
    amount_fen bigint
);
