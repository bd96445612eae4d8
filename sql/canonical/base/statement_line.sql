-- Grain: one row per line by which the office, the bank, the treasury or the tax office says what moved. Null as the flow: money that
-- nobody compares. Without a day, the line speaks for its month.
create table canonical.statement_line (
    record_id bigint not null,
    party varchar not null,
    -- false: what a list of single payments adds up to
    is_own_statement boolean not null,
    -- 'contribution', 'pension'
    flow varchar,
    booked_on date,
    booked_month integer,
    -- as it was booked, whichever the column and its sign
    in_fen bigint,
    out_fen bigint,
    -- money that was given back, or came back
    is_return boolean not null,
    -- takes back what another line booked
    is_reversal boolean not null
);
