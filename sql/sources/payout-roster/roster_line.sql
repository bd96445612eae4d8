-- Grain: one row per line of a payout roster.
-- The entitlement month decides what is due; a roster that names only the month paid pays for that month. What was paid is
-- what left the fund: the net amount before the gross one, deductions taken off.
with

dated as (
    select
        *,
        coalesce(month, paid_month) as own_month,
        -- 所属期起 alone is read as the month; a remark names the months of a line that says how many they are
        coalesce(months_from, case when months_to > month then month end, case when month_count > 1 then remark_first_month end)
            as span_first_month,
        coalesce(months_to, case when month_count > 1 then remark_last_month end) as span_last_month,
        coalesce(arrears_fen, 0) as said_arrears_fen,
        coalesce(age_topup_fen, 0) + coalesce(long_topup_fen, 0) + coalesce(account_fen, 0) + coalesce(disability_fen, 0)
            as other_parts_fen,
        coalesce(basic_provincial_fen, 0) + coalesce(basic_city_fen, 0) as local_basic_fen
    from staged.payout_roster
),

lasting as (
    select
        *,
        span_last_month // 100 * 12 + span_last_month % 100 - (span_first_month // 100 * 12 + span_first_month % 100) + 1 as span_months
    from dated
),

stated as (
    select
        *,
        -- more than a year beside one amount, and no number of months, is from when to when somebody draws
        coalesce(month_count > 1, span_months between 2 and 12, false) as is_of_several_months,
        coalesce(
            paid_fen,
            total_fen,
            due_fen - abs(coalesce(deduction_fen, 0)),
            monthly_fen + said_arrears_fen - abs(coalesce(deduction_fen, 0))
        ) as stated_total_fen,
        coalesce(total_fen, due_fen, paid_fen + abs(coalesce(deduction_fen, 0))) as gross_fen
    from lasting
),

parted as (
    select
        *,
        case
            when basic_fen is null and basic_central_fen is not null then basic_central_fen + local_basic_fen
            -- columns of what province and city pay may split the basic part, or stand beside the central one: the sum tells
            when
                basic_central_fen is null and local_basic_fen <> 0
                and coalesce(gross_fen, monthly_fen, 0) not in (
                    basic_fen + other_parts_fen, basic_fen + other_parts_fen + said_arrears_fen
                )
                then basic_fen + local_basic_fen
            else basic_fen
        end as whole_basic_fen
    from stated
),

summed as (
    select
        *,
        coalesce(whole_basic_fen, 0) + other_parts_fen as parts_fen,
        case
            -- 扣回 118.00 in a line of its own is money that comes back, with or without its sign
            when line_type_means = 'deduction' and whole_basic_fen is null and deduction_fen is null then -abs(stated_total_fen)
            else coalesce(
                stated_total_fen,
                coalesce(whole_basic_fen, 0) + other_parts_fen + said_arrears_fen - abs(coalesce(deduction_fen, 0))
            )
        end as paid_total_fen,
        remark_last_month // 100 * 12 + remark_last_month % 100 - (remark_first_month // 100 * 12 + remark_first_month % 100) + 1
            as remark_months,
        -- 含补发8-9月: the month's own benefit is in it
        coalesce(remark_is_arrears and regexp_matches(remark, '(含|包括|连同|并|及|另|加|和)补'), false) as holds_own_month,
        said_arrears_fen = 0 and coalesce(line_type_means, '') <> 'arrears' and not coalesce(remark_is_arrears, false)
        and (coalesce(arrears_month_count > 1, false) or coalesce(arrears_from < arrears_to, false)) as is_arrears_unsaid
    from parted
),

spanned as (
    select
        *,
        -- the money of several months is no month's own, but where its parts are and arrears stand beside them: which months a line says
        case
            when paid_total_fen <= 0 then 'otherwise'
            when is_of_several_months and (said_arrears_fen = 0 or paid_total_fen - said_arrears_fen <> parts_fen)
                then case
                    when span_months = month_count then 'span'
                    -- no month's pension is less than a hundred yuan: what leaves less may be one month's, from when to when somebody draws
                    when month_count is null and paid_total_fen % span_months = 0
                        and coalesce(whole_basic_fen, paid_total_fen) >= span_months * 10000 then 'span'
                    else 'unsaid'
                end
            when is_arrears_unsaid and not coalesce(paid_total_fen - parts_fen >= whole_basic_fen, false) then 'unsaid'
            else 'otherwise'
        end as which_months
    from summed
),

arrears as (
    select
        *,
        case
            when which_months <> 'otherwise' then paid_total_fen
            when said_arrears_fen <> 0 then said_arrears_fen
            when paid_total_fen <= 0 then 0
            -- a line that is arrears as a whole, for months it does not give a column to
            when coalesce(line_type_means = 'arrears', false) then paid_total_fen
            -- 补发月数 6 without an amount of its own: what is left beside the month's parts
            when is_arrears_unsaid then paid_total_fen - parts_fen
            when not coalesce(remark_is_arrears, false) then 0
            -- the remark says what months are made good: by what is left beside the month's own parts, or by all of the line
            when parts_fen > 0 and paid_total_fen - parts_fen >= whole_basic_fen then paid_total_fen - parts_fen
            -- where all months are alike, the month's own is one of them
            when holds_own_month and parts_fen = 0 and remark_months > 0 and paid_total_fen % (remark_months + 1) = 0
                then paid_total_fen // (remark_months + 1) * remark_months
            -- its parts are those of the month, or nobody can tell how much is for others: no month is made up
            when holds_own_month then 0
            else paid_total_fen
        end as all_arrears_fen,
        -- 扣回4月多发: the deduction is April's, and the month's own payment is whole
        case
            when remark_first_month is not null and not coalesce(remark_is_arrears, false) and regexp_matches(remark, '[扣冲抵退追]')
                then coalesce(
                    nullif(abs(deduction_fen), 0),
                    greatest(coalesce(due_fen, total_fen, 0), parts_fen + said_arrears_fen) - paid_total_fen
                )
        end as kept_back_fen
    from spanned
)

select
    row_id,
    file_no as delivery_no,
    county as place,
    person_id,
    name,
    own_month as month,
    month is null or is_month_titled as is_month_assumed,
    paid_month,
    paid_total_fen as total_fen,
    whole_basic_fen as basic_fen,
    age_topup_fen,
    long_topup_fen,
    account_fen,
    disability_fen,
    -- what part of a month's benefit the line is, where words say so and no columns do
    case
        when coalesce(
            basic_fen, basic_central_fen, basic_provincial_fen, basic_city_fen,
            age_topup_fen, long_topup_fen, account_fen, disability_fen
        ) is null and all_arrears_fen = 0
            then coalesce(
                case when line_type_means not in ('regular', 'arrears', 'deduction', 'reissued') then line_type_means end,
                case when remark_means not in ('reissued', 'void') then remark_means end
            )
    end as named_part,
    all_arrears_fen as arrears_fen,
    case which_months when 'otherwise' then arrears_month_count when 'unsaid' then 0 end as arrears_month_count,
    case which_months when 'otherwise' then coalesce(arrears_from, remark_first_month) when 'span' then span_first_month end
        as arrears_from,
    case which_months
        when 'otherwise' then coalesce(arrears_to, case when arrears_from is null then remark_last_month end)
        when 'span' then span_last_month
    end as arrears_to,
    case when paid_total_fen >= 0 and all_arrears_fen = 0 and kept_back_fen > 0 then kept_back_fen else 0 end as taken_back_fen,
    -- nothing but arrears, for the one earlier month the line is booked to
    coalesce(month < paid_month, false)
    and all_arrears_fen > 0
    and (
        all_arrears_fen >= paid_total_fen
        or (coalesce(whole_basic_fen, 0) = 0 and coalesce(account_fen, 0) = 0)
    )
    and which_months = 'otherwise'
    and arrears_from is null and remark_first_month is null and coalesce(arrears_month_count, 1) = 1 as is_arrears,
    coalesce('reissued' in (state_means, line_type_means, remark_means), false) as is_reissue,
    coalesce(state_means = 'made-good', false) as is_made_good,
    case
        when remark_means = 'void' then 'reversed'
        when state_means in ('reissued', 'made-good') then 'paid'
        when state_means is not null then state_means
        when benefit_state_means = 'stopped' and paid_total_fen <= 0 then 'suspended'
        when stop_reason is not null then 'suspended'
    end as state,
    coalesce(stop_reason, state_reason, case when state is null then benefit_state end) as state_reason,
    account_no,
    holder_name,
    -- 起始年月 beside no end
    coalesce(benefit_start, case when months_to is null then months_from end) as benefit_start_month,
    match_strength
from arrears
where coalesce(place_means, 'own') <> 'elsewhere'
