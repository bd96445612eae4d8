-- Grain: one row: people paid at least once in the period, who must not be added up from the months.
select
    count(distinct payment.person_id)::integer as people,
    count(distinct case when payment.disability_fen > 0 then payment.person_id end)::integer as disability_people
from build.canonical.benefit_payment as payment
inner join ledger.period as this
    on this.period = 'this' and payment.paid_month between this.from_month and this.to_month
where payment.is_settled
