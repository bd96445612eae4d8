-- A line of a statement can pay several cases: it is split into parts, which are lines of their own, each entered and
-- reversed by itself. The line that was split stays, so that it is known when the bank sends it again.

-- Grain: one row per line of a statement of the recovery account, and one per part of a line that was split.
create table bank_line_with_parts (
    line_id text primary key,
    statement_id text not null,
    row integer not null,
    booked_on text not null,
    amount_fen integer not null,
    payer text not null,
    payer_account text,
    remark text not null,
    status text not null check (status in ('open', 'matched', 'set-aside', 'split')),
    case_id text,
    entry_id text,
    reason text,
    split_from text references bank_line_with_parts (line_id),
    last_seq integer not null
) strict;

insert into bank_line_with_parts (
    line_id, statement_id, row, booked_on, amount_fen, payer, payer_account, remark, status, case_id, entry_id, reason,
    last_seq
)
select
    line_id, statement_id, row, booked_on, amount_fen, payer, payer_account, remark, status, case_id, entry_id, reason,
    last_seq
from bank_line;

drop table bank_line;
alter table bank_line_with_parts rename to bank_line;
create index bank_line_by_status on bank_line (status, booked_on);

-- Grain: one row per receipt that counts and that no second person has confirmed yet.
create table unconfirmed_receipt (
    entry_id text primary key,
    case_id text not null,
    seq integer not null,
    amount_fen integer not null,
    received_on text not null,
    channel text not null,
    payer text,
    bank_line_id text,
    note text,
    recorded_by text not null
) strict;

create index unconfirmed_receipt_by_case on unconfirmed_receipt (case_id);

insert into unconfirmed_receipt
select
    payload ->> '$.entry.entry_id', subject_id, seq, payload ->> '$.entry.amount_fen', payload ->> '$.entry.on',
    payload ->> '$.entry.channel', payload ->> '$.entry.payer', payload ->> '$.entry.bank_line_id',
    payload ->> '$.entry.note', actor
from event
where stream = 'case' and type = 'ReceiptRecorded'
    and payload ->> '$.entry.entry_id' not in (
        select payload ->> '$.entry_id' from event
        where stream = 'case' and type in ('ReceiptConfirmed', 'EntryReversed')
    );
