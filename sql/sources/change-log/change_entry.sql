-- Grain: one row per change of one particular of one person.
select
    row_id as record_id,
    person_id,
    item_means as item,
    before as before_value,
    after as after_value,
    changed_on,
    changed_on_month as changed_month,
    reason_means as reason,
    operator,
    match_strength
from staged.change_log
where item_means is not null and changed_on_month is not null
