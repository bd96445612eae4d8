-- Grain: one row per sentence.
with

-- what the view looks up for each row is looked up once
listed as materialized (
    select * from staged.imprisonment
),

-- A later judgement of the same case takes the place of the earlier one: an appeal 刑终, a retrial 刑再, a ruling on the term 刑更, one
-- with the same first day, or an acquittal; also one that waits for a word, since nobody knows what it says. Where it names no first
-- day, that of the earlier one stands.
judged_again as (
    select
        earlier.row_id as replaced_id,
        later.row_id as later_id,
        earlier.starts_on,
        earlier.starts_on_month
    from listed as earlier
    inner join listed as later
        on
            later.person_id = earlier.person_id
            and later.effective_on > coalesce(earlier.effective_on, earlier.starts_on, later.effective_on - to_days(1))
            and (later.crime is null or earlier.crime is null or later.crime = earlier.crime)
            and later.match_strength in ('confirmed', earlier.match_strength)
    where
        coalesce(later.remark_means, '') <> 'void'
        and (
            regexp_matches(coalesce(later.judgement_no, ''), '刑(?:终|再|更)')
            or later.starts_on = earlier.starts_on
            or 'acquitted' in (later.penalty_means, later.execution_means, later.remark_means)
        )
),

-- a row without any day that says of a case that it is not served behind walls ends what other rows say of it
undated as (
    select
        earlier.row_id as replaced_id
    from listed as earlier
    inner join listed as said
        on
            said.person_id = earlier.person_id
            and said.row_id <> earlier.row_id
            and said.judgement_no = earlier.judgement_no
            and said.match_strength in ('confirmed', earlier.match_strength)
    where
        coalesce(said.starts_on_month, said.admitted_on_month, said.effective_on_month) is null
        and said.term is null
        and coalesce(said.remark_means, '') <> 'void'
        and (
            said.penalty_means in ('acquitted', 'probation', 'outside', 'control', 'no-prison', 'not-convicted')
            or said.is_suspended_means = 'yes'
            or 'acquitted' in (said.execution_means, said.remark_means)
        )
),

-- what an acquittal (改判无罪) may be of that names no day it took effect: a number of an appeal or a retrial is not that of the
-- first judgement, and many lists know no number
perhaps_acquitted as (
    select
        acquittal.row_id as acquittal_id,
        earlier.row_id as sentence_id,
        acquittal.match_strength in ('confirmed', earlier.match_strength) as is_as_sure,
        coalesce(acquittal.judgement_no = earlier.judgement_no or acquittal.starts_on = earlier.starts_on, false) as is_of_it,
        coalesce(cast(earlier.starts_on as varchar), earlier.term, cast(earlier.starts_on_month as varchar), '') as began
    from listed as earlier
    inner join listed as acquittal
        on
            acquittal.person_id = earlier.person_id
            and acquittal.row_id <> earlier.row_id
            and (acquittal.crime is null or earlier.crime is null or acquittal.crime = earlier.crime)
            and (
                acquittal.judgement_no is null or earlier.judgement_no is null or acquittal.judgement_no = earlier.judgement_no
                or regexp_matches(acquittal.judgement_no, '刑(?:终|再|更)')
            )
            and coalesce(acquittal.starts_on_month = earlier.starts_on_month, true)
    where
        acquittal.effective_on is null
        and 'acquitted' in (acquittal.penalty_means, acquittal.execution_means, acquittal.remark_means)
        and coalesce(acquittal.remark_means, '') <> 'void'
        and coalesce(earlier.remark_means, '') <> 'void'
        and not coalesce('acquitted' in (earlier.penalty_means, earlier.execution_means, earlier.remark_means), false)
        and earlier.row_id not in (select judged_again.replaced_id from judged_again)
        and earlier.row_id not in (select undated.replaced_id from undated)
),

-- it ends the one judgement it can be of; of several nobody knows which
acquitted as (
    select
        perhaps_acquitted.sentence_id,
        bool_or(
            perhaps_acquitted.is_as_sure and (perhaps_acquitted.is_of_it or (not choice.is_told and choice.judgement_count = 1))
        ) as is_certain,
        bool_or(perhaps_acquitted.is_of_it or not choice.is_told) as is_possible
    from perhaps_acquitted
    inner join (
        select
            acquittal_id,
            bool_or(is_of_it) as is_told,
            count(distinct began) as judgement_count
        from perhaps_acquitted
        group by acquittal_id
    ) as choice on choice.acquittal_id = perhaps_acquitted.acquittal_id
    group by perhaps_acquitted.sentence_id
),

-- A row without a beginning may say that somebody is free on probation, on parole or serves outside, and not of which case: until the day
-- it names, or not at all, a sentence is certain.
perhaps_outside as (
    select
        earlier.row_id as sentence_id,
        min(coalesce(said.released_on_month, 0)) as certain_month
    from listed as earlier
    inner join listed as said
        on
            said.person_id = earlier.person_id
            and said.row_id <> earlier.row_id
            and (said.judgement_no is null or earlier.judgement_no is null or said.judgement_no = earlier.judgement_no)
            and (said.crime is null or earlier.crime is null or said.crime = earlier.crime)
            and said.match_strength in ('confirmed', earlier.match_strength)
    where
        coalesce(said.starts_on_month, said.admitted_on_month, said.effective_on_month) is null
        and said.term is null
        and coalesce(said.remark_means, '') <> 'void'
        and not coalesce('taken-in' in (said.penalty_means, said.execution_means, said.remark_means), false)
        and (
            said.penalty_means in ('probation', 'outside', 'control', 'paroled')
            or said.execution_means in ('probation', 'outside', 'control', 'paroled')
            or said.remark_means in ('probation', 'outside', 'control', 'paroled')
            or 'yes' in (said.is_suspended_means, said.is_outside_means, said.is_paroled_means)
        )
    group by earlier.row_id
),

standing as (
    select
        judgement.* replace (
            coalesce(judgement.starts_on, first_judgement.starts_on) as starts_on,
            coalesce(judgement.starts_on_month, first_judgement.starts_on_month) as starts_on_month
        )
    from listed as judgement
    left join (
        select
            later_id,
            min(starts_on) as starts_on,
            min(starts_on_month) as starts_on_month
        from judged_again
        group by later_id
    ) as first_judgement on first_judgement.later_id = judgement.row_id
    where
        judgement.row_id not in (select judged_again.replaced_id from judged_again)
        and judgement.row_id not in (select undated.replaced_id from undated)
        and judgement.row_id not in (select acquitted.sentence_id from acquitted where acquitted.is_certain)
),

-- what says that somebody was released, to liberty or to parole: 2023年3月20日减刑释放, 于2023年4月20日裁定假释
released as (
    select
        *,
        case
            when remark_means in ('released', 'released-early', 'paroled')
                -- the day of a ruling that shortened is none of release (2022年3月10日裁定减刑二个月，提前释放), and how long somebody is on
                -- trial outside is another matter
                then regexp_replace(
                    remark,
                    '(?:19|20)[0-9]{2}[^0-9]?[0-9]{1,2}[^0-9]?[0-9]{1,2}[日号]?(?:经|由|被)?裁定减刑[^，,；;。]*[年月天日]|考验.*', '', 'g'
                )
            when execution_means in ('ended', 'ended-early', 'paroled') then regexp_replace(execution, '考验.*', '')
        end as release_text,
        '((?:19|20)[0-9]{2})[^0-9]?(1[0-2]|0?[1-9])[^0-9]?(3[01]|[12][0-9]|0?[1-9])' as a_day,
        regexp_extract_all(release_text, a_day, 1) as release_years,
        regexp_extract_all(release_text, a_day, 2) as release_months,
        -- one column may hold both ends of a sentence: 2021-09-15至2022-09-14
        regexp_extract_all(term, a_day, 1) as term_years,
        regexp_extract_all(term, a_day, 2) as term_months,
        regexp_extract_all(term, a_day, 3) as term_days
    from standing
),

sentence as (
    select
        * replace (
            coalesce(starts_on, try_cast(term_years[1] || '-' || term_months[1] || '-' || term_days[1] as date)) as starts_on,
            coalesce(starts_on_month, try_cast(term_years[1] || lpad(term_months[1], 2, '0') as integer)) as starts_on_month,
            coalesce(ends_on, try_cast(term_years[2] || '-' || term_months[2] || '-' || term_days[2] as date)) as ends_on,
            coalesce(ends_on_month, try_cast(term_years[2] || lpad(term_months[2], 2, '0') as integer)) as ends_on_month,
            coalesce(
                released_on_month,
                case when len(release_years) = 1 then try_cast(release_years[1] || lpad(release_months[1], 2, '0') as integer) end
            ) as released_on_month
        )
    from released
),

-- a reduction may name the new end: 减刑后刑期至2023年5月10日
newly_ended as (
    select
        *,
        regexp_extract(
            concat_ws(
                '；',
                case when remark_means in ('shortened', 'released-early') then remark end,
                case when execution_means in ('shortened', 'ended-early') then execution end
            ),
            '(?:刑期|余刑|刑满|止日|服刑|执行)[^0-9，,；;。]{0,6}((?:19|20)[0-9]{2})[^0-9]?(1[0-2]|0?[1-9])(?:[^0-9]?(3[01]|[12][0-9]|0?[1-9]))?(?:[^0-9]|$)',
            ['year', 'month', 'day']
        ) as new_end
    from sentence
),

shorter as (
    select
        * replace (
            case when is_newly_ended then new_end_on else ends_on end as ends_on,
            case when is_newly_ended then new_end_month else ends_on_month end as ends_on_month
        )
    from (
        select
            *,
            try_cast(nullif(new_end.year, '') || lpad(new_end.month, 2, '0') as integer) as new_end_month,
            try_cast(new_end.year || '-' || new_end.month || '-' || new_end.day as date) as new_end_on,
            coalesce(
                new_end_month between coalesce(starts_on_month, year(starts_on) * 100 + month(starts_on), new_end_month)
                and coalesce(ends_on_month, year(ends_on) * 100 + month(ends_on), new_end_month), false
            ) as is_newly_ended
        from newly_ended
    )
),

-- what is said of lengths: of a sentence whose length is stated, in its own column or with the penalty, so that it ends
-- though no end is (有期徒刑一年六个月), and after the sign of a reduction (减刑八个月), which ends it earlier
worded as (
    select
        *,
        case when len(term_years) = 0 and term is not null then '刑' || term else penalty end as length_text,
        concat_ws(
            '，',
            case
                when remark_means in ('shortened', 'released-early') then remark
                when remark_means in ('released', 'taken-in') then nullif(regexp_extract(remark, '减刑.*'), '')
            end,
            case
                when execution_means in ('shortened', 'ended-early') then execution
                when execution_means = 'ended' then nullif(regexp_extract(execution, '减刑.*'), '')
            end,
            -- 限制减刑 is no reduction
            nullif(regexp_extract(replace(penalty, '限制减刑', ''), '减刑.*'), '')
        ) as shortened_text,
        -- what is written in characters is read as figures, and halves as months and days: 一年半
        (coalesce(length_text, '') || '¶' || shortened_text)
            .translate(
                '一二两三四五六七八九壹贰叁肆伍陆柒捌玖拾０１２３４５６７８９零〇又整 　', '1223456789123456789十0123456789'
            )
            .regexp_replace('([1-9])十([1-9])', '\1\2', 'g')
            .regexp_replace('([1-9])十', '\10', 'g')
            .regexp_replace('十([1-9])', '1\1', 'g')
            .replace('十', '10')
            .replace('年半', '年6个月')
            .replace('半年', '6个月')
            .replace('个半月', '个月15天') as figures,
        -- the length of a reduction is not that of the sentence; of several sentences the last is the one to be served:
        -- 决定执行有期徒刑三年
        regexp_extract(
            regexp_replace(split_part(figures, '¶', 1), '减刑(?:[0-9]{1,2}年)?(?:[0-9]{1,3}个?月)?(?:[0-9]{1,3}[天日])?', '', 'g'),
            '.*((?:刑|拘役|减为)[（(：:]?[0-9].*)', 1
        ) as said,
        regexp_extract(
            said, '^(?:刑|拘役|减为)[（(：:]?(?:([0-9]{1,2})年)?(?:([0-9]{1,3})个?月)?(?:([0-9]{1,2})[天日])?', ['years', 'months', 'days']
        ) as length,
        -- nor is a day one: 2022年5月10日裁定减刑六个月
        regexp_replace(
            split_part(figures, '¶', 2),
            '(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?|[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?)', '', 'g'
        ) as shortened
    from shorter
),

measured as (
    select
        *,
        coalesce(try_cast(length.years as integer), 0) * 12 + coalesce(try_cast(length.months as integer), 0) as length_months,
        coalesce(try_cast(length.days as integer), 0) as length_days,
        coalesce(list_sum(cast(regexp_extract_all(shortened, '([0-9]{1,2})年', 1) as integer[])), 0) * 12
        + coalesce(list_sum(cast(regexp_extract_all(shortened, '([0-9]{1,3})个?月', 1) as integer[])), 0) as shortened_months,
        coalesce(list_sum(cast(regexp_extract_all(shortened, '([0-9]{1,3})[天日]', 1) as integer[])), 0) as shortened_days,
        coalesce(
            starts_on,
            try_cast(starts_on_month // 100 || '-' || starts_on_month % 100 || '-01' as date),
            admitted_on,
            effective_on
        ) as counted_from,
        case
            when length_months + length_days > 0 and penalty_means in ('fixed-term', 'detention')
                then cast(counted_from + to_months(length_months) + to_days(length_days) - to_days(1) as date)
        end as bound_on
    from worded
),

ended as (
    -- what happened after the list was drawn up it cannot know: the length bounds what is open, and opens nothing further
    select
        * replace (
            case
                when ends_on_month is null and year(bound_on) * 100 + month(bound_on) <= coalesce(complete_month, 999999) then bound_on
                else ends_on
            end as ends_on
        )
    from measured
),

-- somebody who was released early or whose sentence was shortened may have been free before the end it says
bounded as (
    select
        *,
        (
            select perhaps_outside.certain_month
            from perhaps_outside
            where perhaps_outside.sentence_id = row_id
        ) as outside_from,
        cast(
            coalesce(ends_on, try_cast(ends_on_month // 100 || '-' || ends_on_month % 100 || '-01' as date), bound_on)
            - to_months(cast(shortened_months as integer)) - to_days(cast(shortened_days as integer)) as date
        ) as shortened_end,
        case
            when released_on_month is not null or is_newly_ended then null
            when
                shortened <> ''
                and shortened_months + shortened_days > 0
                and (not regexp_matches(shortened, '[2-9多数]次') or regexp_matches(shortened, '共|累计|合计'))
                then coalesce(year(shortened_end) * 100 + month(shortened_end), 0)
            when shortened <> '' then 0
            -- 有期徒刑五年减为四年: the length that is left
            when regexp_extract(penalty, '减为') <> '' and bound_on is not null then year(bound_on) * 100 + month(bound_on)
            when
                (remark_means = 'released' or execution_means = 'ended')
                and coalesce(ends_on_month, year(ends_on) * 100 + month(ends_on), 209912) > coalesce(complete_month, 209912)
                then 0
        end as certain_month
    from ended
),

classified as (
    select
        *,
        case
            when 'acquitted' in (penalty_means, execution_means, remark_means) then 'acquitted'
            -- probation, parole or service outside that was ended: the sentence is served behind walls
            when 'taken-in' in (penalty_means, execution_means, remark_means)
                then case when penalty_means in ('life', 'death-reprieve', 'detention') then penalty_means else 'fixed-term' end
            when is_suspended_means = 'yes' or 'probation' in (penalty_means, execution_means, remark_means) then 'probation'
            when is_outside_means = 'yes' or 'outside' in (penalty_means, execution_means, remark_means) then 'outside'
            -- until the day of the parole it was served
            when
                (is_paroled_means = 'yes' or 'paroled' in (penalty_means, execution_means, remark_means))
                and (released_on_month is null or coalesce(penalty_means, 'paroled') = 'paroled')
                then 'parole'
            when 'control' in (penalty_means, execution_means, remark_means) then 'control'
            when 'not-convicted' in (penalty_means, execution_means, remark_means) then 'other'
            when penalty_means in ('fixed-term', 'life', 'death-reprieve', 'detention') then penalty_means
            else 'other'
        end as kind
    from bounded
)

select
    row_id as record_id,
    person_id,
    kind as penalty,
    coalesce(starts_on, admitted_on, effective_on) as starts_on,
    coalesce(starts_on_month, admitted_on_month, effective_on_month) as starts_month,
    ends_on,
    coalesce(ends_on_month, year(ends_on) * 100 + month(ends_on)) as ends_month,
    effective_on_month as effective_month,
    admitted_on_month as admitted_month,
    released_on_month as released_month,
    complete_month,
    kind in ('fixed-term', 'life', 'death-reprieve', 'detention') as is_served,
    least(certain_month, outside_from) as certain_month,
    -- nobody says when, or of which judgement somebody was acquitted: what months were served is not known for certain
    case
        when least(certain_month, outside_from) = 0 or row_id in (select acquitted.sentence_id from acquitted where acquitted.is_possible)
            then 'possible'
        else match_strength
    end as match_strength
from classified
where
    coalesce(starts_on_month, admitted_on_month, effective_on_month) is not null
    and coalesce(remark_means, '') <> 'void'
