-- Grain: one row per person of a township where many have last month's name and account, and a number that nobody had.
with broken as (
    select main_line.*, count(*) over (partition by coalesce(main_line.township, '')) as broken_count
    from main_line
    where
        person_id not in (select person_id from last_line)
        and exists (
            select 1
            from last_line as own
            where own.name = main_line.name and own.account_no = main_line.account_no
        )
)
select broken.township, file, row_no, name, resident_id, concat('…', right(resident_id, 4)) as value, '' as was, total_fen as fen
from broken
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(broken.township, '')
where broken_count >= greatest($moved_least, $moved_share * own.heads)
