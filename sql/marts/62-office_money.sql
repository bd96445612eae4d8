-- Grain: one row per thing that the office pays or books beside pensions, and kind of it, within the period. An amount that no list
-- states is in no sum; how many lack it stands in `without_amount`.
with

this as (
    select * from ledger.period where period = 'this'
),

moved as (
    select
        'refund' as subject,
        coalesce(ground, 'unstated') as kind,
        person_id,
        paid_month as month,
        amount_fen
    from build.canonical.account_refund
    where is_settled
    union all
    select
        'transfer',
        direction,
        person_id,
        coalesce(year(transferred_on) * 100 + month(transferred_on), left_month),
        amount_fen
    from build.canonical.relation_transfer
    where state = 'done'
    union all
    select
        'land-loss',
        'paid',
        person_id,
        paid_month,
        amount_fen
    from build.canonical.land_loss_subsidy
    where is_settled
    union all
    select
        'allowance',
        'paid',
        person_id,
        paid_month,
        amount_fen
    from build.canonical.disability_allowance
    where is_settled
    union all
    select
        'contribution-subsidy',
        'booked',
        person_id,
        coalesce(paid_month, year * 100 + 12),
        subsidy_fen
    from build.canonical.contribution
    where is_settled and subsidy_fen > 0
),

title (place, subject, kind, title) as (
    values
    (1, 'refund', 'death', '死亡'), (2, 'refund', 'settled-abroad', '出国（境）定居'), (3, 'refund', 'other-scheme', '参加其他养老保险'),
    (4, 'refund', 'duplicate', '重复参保'), (5, 'refund', 'other', '其他原因'), (6, 'refund', 'unstated', '名单未注明原因'),
    (11, 'transfer', 'in', '转入'), (12, 'transfer', 'out', '转出'), (13, 'transfer', 'unknown', '名单未注明方向'),
    (21, 'land-loss', 'paid', '被征地农民养老补助'), (31, 'allowance', 'paid', '重度残疾人养老补助'),
    (41, 'contribution-subsidy', 'booked', '政府缴费补贴')
)

select
    title.place,
    title.subject,
    title.kind,
    title.title,
    count(distinct moved.person_id)::integer as people,
    count(*)::integer as payments,
    coalesce(sum(moved.amount_fen), 0)::bigint as amount_fen,
    count(*) filter (where moved.amount_fen is null)::integer as without_amount
from moved
cross join this
inner join title
    on title.subject = moved.subject and title.kind = moved.kind
where moved.month between this.from_month and this.to_month
group by title.place, title.subject, title.kind, title.title
order by title.place
