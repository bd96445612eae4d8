-- Grain: one row per kind of person for whom contributions were paid in the period.
with

title (place, kind, title) as (
    values
    (1, 'severe-disability', '一二级重残'), (2, 'moderate-disability', '三四级残疾'), (3, 'minimum-living', '低保'),
    (4, 'destitute', '特困'), (5, 'disability', '残疾（未注明等级）'), (6, 'other', '其他'), (7, 'unstated', '名单未注明类别')
),

paid as (
    select
        coalesce(paid_on_behalf.kind, 'unstated') as kind,
        paid_on_behalf.person_id,
        paid_on_behalf.amount_fen
    from build.canonical.paid_on_behalf as paid_on_behalf
    inner join ledger.period as this
        on
            this.period = 'this'
            and coalesce(paid_on_behalf.paid_month, paid_on_behalf.year * 100 + 12)
            between this.from_month and this.to_month
    where paid_on_behalf.is_settled
)

select
    title.place,
    title.kind,
    title.title,
    count(distinct paid.person_id)::integer as people,
    count(*)::integer as payments,
    sum(paid.amount_fen)::bigint as amount_fen
from paid
inner join title on title.kind = paid.kind
group by title.place, title.kind, title.title
order by title.place
