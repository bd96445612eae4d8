-- Grain: one row per kind of single payment (the table of its rows), month for which a list of them came, and townships that it
-- speaks for. A list is of the months of its rows, and of those that its title names, whether or not a payment fell into each; for
-- the whole county where its people come from several townships, else for theirs. One that names nobody is of the months of its title,
-- and of the township that it names there, else of the county.
with

paid as (
    select
        'funeral_grant' as table_name,
        coalesce(delivery_no, 0) as delivery_no,
        coalesce(paid_month, reported_died_month) as month,
        titled_first_month,
        titled_last_month,
        person_id
    from canonical.funeral_grant
    union all
    select
        'account_refund' as table_name,
        coalesce(delivery_no, 0) as delivery_no,
        paid_month,
        titled_first_month,
        titled_last_month,
        person_id
    from canonical.account_refund
),

delivery as (
    select
        paid.table_name,
        paid.delivery_no,
        least(min(paid.month), min(paid.titled_first_month)) as first_month,
        greatest(max(paid.month), max(paid.titled_last_month)) as last_month,
        count(distinct coalesce(person.township, '')) > 1 as is_county,
        min(coalesce(person.township, '')) as township
    from paid
    inner join canonical.person as person on person.person_id = paid.person_id
    group by paid.table_name, paid.delivery_no
),

spoken as (
    select table_name, first_month, last_month, is_county, case when is_county then '' else township end as township
    from delivery
    union all
    select table_name, first_month, last_month, township = '', township
    from canonical.empty_list
)

select distinct
    spoken.table_name,
    calendar_month.month_no,
    spoken.is_county,
    spoken.township
from spoken
inner join canonical.calendar_month as calendar_month
    on calendar_month.month between spoken.first_month and spoken.last_month
