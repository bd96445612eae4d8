-- Grain: one row per line without its township, where the same people had one last month and other lines of the batch have theirs, or
-- nothing but rosters tells townships. A file of one township alone need not say it.
with blank as (
    select
        main_line.*,
        was.township as was_township,
        count(*) over (partition by was.township) as blank_count
    from main_line
    inner join last_line as was on was.person_id = main_line.person_id
    where main_line.said_township is null and was.township is not null
)

select blank.was_township as township, file, row_no, name, resident_id, '' as value, blank.was_township as was, total_fen as fen
from blank
inner join (select township, count(distinct person_id) as heads from expected_line group by all) as own
    on own.township = blank.was_township
where
    blank_count >= greatest($moved_least, $moved_share * own.heads)
    and (
        exists (select 1 from main_line where said_township is not null)
        or (select count(distinct was_township) from blank) > 1
        and not exists (
            select 1
            from before.main.file_sheet as sheet
            where sheet.source <> 'payout-roster' and contains(sheet.columns, '"field":"township"')
        )
    )
