import type { SectionShape } from '../section.ts';
import { count, moneyColumn, peopleColumn, textColumn } from './columns.ts';

/** How cases went, what the fund paid, and what its sources were worth. */
export const REGISTER_TABLES: readonly SectionShape[] = [
  {
    id: 'outcome',
    title: '本期疑点去向',
    columns: [
      textColumn('title', '来源'),
      peopleColumn(),
      count('cases', '案件(件)'),
      count('substantiated', '属实'),
      count('unfounded', '不属实'),
      count('unverifiable', '无法核实'),
      count('revoked', '已撤销'),
      count('undecided', '尚未认定'),
    ],
    query: 'select * from mart.outcome where cases > 0 order by place',
    distinct: {
      people: 'select count(distinct person_id) as n from mart.case_summary where is_opened_in_period',
    },
    hasTotal: true,
  },
  {
    id: 'timing',
    title: '时效',
    note: '停发从最后一次支付成功的次月算起;没有案件的不计算。',
    columns: [
      textColumn('title', '指标'),
      peopleColumn('cases', '案件(件)'),
      { name: 'value', header: '数值', kind: 'decimal' },
      textColumn('unit', '单位'),
    ],
    query:
      'select title, cases, case when cases > 0 then value end as value, unit from mart.timing order by place',
  },
  {
    id: 'certification',
    title: '待遇领取资格认证',
    note: '应认证人数为认证月份支付成功的人;每人按半年内首次通过的方式计一次。',
    columns: [
      textColumn('half_year', '认证期'),
      textColumn('title', '方式'),
      peopleColumn(),
      peopleColumn('due_people', '应认证人数'),
      { name: 'share', header: '占比(%)', kind: 'decimal' },
    ],
    query: `select year || '年' || case half when 1 then '上' else '下' end || '半年' as half_year, title, people, due_people,
        case when due_people > 0 then round(cast(people as decimal(18, 6)) * 100 / due_people, 2) end as share
      from mart.certification order by year, half, place`,
  },
  {
    id: 'payments',
    title: '待遇发放',
    note: '支付成功的一行名册为一人次;退回后重发的只计一次。',
    columns: [
      { name: 'month', header: '发放月', kind: 'month' },
      peopleColumn(),
      count('payments', '人次'),
      moneyColumn('amount_fen', '金额(元)'),
      count('disability_payments', '残疾补助人次'),
      moneyColumn('disability_fen', '残疾补助(元)'),
    ],
    query: 'select * from mart.payments order by month',
    distinct: { people: 'select people as n from mart.payment_people' },
    hasTotal: true,
  },
  {
    id: 'funeral_grants',
    title: '丧葬补助金',
    columns: [
      moneyColumn('each_fen', '每份(元)'),
      peopleColumn(),
      count('grants', '份数'),
      moneyColumn('amount_fen', '金额(元)'),
    ].map((column) => (column.name === 'each_fen' ? { ...column, adds: false } : column)),
    query: 'select * from mart.funeral_grants order by each_fen',
    distinct: {
      people: `select count(distinct funeral_grant.person_id) as n from build.canonical.funeral_grant as funeral_grant
        inner join ledger.period as this on this.period = 'this'
          and funeral_grant.paid_month between this.from_month and this.to_month
        where funeral_grant.is_settled`,
    },
    hasTotal: true,
  },
  {
    id: 'paid_on_behalf',
    title: '财政代缴',
    columns: [
      textColumn('title', '类别'),
      peopleColumn(),
      count('payments', '人次'),
      moneyColumn('amount_fen', '金额(元)'),
    ],
    query: 'select * from mart.paid_on_behalf order by place',
    distinct: {
      people: `select count(distinct paid_on_behalf.person_id) as n
        from build.canonical.paid_on_behalf as paid_on_behalf
        inner join ledger.period as this on this.period = 'this'
          and coalesce(paid_on_behalf.paid_month, paid_on_behalf.year * 100 + 12) between this.from_month and this.to_month
        where paid_on_behalf.is_settled`,
    },
    hasTotal: true,
  },
  {
    id: 'owed_to_person',
    title: '应补给本人',
    note: '基金少付、应补给本人的款项,不是应追款项,不计入核定、追回和未收回;每笔只在所到的一步计一次。',
    columns: [
      textColumn('title', '进度'),
      peopleColumn(),
      count('cases', '案件(件)'),
      moneyColumn('amount_fen', '期末金额(元)'),
      moneyColumn('in_period_fen', '其中本期办到(元)'),
    ],
    query: 'select * from mart.owed_to_person order by place',
    distinct: { people: 'select count(distinct person_id) as n from ledger.owed_to_person' },
    hasTotal: true,
  },
  {
    id: 'received',
    title: '各来源数据与拒收',
    note: '收到 = 使用 + 拒收 + 忽略;忽略的是合计行、签名行和被更正的旧文件。',
    columns: [
      textColumn('title', '数据来源'),
      count('files', '文件'),
      count('refused_files', '整份拒收'),
      count('received', '收到(行)'),
      count('used', '使用'),
      count('refused', '拒收'),
      count('ignored', '忽略'),
    ],
    query: 'select * from mart.received order by refused desc, source',
    hasTotal: true,
  },
  {
    id: 'refused_reason',
    title: '拒收原因',
    columns: [
      textColumn('title', '数据来源'),
      textColumn('example_zh', '原因(举例)'),
      count('refused', '行数'),
      peopleColumn('files', '涉及文件'),
    ],
    query: 'select * from mart.refused_reason order by refused desc, source, code',
  },
  {
    id: 'source_overlap',
    title: '被几个来源同时点名的人',
    note: '只列人员编号;这些人只在“计入来源”中计一次。',
    columns: [
      textColumn('person_id', '人员编号'),
      textColumn('named_by', '点名来源'),
      textColumn('counted', '计入来源'),
      moneyColumn('recovered_in_period_fen', '本期追回(元)'),
    ],
    query: `select case when regexp_matches(person_id, '^p[0-9A-Za-z]+$') then person_id else left(person_id, 2) || '…' end
          as person_id,
        named_by, recovered_in_period_fen,
        case counted_with when 'handed-down' then '上级下发' when 'self-found' then '自查核实'
          when 'reported' then '举报' else '审计' end as counted
      from mart.source_overlap as overlap order by overlap.person_id`,
  },
];
