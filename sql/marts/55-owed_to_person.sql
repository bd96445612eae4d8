-- Grain: one row per step that money owed to people has come to at the end of the period; the steps have nothing in common
-- and none of this money stands in a claim.
with

steps as (
    select * from (
        values (1, 'found', '尚待补发'), (2, 'signed', '已审批,待支付'), (3, 'paid', '已支付,待签收'), (4, 'acknowledged', '已签收')
    ) as step (place, step, title)
),

owed as (
    select owed_to_person.*
    from ledger.owed_to_person as owed_to_person
    inner join mart.chosen_case as chosen_case on chosen_case.case_id = owed_to_person.case_id
)

select
    steps.place,
    steps.step,
    steps.title,
    count(distinct owed.person_id)::integer as people,
    count(distinct owed.case_id)::integer as cases,
    coalesce(sum(owed.amount_fen), 0)::bigint as amount_fen,
    coalesce(sum(owed.amount_fen) filter (where owed.stepped_on between this.from_on and this.to_on), 0)::bigint
        as in_period_fen
from steps
inner join ledger.period as this
    on this.period = 'this'
left join owed
    on owed.step = steps.step
group by steps.place, steps.step, steps.title
order by steps.place
