-- Grain: one row per thing that lists say of people as they stand at the end of the period, and kind of it; each person counts once,
-- with what is best for them of what a batch said last.
with

this as (
    select * from ledger.period where period = 'this'
),

identification as (
    select
        record.person_id,
        record.result,
        row_number() over (
            partition by record.person_id, coalesce(record.batch, '')
            order by coalesce(record.identified_month, 0) desc, record.record_id desc
        ) as place
    from build.canonical.land_loss_identification as record
    cross join this
    where coalesce(record.identified_month, this.from_month) <= this.to_month
),

ranked as (
    select
        'identification' as subject,
        person_id,
        arg_min(result, case result when 'meets' then 1 when 'identified' then 2 when 'pending' then 3 else 4 end) as kind
    from identification
    where place = 1
    group by person_id
    union all
    select
        'card',
        person_id,
        arg_min(
            state,
            case state when 'active' then 1 when 'inactive' then 2 when 'not-issued' then 3 when 'cancelled' then 4 else 5 end
        )
    from build.canonical.card_record
    group by person_id
),

title (place, subject, kind, title) as (
    values
    (1, 'identification', 'meets', '符合保障条件'), (2, 'identification', 'fails', '不符合保障条件'),
    (3, 'identification', 'pending', '尚未认定'), (4, 'identification', 'identified', '名单未注明是否符合'),
    (11, 'card', 'active', '已激活'), (12, 'card', 'inactive', '已制卡未激活'), (13, 'card', 'not-issued', '未制卡'),
    (14, 'card', 'cancelled', '已注销'), (15, 'card', 'unknown', '名单未注明状态')
)

select
    title.place,
    title.subject,
    title.kind,
    title.title,
    count(*)::integer as people
from ranked
inner join title
    on title.subject = ranked.subject and title.kind = ranked.kind
group by title.place, title.subject, title.kind, title.title
order by title.place
