-- Grain: one row per township. Somebody with cases in two townships is counted in both; their money is not.
select
    township,
    count(distinct person_id)::integer as people,
    count(*)::integer as cases,
    sum(claimed_fen)::bigint as claimed_fen,
    sum(assessed_fen)::bigint as assessed_fen,
    sum(recovered_in_period_fen)::bigint as recovered_in_period_fen,
    sum(recovered_fen)::bigint as recovered_fen,
    sum(written_off_fen)::bigint as written_off_fen,
    sum(outstanding_fen)::bigint as outstanding_fen
from mart.case_summary
group by township
order by township
