-- Grain: one row per payment order of which the bank does not say, in words that anybody has explained, what became of it.
with

said as (
    select
        row_id as record_id,
        resident_id,
        account_no,
        holder_name,
        amount_fen,
        month,
        paid_month,
        result is null and reason is null as is_silent,
        count(result) over (partition by file_no, sheet_no) as result_count,
        count(reason) over (partition by file_no, sheet_no) as reason_count,
        count(*) over (partition by file_no, sheet_no) as line_count
    from staged.bank_return
)

select
    record_id,
    resident_id,
    account_no,
    holder_name,
    amount_fen,
    month,
    paid_month
from said
where
    record_id in (select held.row_id from held where held.source = 'bank-return' and held.field in ('result', 'reason'))
    -- a list that gives reasons and no results lists failures: among them a line without a reason was not paid for saying nothing
    or (is_silent and result_count = 0 and reason_count * 2 > line_count)
