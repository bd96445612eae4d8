-- Grain: one row per funeral grant 丧葬补助金 that stayed paid, with what was left of it and what had been paid for the same
-- person up to it.
select
    paid.line_id,
    paid.person_id,
    paid.paid_on,
    paid.paid_month,
    kept.amount_fen,
    paid.match_strength,
    paid.reported_died_on,
    paid.reported_died_month,
    row_number() over (partition by paid.person_id order by coalesce(paid.paid_month, 209912), paid.line_id) as place,
    cast(
        sum(kept.amount_fen) over (partition by paid.person_id order by coalesce(paid.paid_month, 209912), paid.line_id) as bigint
    ) as paid_so_far_fen
from canonical.funeral_grant as paid
inner join canonical.kept_payment as kept on kept.table_name = 'funeral_grant' and kept.line_id = paid.line_id
