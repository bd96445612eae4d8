-- Grain: one row per person who came to notice from more than one kind of source or batch.
select
    naming.person_id,
    max(case_summary.name) as name,
    string_agg(distinct coalesce(batch.title, naming.kind), '、' order by coalesce(batch.title, naming.kind)) as named_by,
    count(distinct naming.kind)::integer as kinds,
    count(distinct coalesce(naming.batch_id, naming.kind))::integer as sources,
    max(attribution.kind) as counted_with,
    coalesce(max(money.recovered_in_period_fen), 0)::bigint as recovered_in_period_fen
from ledger.naming as naming
-- nearly everybody was named once
inner join (
    select person_id from ledger.naming group by person_id having count(*) > 1
) as named on named.person_id = naming.person_id
inner join ledger.attribution as attribution on attribution.person_id = naming.person_id
left join ledger.batch as batch on batch.batch_id = naming.batch_id
left join mart.case_summary as case_summary on case_summary.person_id = naming.person_id
left join (
    select person_id, sum(recovered_in_period_fen) as recovered_in_period_fen
    from mart.case_summary
    group by person_id
) as money on money.person_id = naming.person_id
group by naming.person_id
having count(distinct coalesce(naming.batch_id, naming.kind)) > 1
order by naming.person_id
