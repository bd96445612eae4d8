-- Grain: one row per line of a bank return of which nobody can say whether it is a payment that came back: its words wait for a meaning,
-- or it says nothing in a list of failures. Such a line is no answer; the payment it names is in doubt until it is one.
create table canonical.unclear_bank_line (
    record_id bigint not null,
    resident_id varchar,
    account_no varchar,
    holder_name varchar,
    amount_fen bigint,
    -- entitlement month where the file names one
    month integer,
    paid_month integer
);
