-- Grain: one row per certification window of the period and way of certifying; each person counts once.
with

due as (
    select year, half, window_month, count(*) as people
    from mart.certified_person
    group by year, half, window_month
),

title (place, way, title) as (
    values
    (1, 'phone-app', '手机认证'), (2, 'terminal', '自助终端认证'), (3, 'in-person', '窗口认证'), (4, 'home-visit', '上门认证'),
    (5, 'data-comparison', '数据比对认证'), (6, 'other', '其他方式认证'), (7, 'stopped', '未认证,已停发'),
    (8, 'unstopped', '未认证,仍在发放')
)

select
    due.year,
    due.half,
    due.window_month,
    title.place,
    title.way,
    title.title,
    title.place <= 6 as is_certified,
    count(certified.person_id)::integer as people,
    max(due.people)::integer as due_people
from due
cross join title
left join mart.certified_person as certified
    on certified.year = due.year and certified.half = due.half and certified.way = title.way
group by due.year, due.half, due.window_month, title.place, title.way, title.title
order by due.year, due.half, title.place
