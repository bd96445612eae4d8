-- Grain: batch_line, one row per line of the batch; earlier_line, one row per payment that the published build holds;
-- last_line, one row per person with the latest month before the batch.
create temp table batch_month as
select month
from canonical.roster_line
where not is_arrears
group by month
order by count(*) desc, month desc
limit 1;

create temp table earlier_line as
select
    payment.row_id,
    payment.row_id // 10000000000 as file_no,
    file.name as file,
    payment.row_id % 100000000 as row_no,
    payment.person_id,
    person.name,
    person.resident_id,
    person.township,
    payment.month,
    payment.amount_fen,
    payment.basic_fen,
    payment.age_topup_fen,
    payment.long_topup_fen,
    payment.account_fen,
    payment.disability_fen,
    case
        when payment.basic_fen is null then payment.amount_fen
        else
            payment.basic_fen + coalesce(payment.age_topup_fen, 0) + coalesce(payment.long_topup_fen, 0)
            + coalesce(payment.account_fen, 0) + coalesce(payment.disability_fen, 0)
    end as monthly_fen,
    payment.account_no,
    payment.state
from before.canonical.benefit_payment as payment
inner join before.canonical.person as person on person.person_id = payment.person_id
inner join before.main.file as file on file.file_no = payment.row_id // 10000000000
where
    not payment.is_arrears and payment.line_id % 100 = 0
    -- the very file on trial may have been received already, and is not held against itself
    and file.hash <> (select max(hash) from main.file)
    and payment.state in ('paid', 'pending', 'returned');

create temp table last_month as
select max(month) as month from earlier_line where month < (select month from batch_month);

create temp table last_line as
select earlier_line.*
from earlier_line
where month < (select month from batch_month)
qualify row_number() over (partition by person_id order by month desc, row_id desc) = 1;

create temp table batch_line as
select
    line.row_id,
    cast(null as varchar) as file,
    line.row_id % 100000000 as row_no,
    line.person_id,
    observation.name,
    person.resident_id,
    -- a township that nobody was paid in before is a new word for an old one
    case
        when person.township in (select township from earlier_line where township is not null) then person.township
        else coalesce(last_line.township, person.township)
    end as township,
    -- as the batch itself names it
    staged.township as said_township,
    line.month,
    line.is_arrears,
    line.total_fen,
    line.arrears_fen,
    line.total_fen - line.arrears_fen as regular_fen,
    line.basic_fen,
    line.age_topup_fen,
    line.long_topup_fen,
    line.account_fen,
    line.disability_fen,
    case when line.basic_fen is not null then
        line.basic_fen + coalesce(line.age_topup_fen, 0) + coalesce(line.long_topup_fen, 0)
        + coalesce(line.account_fen, 0) + coalesce(line.disability_fen, 0)
    end as parts_fen,
    coalesce(parts_fen, line.total_fen - line.arrears_fen) as monthly_fen,
    abs(coalesce(staged.deduction_fen, 0)) as deduction_fen,
    line.arrears_month_count,
    line.arrears_from,
    line.arrears_to,
    line.is_reissue,
    line.account_no,
    line.state
from canonical.roster_line as line
inner join link.row_observation as observation on observation.row_id = line.row_id
left join staged.payout_roster as staged on staged.row_id = line.row_id
left join canonical.person as person on person.person_id = line.person_id
left join last_line on last_line.person_id = line.person_id
where coalesce(line.state, 'paid') in ('paid', 'pending', 'returned');

create temp table main_line as
select * from batch_line where not is_arrears and month = (select month from batch_month);

-- what stood in one file with these people last month is expected with them
create temp table expected_line as
select earlier_line.*
from earlier_line
where
    month = (select month from last_month)
    and file_no in (
        select earlier.file_no
        from earlier_line as earlier
        where earlier.month = (select month from last_month)
        group by earlier.file_no
        having avg(case when earlier.person_id in (select person_id from main_line) then 1 else 0 end) >= 0.2
    );

-- townships send their rosters apart: just these people were a file of their own before, or another township's came alone this month
create temp table township_file as
select earlier.file_no
from earlier_line as earlier
left join main_line as now on now.person_id = earlier.person_id
where earlier.month <> (select month from batch_month)
group by earlier.file_no, earlier.month
having
    count(distinct now.person_id) >= $merged_share * count(distinct earlier.person_id)
    and count(distinct now.person_id) >= $merged_share * (
        select count(distinct person_id) from main_line where person_id in (select person_id from last_line)
    )
    and count(distinct now.person_id) >= $moved_least
union
select earlier.file_no
from earlier_line as earlier
where earlier.month = (select month from batch_month)
group by earlier.file_no
having
    max(case when earlier.township in (select township from main_line) then 1 else 0 end) = 0
    and count(distinct earlier.person_id) >= $moved_least
    -- all of the township, as it was last month
    and count(distinct earlier.person_id) >= $merged_share * (
        select count(distinct person_id) from expected_line
        where township in (
            select township from earlier_line as own where own.file_no = earlier.file_no and own.month = (select month from batch_month)
        )
    );

delete from expected_line
where
    coalesce(township, '') not in (select coalesce(township, '') from main_line)
    and exists (select 1 from township_file)
    -- a township of that very file is missed
    and coalesce(township, '') not in (
        select coalesce(earlier.township, '')
        from earlier_line as earlier
        inner join township_file as own on own.file_no = earlier.file_no
        where earlier.month < (select month from batch_month)
    );

-- a township that the batch does not name, nearly all of whose people it has under one other: merged into it, and compared as that
create temp table merged_township as
select was.township, now.township as into_township
from expected_line as was
inner join main_line as now on now.person_id = was.person_id
inner join (select township, count(distinct person_id) as heads from expected_line group by all) as whole on whole.township = was.township
where was.township not in (select township from main_line where township is not null)
group by was.township, now.township, whole.heads
having count(distinct was.person_id) >= $merged_share * whole.heads;

update expected_line set township = merged.into_township
from merged_township as merged
where merged.township = expected_line.township;

update last_line set township = merged.into_township
from merged_township as merged
where merged.township = last_line.township;

create temp table pair as
select
    main_line.*,
    last_line.name as was_name,
    last_line.township as was_township,
    last_line.account_no as was_account_no,
    last_line.monthly_fen as was_fen,
    last_line.basic_fen as was_basic_fen,
    last_line.account_fen as was_account_fen,
    last_line.age_topup_fen as was_age_topup_fen
from main_line
inner join last_line on last_line.person_id = main_line.person_id;

create temp table township_pair as
select
    coalesce(now.township, was.township) as township,
    coalesce(now.heads, 0) as heads,
    coalesce(was.heads, 0) as was_heads,
    now.mean_fen,
    was.mean_fen as was_mean_fen,
    now.total_fen,
    was.total_fen as was_total_fen
from (
    select coalesce(township, '') as township, count(distinct person_id) as heads, avg(regular_fen) as mean_fen, sum(regular_fen) as total_fen
    from main_line
    group by all
) as now
full join (
    select coalesce(township, '') as township, count(distinct person_id) as heads, avg(amount_fen) as mean_fen, sum(amount_fen) as total_fen
    from expected_line
    group by all
) as was on was.township = now.township;
