import { ATTRIBUTION_RULE } from '../../../casework/history/sources.ts';
import type { Chart, SectionColumn, SectionShape } from '../section.ts';
import { count, moneyColumn, peopleColumn, textColumn } from './columns.ts';

const CASE_MONEY: readonly SectionColumn[] = [
  peopleColumn(),
  count('cases', '案件(件)'),
  moneyColumn('claimed_fen', '疑点金额(元)'),
  moneyColumn('assessed_fen', '核定金额(元)'),
  moneyColumn('recovered_in_period_fen', '本期追回(元)'),
  moneyColumn('recovered_fen', '累计追回(元)'),
  moneyColumn('written_off_fen', '累计核销(元)'),
  moneyColumn('owed_fen', '未收回(元)'),
  moneyColumn('refund_due_fen', '应退未退(元)'),
];

const ALL_PEOPLE = { people: 'select count(distinct person_id) as n from mart.case_summary' };

const owedAndRecovered = (shape: Chart['shape'], category: string, title: string): Chart => ({
  shape,
  title,
  unit: '元',
  category,
  series: [
    { column: 'recovered_fen', title: '累计追回', tone: 'recovered' },
    { column: 'owed_fen', title: '未收回', tone: 'owed' },
  ],
});

/** What was found, owed and recovered, from the ledger. */
export const RECOVERY_TABLES: readonly SectionShape[] = [
  {
    id: 'headline',
    title: '总体情况与比较',
    note: '人数在每一行内去重;件、份、人次、笔不与人数相加。',
    columns: [
      textColumn('title', '指标'),
      peopleColumn('people', '本期人数'),
      { ...count('times', '本期件次'), adds: false },
      textColumn('unit', '件次单位'),
      { ...moneyColumn('amount_fen', '本期金额(元)'), adds: false },
      peopleColumn('before_people', '上期人数'),
      { ...moneyColumn('before_fen', '上期金额(元)'), adds: false },
      peopleColumn('year_people', '上年同期人数'),
      { ...moneyColumn('year_fen', '上年同期金额(元)'), adds: false },
    ],
    query: `select this.title, this.people, this.times, this.unit, this.amount_fen, before.people as before_people,
        before.amount_fen as before_fen, year.people as year_people, year.amount_fen as year_fen
      from mart.headline as this
      inner join mart.headline as before on before.period = 'before' and before.figure = this.figure
      inner join mart.headline as year on year.period = 'year_before' and year.figure = this.figure
      where this.period = 'this' order by this.place`,
  },
  {
    id: 'equation',
    title: '未收回金额的来龙去脉',
    note: '期初未收回 − 期初应退 + 核定 − 抵扣 − 归还 − 核销 + 退还 = 期末未收回 − 期末应退。一案多收的,不抵另一案的欠款。',
    columns: [
      textColumn('title', '期间'),
      ...(
        [
          ['owed_before_fen', '期初未收回(元)'],
          ['due_before_fen', '期初应退(元)'],
          ['assessed_fen', '本期核定(元)'],
          ['offset_fen', '抵扣(元)'],
          ['repaid_fen', '归还(元)'],
          ['written_off_fen', '核销(元)'],
          ['refunded_fen', '退还(元)'],
          ['owed_fen', '期末未收回(元)'],
          ['due_fen', '期末应退(元)'],
        ] as const
      ).map(([name, header]) => ({ ...moneyColumn(name, header), adds: false })),
    ],
    query: `select * from mart.equation
      order by case period when 'this' then 1 when 'before' then 2 else 3 end`,
  },
  {
    id: 'by_source',
    title: '按来源',
    note: ATTRIBUTION_RULE.zh,
    columns: [
      textColumn('title', '来源'),
      peopleColumn('named_people', '点名人数'),
      count('people', '计入人数'),
      count('cases', '案件(件)'),
      moneyColumn('assessed_fen', '核定金额(元)'),
      count('recovered_people', '本期追回人数'),
      moneyColumn('recovered_in_period_fen', '本期追回(元)'),
      moneyColumn('recovered_fen', '累计追回(元)'),
      moneyColumn('written_off_fen', '累计核销(元)'),
      moneyColumn('owed_fen', '未收回(元)'),
      moneyColumn('refund_due_fen', '应退未退(元)'),
    ],
    query: 'select * from mart.by_source order by place',
    distinct: { named_people: 'select count(distinct person_id) as n from ledger.naming' },
    hasTotal: true,
    chart: owedAndRecovered('bar', 'title', '各来源追回与未收回'),
  },
  {
    id: 'by_batch',
    title: '按下发批次',
    note: ATTRIBUTION_RULE.zh,
    columns: [
      textColumn('title', '批次'),
      { name: 'received_on', header: '收到日期', kind: 'date' },
      count('items', '下发人次'),
      peopleColumn('named_people', '下发人数'),
      count('verified', '已核实(人次)'),
      count('substantiated', '属实(人次)'),
      count('unfounded', '不属实(人次)'),
      count('unverifiable', '无法核实(人次)'),
      count('people', '计入人数'),
      count('recovered_people', '本期追回人数'),
      moneyColumn('assessed_fen', '核定金额(元)'),
      moneyColumn('recovered_in_period_fen', '本期追回(元)'),
      moneyColumn('recovered_fen', '累计追回(元)'),
      moneyColumn('written_off_fen', '累计核销(元)'),
      moneyColumn('owed_fen', '未收回(元)'),
      moneyColumn('refund_due_fen', '应退未退(元)'),
    ],
    query: 'select * from mart.by_batch order by place',
    distinct: { named_people: 'select count(distinct person_id) as n from ledger.batch_item' },
    hasTotal: true,
  },
  {
    id: 'by_month',
    title: '分月追回',
    note: '冲销计入冲销当月。人数是当月(合计行:整个期间)净还款的人:一人可在几个月还款。',
    columns: [
      { name: 'month', header: '月份', kind: 'month' },
      peopleColumn('people', '还款人数'),
      count('entries', '还款人次'),
      moneyColumn('repaid_fen', '归还(元)'),
      moneyColumn('offset_fen', '抵扣(元)'),
      moneyColumn('refunded_fen', '退还(元)'),
      moneyColumn('recovered_fen', '追回净额(元)'),
      moneyColumn('written_off_fen', '核销(元)'),
    ],
    query: 'select * from mart.by_month order by month',
    distinct: {
      people: `select people as n from mart.headline where period = 'this' and figure = 'recovered'`,
    },
    hasTotal: true,
    chart: {
      shape: 'column',
      title: '分月追回净额',
      unit: '元',
      category: 'month',
      series: [{ column: 'recovered_fen', title: '追回净额', tone: 'recovered' }],
    },
  },
  {
    id: 'by_township',
    title: '按乡镇',
    columns: [textColumn('township', '乡镇'), ...CASE_MONEY],
    query: 'select * from mart.by_township order by township',
    distinct: ALL_PEOPLE,
    hasTotal: true,
    chart: owedAndRecovered('bar', 'township', '各乡镇追回与未收回'),
  },
  {
    id: 'by_township_rule',
    title: '按乡镇与疑点类型',
    note: '一案有几条疑点的,计入疑点金额最大的一条。',
    columns: [textColumn('township', '乡镇'), textColumn('rule_title', '疑点类型'), ...CASE_MONEY],
    query: 'select * from mart.by_township_rule order by township, rule_id',
    distinct: ALL_PEOPLE,
    hasTotal: true,
  },
  {
    id: 'by_rule',
    title: '按疑点类型',
    note: '一案有几条疑点的,计入疑点金额最大的一条。',
    columns: [textColumn('rule_title', '疑点类型'), ...CASE_MONEY],
    query: 'select * from mart.by_rule order by assessed_fen desc, rule_id',
    distinct: ALL_PEOPLE,
    hasTotal: true,
  },
  {
    id: 'rule_precision',
    title: '各类疑点准确率',
    note: '截至期末由人认定的案件:属实 ÷ (属实 + 不属实);无法核实和已撤销的不计。一案有几条疑点的,计入疑点金额最大的一条。区间按 Wilson 法,95% 置信;不足 20 件不给出比率。',
    columns: [
      textColumn('rule_title', '疑点类型'),
      count('decided', '已认定(件)'),
      count('substantiated', '属实(件)'),
      count('unfounded', '不属实(件)'),
      { name: 'precision_percent', header: '准确率(%)', kind: 'decimal' },
      { name: 'low_percent', header: '区间下限(%)', kind: 'decimal' },
      { name: 'high_percent', header: '区间上限(%)', kind: 'decimal' },
      textColumn('note', '说明'),
    ],
    query: `select rule_title, decided, substantiated, unfounded, note,
        cast(round(precision_ratio * 100, 2) as decimal(9, 2)) as precision_percent,
        cast(round(low_ratio * 100, 2) as decimal(9, 2)) as low_percent,
        cast(round(high_ratio * 100, 2) as decimal(9, 2)) as high_percent
      from mart.rule_precision order by decided desc, rule_id`,
    hasTotal: true,
  },
  {
    id: 'by_state',
    title: '按案件状态',
    columns: [textColumn('status_title', '状态'), ...CASE_MONEY],
    query: 'select * from mart.by_state order by cases desc, status',
    distinct: ALL_PEOPLE,
    hasTotal: true,
  },
  {
    id: 'by_age',
    title: '按账龄',
    note: '账龄从核定金额首次审批之日起算;多收应退的不在内。',
    columns: [
      textColumn('title', '账龄'),
      peopleColumn(),
      count('cases', '案件(件)'),
      moneyColumn('outstanding_fen', '未收回(元)'),
    ],
    query: 'select * from mart.by_age order by place',
    distinct: {
      people: 'select count(distinct person_id) as n from mart.case_summary where outstanding_fen > 0',
    },
    hasTotal: true,
    chart: {
      shape: 'column',
      title: '未收回金额的账龄',
      unit: '元',
      category: 'title',
      series: [{ column: 'outstanding_fen', title: '未收回', tone: 'owed' }],
    },
  },
  {
    id: 'instalments',
    title: '分期还款',
    note: '还款先冲抵最早一期。',
    columns: [
      textColumn('case_id', '案件号'),
      textColumn('township', '乡镇'),
      textColumn('status_title', '状态'),
      count('instalments', '期数'),
      moneyColumn('planned_fen', '计划(元)'),
      moneyColumn('covered_fen', '已归还(元)'),
      moneyColumn('overdue_fen', '已到期未还(元)'),
      moneyColumn('not_due_fen', '未到期(元)'),
      { name: 'next_due_on', header: '下期到期', kind: 'date' },
    ],
    query: 'select * from mart.instalments order by case_id',
    hasTotal: true,
  },
];
