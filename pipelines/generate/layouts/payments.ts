import type { County } from '../county.ts';
import { formOf } from '../form.ts';
import type { FuneralGrant, LandLossSubsidy, Lead, PaidOnBehalf } from '../model.ts';
import { LEAD_BATCHES } from '../plants/leads.ts';
import type { FilePlan } from '../sheet.ts';
import { date, moneyCells, serial, textCells } from './columns.ts';

const CHILDREN = ['国强', '志明', '丽芬', '红梅', '云飞'] as const;

/** The one who collects the money: a child with the same surname, often enough. */
function childOf(name: string, place: number): string {
  return `${name.slice(0, 1)}${CHILDREN[place % CHILDREN.length]}`;
}

export function grantPlan(county: County, isPlain: boolean): FilePlan<FuneralGrant> {
  return {
    name: '丧葬补助金发放表',
    source: 'funeral-grant',
    format: isPlain ? 'csv' : 'xlsx',
    form: formOf('loose', 'compact', 'comma'),
    columns: [
      serial(),
      textCells('死者姓名', (row) => row.who.name),
      textCells('死者身份证号', (row) => row.who.resident_id),
      date('死亡日期', (row) => row.died_on),
      moneyCells('丧葬补助金', (row) => row.amount_fen),
      date('发放日期', (row) => row.paid_on),
      { header: '领取人', cell: (row, _form, place) => childOf(row.who.name, place) },
      textCells('与死者关系', () => '子女'),
      textCells('发放状态', (row) => row.state),
    ],
    rows: county.grants,
    dress: isPlain
      ? {}
      : { title: ['丧葬补助金发放表', '2022年度    单位：元'], hasTotal: true, footer: ['经办人：赵敏'] },
  };
}

export function onBehalfPlan(county: County, isPlain: boolean): FilePlan<PaidOnBehalf> {
  return {
    name: '2022年财政代缴困难群体养老保险费名单',
    source: 'paid-on-behalf',
    format: isPlain ? 'csv' : 'xls',
    form: formOf('iso', 'compact', isPlain ? 'plain' : 'number'),
    columns: [
      serial(),
      textCells('姓名', (row) => row.who.name),
      textCells('身份证号码', (row) => row.who.resident_id),
      textCells('乡镇', (row) => row.who.township),
      textCells('代缴年度', () => '2022'),
      textCells('代缴类别', (row) => row.category),
      moneyCells('代缴金额', (row) => row.amount_fen),
      date('代缴日期', (row) => row.paid_on),
    ],
    rows: county.on_behalf,
    dress: isPlain ? {} : { title: ['2022年度财政代缴人员名单'], hasTotal: true },
  };
}

export function landLossPlan(county: County, isPlain: boolean): FilePlan<LandLossSubsidy> {
  return {
    name: '被征地农民养老补贴发放明细',
    source: 'land-loss-subsidy',
    format: isPlain ? 'csv-gbk' : 'xlsx',
    form: formOf('compact', 'compact', 'yuan'),
    columns: [
      serial(),
      textCells('姓名', (row) => row.who.name),
      textCells('身份证号', (row) => row.who.resident_id),
      textCells('征地批次', (row) => row.project),
      textCells('地块编号', (row) => row.plot),
      moneyCells('补贴金额', (row) => row.amount_fen),
      date('发放日期', (row) => row.paid_on),
      textCells('发放状态', (row) => row.state),
    ],
    rows: county.land_loss,
    dress: isPlain
      ? {}
      : {
          title: ['被征地农民参加基本养老保险补贴发放明细'],
          hasTotal: true,
          footer: ['注：补贴一次性发放。'],
        },
  };
}

export function* leadPlans(county: County): Generator<FilePlan<Lead>> {
  for (const [at, batch] of LEAD_BATCHES.entries()) {
    yield {
      name: `上级下发疑点数据（${batch}）`,
      source: 'suspect-list',
      format: at === 0 ? 'xlsx' : 'html-xls',
      form: formOf(at === 0 ? 'compact' : 'iso', 'compact', 'plain'),
      columns: [
        textCells('序号', (row) => row.item),
        textCells('批次', (row) => row.batch),
        textCells('疑点类型', (row) => row.kind),
        textCells('姓名', (row) => row.name),
        textCells('身份证号码', (row) => row.resident_id),
        textCells('参保地', () => '弥勒市'),
        date('疑点日期', (row) => row.alleged_on),
        textCells('数据来源', (row) => row.told_by),
        textCells('涉及月数', (row) => row.months),
        moneyCells('疑似金额', (row) => row.amount_fen),
        date('下发日期', () => '2023-01-05'),
        date('反馈期限', () => '2023-02-10'),
      ],
      rows: county.leads.filter((lead) => lead.batch === batch),
      dress: { title: [`${batch}疑点数据`] },
    };
  }
}
