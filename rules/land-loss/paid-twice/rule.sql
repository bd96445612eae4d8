-- Grain: one row per settled land-loss subsidy of one person and plot beyond the first.
with

settled_subsidy as (
    -- rows that name no plot are taken to be of one plot
    select
        subsidy.line_id,
        subsidy.person_id,
        coalesce(subsidy.plot, '') as plot,
        subsidy.paid_on,
        subsidy.paid_month,
        kept.amount_fen,
        subsidy.match_strength,
        row_number() over (
            partition by subsidy.person_id, coalesce(subsidy.plot, '')
            order by coalesce(subsidy.paid_month, 209912), subsidy.line_id
        ) as place,
        sum(kept.amount_fen) over (
            partition by subsidy.person_id, coalesce(subsidy.plot, '')
            order by coalesce(subsidy.paid_month, 209912), subsidy.line_id
        ) as paid_so_far_fen
    from canonical.land_loss_subsidy as subsidy
    inner join canonical.kept_payment as kept on kept.table_name = 'land_loss_subsidy' and kept.line_id = subsidy.line_id
),

first_subsidy as (
    select line_id, person_id, plot, paid_on, paid_month, match_strength
    from settled_subsidy
    where place = 1
),

-- what the identification says is due for a plot may be paid in instalments
entitled as (
    select
        first_subsidy.person_id,
        first_subsidy.plot,
        sum(identification.entitled_fen) as entitled_fen
    from first_subsidy
    inner join canonical.land_loss_entitlement as identification
        on
            identification.person_id = first_subsidy.person_id
            and (
                first_subsidy.plot = ''
                or position(identification.batch in first_subsidy.plot) = 1
                or position(coalesce(identification.project, identification.batch) in first_subsidy.plot) = 1
            )
    where identification.is_own and identification.result <> 'fails' and identification.entitled_fen > 0
    group by first_subsidy.person_id, first_subsidy.plot
)

select
    settled_subsidy.person_id,
    case when settled_subsidy.plot = '' then 'land-loss' else 'land-loss ' || settled_subsidy.plot end as occurrence_key,
    settled_subsidy.paid_month as month,
    cast(
        least(settled_subsidy.amount_fen, settled_subsidy.paid_so_far_fen - coalesce(entitled.entitled_fen, 0)) as bigint
    ) as amount_fen,
    settled_subsidy.line_id,
    first_subsidy.line_id as counter_id,
    first_subsidy.match_strength,
    case when settled_subsidy.plot = '' then null else settled_subsidy.plot end as fact_plot,
    first_subsidy.paid_on as fact_first_paid_on,
    first_subsidy.paid_month as fact_first_paid_month
from settled_subsidy
inner join first_subsidy on first_subsidy.person_id = settled_subsidy.person_id and first_subsidy.plot = settled_subsidy.plot
left join entitled on entitled.person_id = settled_subsidy.person_id and entitled.plot = settled_subsidy.plot
where
    settled_subsidy.place > 1
    and settled_subsidy.paid_so_far_fen > coalesce(entitled.entitled_fen, 0)
    -- what nobody has explained yet may be what was taken back
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = settled_subsidy.person_id and held_row.table_name = 'land_loss_subsidy'
    )
