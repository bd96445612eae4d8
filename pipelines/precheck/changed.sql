-- Grain: one row per line of the roster on trial whose number or account differs from the person's latest month before it.
create or replace temp table changed as
with

line as (
    select
        roster_line.row_id,
        -- the number of a row begins with that of its file: core/row-number.ts
        roster_line.row_id // 10000000000 = $trial_file as is_trial,
        roster_line.person_id,
        roster_line.month,
        roster_line.account_no,
        roster_line.match_strength,
        observation.name,
        -- of a plain number only the number itself is kept
        coalesce(observation.resident_id_cleaned, observation.resident_id) as resident_id_cleaned,
        coalesce(observation.resident_id_raw, observation.resident_id_cleaned, observation.resident_id) as resident_id_raw
    from canonical.roster_line
    inner join link.row_observation as observation on observation.row_id = roster_line.row_id
    where not roster_line.is_arrears
),

trial as (
    select * from line where is_trial
),

-- a person is the same by the night's linking, or by name and account where the number was exchanged for another
before as (
    select
        trial.row_id,
        line.row_id as before_row_id,
        line.month,
        line.account_no,
        line.resident_id_cleaned,
        line.resident_id_raw,
        line.person_id = trial.person_id as is_same_person
    from trial
    inner join line
        on
            not line.is_trial
            and line.month < trial.month
            and (
                line.person_id = trial.person_id
                or (line.account_no = trial.account_no and line.name = trial.name)
            )
),

latest as (
    select row_id, max(month) as month
    from before
    group by row_id
),

last_known as (
    select before.*
    from before
    inner join latest on latest.row_id = before.row_id and latest.month = before.month
)

select
    trial.row_id,
    trial.person_id,
    'precheck/number-changed' as rule_id,
    case when bool_and(last_known.is_same_person) then trial.match_strength else 'probable' end as match_strength,
    max(last_known.month) as before_month,
    max(last_known.resident_id_raw) as before_value,
    trial.resident_id_raw as value
from trial
inner join last_known on last_known.row_id = trial.row_id
group by trial.row_id, trial.person_id, trial.match_strength, trial.resident_id_cleaned, trial.resident_id_raw
having
    trial.resident_id_cleaned is not null
    and count(last_known.resident_id_cleaned) > 0
    and bool_and(coalesce(last_known.resident_id_cleaned, '') <> trial.resident_id_cleaned)

union all

select
    trial.row_id,
    trial.person_id,
    'precheck/account-changed' as rule_id,
    trial.match_strength,
    max(last_known.month) as before_month,
    max(last_known.account_no) as before_value,
    trial.account_no as value
from trial
inner join last_known on last_known.row_id = trial.row_id
where last_known.is_same_person
group by trial.row_id, trial.person_id, trial.match_strength, trial.account_no
having
    trial.account_no is not null
    and count(last_known.account_no) > 0
    and bool_and(coalesce(last_known.account_no, '') <> trial.account_no)
