-- Grain: one row per land-loss subsidy.
select
    row_id as line_id,
    person_id,
    -- two plots of one project are approved apart
    case when project is null then plot when plot is null then project else project || ' / ' || plot end as plot,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    not coalesce(
        state like '%退%' or state like '%失败%' or state like '%待%' or state like '%冲销%' or state like '%未%' or state like '%撤销%', false
    ) as is_settled,
    match_strength
from staged.land_loss_subsidy
