-- Grain: one row per amount of a funeral grant settled in the period, so that a mixture of rates shows.
select
    funeral_grant.amount_fen as each_fen,
    count(distinct funeral_grant.person_id)::integer as people,
    count(*)::integer as grants,
    sum(funeral_grant.amount_fen)::bigint as amount_fen
from build.canonical.funeral_grant as funeral_grant
inner join ledger.period as this
    on this.period = 'this' and funeral_grant.paid_month between this.from_month and this.to_month
where funeral_grant.is_settled
group by funeral_grant.amount_fen
order by funeral_grant.amount_fen
