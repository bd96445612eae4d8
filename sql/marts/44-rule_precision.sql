-- Grain: one row per rule under which somebody decided a case by the end of the period. Where too few are decided, the
-- share is null and the note says how many there are.
select
    rule_id,
    rule_title,
    decided,
    substantiated,
    unfounded,
    cast(precision_basis as decimal(9, 2)) / 100 as precision_percent,
    cast(low_basis as decimal(9, 2)) / 100 as low_percent,
    cast(high_basis as decimal(9, 2)) / 100 as high_percent,
    note
from ledger.rule_precision
order by rule_id
