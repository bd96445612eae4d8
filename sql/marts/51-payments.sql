-- Grain: one row per month in which benefits were paid within the period. A roster row that was settled is one payment 人次.
select
    payment.paid_month as month,
    count(distinct payment.person_id)::integer as people,
    count(distinct payment.row_id)::integer as payments,
    sum(payment.amount_fen)::bigint as amount_fen,
    count(distinct case when payment.disability_fen > 0 then payment.person_id end)::integer as disability_people,
    count(distinct case when payment.disability_fen > 0 then payment.row_id end)::integer as disability_payments,
    coalesce(sum(payment.disability_fen), 0)::bigint as disability_fen
from build.canonical.benefit_payment as payment
inner join ledger.period as this
    on this.period = 'this' and payment.paid_month between this.from_month and this.to_month
where payment.is_settled
group by payment.paid_month
order by payment.paid_month
