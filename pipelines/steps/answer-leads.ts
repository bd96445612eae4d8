import { linesOnceSql } from '../../core/claim-sql.ts';
import { fileNoSql, rowNoSql } from '../../core/row-number.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

const IS_SUSPECTED = `finding.person_id = suspect_item.person_id
    and (suspect_item.family = '' or finding.rule_id like suspect_item.family || '/%')`;

/**
 * Consumes the items handed down, the rows kept of people and tonight's findings; leaves `result.lead`, one row per item with its answer:
 * `supported` when a finding of the suspected kind stands against the person, `not-supported` when the person is paid by
 * the fund and nothing bears the suspicion out, `cannot-match` when the fund pays nobody under that number and name.
 */
export async function answerLeads(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create or replace table result.lead as
    with paid as (
        select distinct person_id from canonical.identity_use where is_payee
    ),
    finding as (
        select * from result.finding where status <> 'withdrawn'
    ),
    borne_out as (
        select
            suspect_item.record_id,
            string_agg(finding.finding_id, ',' order by finding.finding_id) as finding_ids,
            string_agg(finding.reason, ' ' order by finding.finding_id) as reasons
        from canonical.suspect_item
        inner join finding
            on
                ${IS_SUSPECTED}
                and finding.direction <> 'person'
        group by suspect_item.record_id
    ),
    claimed as (
        -- two rules of the suspected kind may claim one payment
        select record_id, cast(sum(amount_fen) as bigint) as amount_fen
        from (${linesOnceSql('fund', {
          join: `inner join canonical.suspect_item as suspect_item on ${IS_SUSPECTED}`,
          by: 'suspect_item.record_id',
        })})
        group by record_id
        -- what is merely possible supports the lead and claims nothing
        having max(rule_count) > 0
    )
    select
        suspect_item.record_id,
        file.name as file,
        ${rowNoSql('suspect_item.record_id')} as row_no,
        suspect_item.batch,
        suspect_item.item_no,
        suspect_item.kind_text as suspicion,
        suspect_item.family,
        suspect_item.person_id,
        suspected.resident_id_raw as resident_id,
        suspected.name_raw as name,
        suspect_item.alleged_month,
        suspect_item.amount_fen as alleged_fen,
        cast(suspect_item.answer_due_on as varchar) as answer_due_on,
        case
            when borne_out.record_id is not null then 'supported'
            when paid.person_id is not null then 'not-supported'
            else 'cannot-match'
        end as answer,
        coalesce(borne_out.finding_ids, '') as finding_ids,
        claimed.amount_fen,
        case
            when borne_out.record_id is not null then borne_out.reasons
            when paid.person_id is not null then
                '已核对现有数据，没有支持该疑点的证据。'
                || case when death.died_month is not null
                    then '死亡记录 ' || coalesce(cast(death.died_on as varchar), cast(death.died_month as varchar)) || '；' else '' end
                || case when beneficiary.last_settled_month is not null
                    then '最后实付月 ' || cast(beneficiary.last_settled_month as varchar) || '。' else '' end
            else '本地发放名单中没有号码和姓名都相符的人，无法核对。'
        end as explanation,
        suspect_item.match_strength
    from canonical.suspect_item
    inner join link.person_row as suspected on suspected.row_id = suspect_item.record_id
    inner join file on file.file_no = ${fileNoSql('suspect_item.record_id')}
    left join paid on paid.person_id = suspect_item.person_id
    left join borne_out on borne_out.record_id = suspect_item.record_id
    left join claimed on claimed.record_id = suspect_item.record_id
    left join canonical.death on death.person_id = suspect_item.person_id
    left join canonical.beneficiary on beneficiary.person_id = suspect_item.person_id
    order by suspect_item.record_id`);
}
