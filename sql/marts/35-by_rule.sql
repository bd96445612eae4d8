-- Grain: one row per rule; a case stands under the rule that claims most of it.
select
    rule_id,
    max(rule_title) as rule_title,
    count(distinct person_id)::integer as people,
    count(*)::integer as cases,
    sum(claimed_fen)::bigint as claimed_fen,
    sum(assessed_fen)::bigint as assessed_fen,
    sum(recovered_in_period_fen)::bigint as recovered_in_period_fen,
    sum(recovered_fen)::bigint as recovered_fen,
    sum(written_off_fen)::bigint as written_off_fen,
    sum(outstanding_fen)::bigint as outstanding_fen
from mart.case_summary
group by rule_id
order by rule_id
