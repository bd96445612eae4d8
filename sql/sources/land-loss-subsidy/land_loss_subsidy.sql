-- Grain: one row per land-loss subsidy.
select
    row_id as line_id,
    person_id,
    -- two plots of one project are approved apart
    case when project is null then plot when plot is null then project else project || ' / ' || plot end as plot,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from staged.land_loss_subsidy
