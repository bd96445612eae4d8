-- Grain: one row per certification.
select
    row_id as record_id,
    person_id,
    certified_on,
    certified_on_month as certified_month,
    case
        when channel like '%比对%' or channel like '%数据%' or channel like '%批量%' or channel like '%大数据%' or channel like '%静默%'
            or channel like '%无感%' or channel like '%系统%' then 'data-comparison'
        when channel like '%上门%' or channel like '%入户%' then 'home-visit'
        when channel like '%手机%' or channel like '%APP%' or channel like '%app%' or channel like '%线上%' or channel like '%网%'
            or channel like '%人脸%' or channel like '%12333%' or channel like '%微信%' or channel like '%支付宝%' or channel like '%小程序%'
            or channel like '%远程%' then 'phone-app'
        when channel like '%自助%' or channel like '%终端%' then 'terminal'
        when channel like '%窗口%' or channel like '%现场%' or channel like '%经办%' or channel like '%柜台%' or channel like '%手工%'
            or channel like '%人工%' or channel like '%当面%' or channel like '%线下%' or channel like '%村%' or channel like '%社区%'
            or channel like '%面对面%' or channel like '%机构%' then 'in-person'
        else 'other'
    end as channel,
    channel as channel_text,
    coalesce(
        channel like '%上门%' or channel like '%入户%' or channel like '%窗口%' or channel like '%现场%' or channel like '%经办%'
        or channel like '%柜台%' or channel like '%手工%' or channel like '%人工%' or channel like '%当面%' or channel like '%线下%'
        or channel like '%村%' or channel like '%社区%' or channel like '%面对面%' or channel like '%机构%',
        false
    ) as is_in_person,
    coalesce(
        channel like '%比对%' or channel like '%数据%' or channel like '%批量%' or channel like '%静默%' or channel like '%无感%' or channel like '%系统%',
        false
    ) as is_batch,
    not coalesce(
        result like '%未通过%' or result like '%失败%' or result like '%不通过%' or result like '%未认证%' or result in ('否', '0', '未', 'N'),
        false
    ) as is_passed,
    match_strength
from staged.certification
where certified_on_month is not null
