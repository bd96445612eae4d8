import type { SectionShape } from '../section.ts';
import { count, moneyColumn, peopleColumn, textColumn } from './columns.ts';

/** What the office pays beside pensions, what lists say of people, and the tie-out of its accounts. */
export const WHOLE_OFFICE_TABLES: readonly SectionShape[] = [
  {
    id: 'office_money',
    title: '退保、关系转移、被征地补助、重残补助、缴费补贴',
    note: '同一人可在几类中出现,人数不相加;名单没有注明金额的不计入金额。',
    columns: [
      textColumn('title', '类别'),
      peopleColumn(),
      { ...count('payments', '笔数'), adds: false },
      { ...moneyColumn('amount_fen', '金额(元)'), adds: false },
      { ...count('without_amount', '未注明金额(笔)'), adds: false },
    ],
    query: `select case subject when 'refund' then '退保:' when 'transfer' then '关系转移:' else '' end || title as title,
        people, payments, amount_fen, without_amount
      from mart.office_money order by place`,
  },
  {
    id: 'office_people',
    title: '被征地农民身份认定、社保卡',
    note: '每人计一次,几次记录不一的,按对本人最有利的一次。',
    columns: [textColumn('title', '类别'), peopleColumn()],
    query: `select case subject when 'card' then '社保卡:' else '身份认定:' end || title as title, people
      from mart.office_people order by place`,
  },
  {
    id: 'tie_out',
    title: '四方对账',
    note: '没有收到对账资料的一方不参加核对,不等于一致。',
    columns: [
      textColumn('title', '款项'),
      { name: 'month', header: '月份', kind: 'month' },
      peopleColumn('stated_parties', '已到(方)'),
      peopleColumn('parties', '应到(方)'),
      count('differences', '差异(项)'),
      count('explained', '已说明'),
      count('unexplained', '未说明'),
      moneyColumn('unexplained_fen', '未说明差额(元)'),
    ],
    query: `select case flow when 'contribution' then '保费征缴' else '养老金发放' end as title, tie.month, stated_parties, parties,
        differences, explained, unexplained, unexplained_fen
      from mart.tie_out_month as tie
      inner join ledger.period as this on this.period = 'this' and tie.month between this.from_month and this.to_month
      order by flow, tie.month`,
    hasTotal: true,
  },
];
