-- Grain: one row per certification.
select
    row_id as record_id,
    person_id,
    file_no as delivery_no,
    township as listed_township,
    certified_on,
    certified_on_month as certified_month,
    channel_means as channel,
    channel_means in ('home-visit', 'in-person') as is_in_person,
    channel_means = 'data-comparison' as is_batch,
    coalesce(result_means, 'passed') = 'passed' as is_passed,
    operator as agent,
    device,
    match_strength
from staged.certification
where certified_on_month is not null
