-- What an expert would write by hand for one county whose headers and file names are known: seven rules by equal numbers,
-- nothing of rows refused, damaged numbers, corrections, reasons, cases or papers. It is what a night is measured against.
create macro month_of(text) as
    try_cast(left(text, 4) as integer) * 100 + try_cast(regexp_replace(substr(text, 5, 4), '[^0-9]', '', 'g') as integer);
create macro day_of(text) as
    coalesce(
        try_strptime(text, '%Y%m%d'), try_strptime(text, '%Y-%m-%d'), try_strptime(text, '%Y/%m/%d'),
        try_strptime(text, '%Y.%m.%d'), try_strptime(text, '%Y年%m月%d日')
    )::date;
create macro fen_of(text) as round(try_cast(regexp_replace(text, '[^0-9.-]', '', 'g') as decimal(12, 2)) * 100)::bigint;
create macro month_number(month) as month // 100 * 12 + month % 100;

create table payment as
select id, name, month_of(month) as month, fen_of(total) as fen, account, day_of(substr(id, 7, 8)) as born_on
from roster
where length(id) = 18 and fen_of(total) > 0;

create table died as
select id, min(died_on) as died_on
from (
    select id, day_of(died_on) as died_on from police
    union all
    select id, day_of(died_on) from medical
    union all
    select id, day_of(burnt_on) from cremation
)
where length(id) = 18 and died_on is not null
group by id;

create table claim as
select 'after-death' as rule, payment.id, month, fen
from payment inner join died using (id)
where month > year(died_on) * 100 + month(died_on)
union all
select 'registration-cancelled', payment.id, month, fen
from payment
inner join (
    select id, min(day_of(cancelled_on)) as cancelled_on from household where state <> '正常' group by id
) as gone using (id)
where month > year(cancelled_on) * 100 + month(cancelled_on)
union all
select 'employee-pension', payment.id, month, fen
from payment
inner join (
    select id, min(month_of(from_month)) as from_month, max(coalesce(month_of(to_month), 209912)) as to_month
    from employee where state = '正常待遇' group by id
) as other using (id)
where month between from_month and to_month
union all
select 'paid-twice', id, month, sum(fen) - max(fen) from payment group by id, month having count(*) > 1
union all
select 'before-sixty', id, month, fen from payment
where month_number(month) < (year(born_on) + 60) * 12 + month(born_on)
union all
select 'shared-account', min(id), max(month), null from payment
where account <> '' group by account having count(distinct id) > 2
union all
select 'not-certified', payment.id, month, fen
from payment
left join (
    select id, max(day_of(certified_on)) as certified_on from certification where result = '通过' group by id
) as seen using (id)
where month >= 202207 and coalesce(certified_on, date '1900-01-01') < date '2022-01-01' - interval 6 month;
