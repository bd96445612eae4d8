import { lastDayOf } from '../calendar.ts';
import { type County, LAST_MONTH } from '../county.ts';
import { formOf } from '../form.ts';
import type {
  Account,
  Allowance,
  Card,
  Contribution,
  GrantElsewhere,
  Identified,
  Identity,
  Insured,
  PublicPay,
  Refund,
  Transfer,
} from '../model.ts';
import type { FilePlan, WrittenColumn } from '../sheet.ts';
import { date, moneyCells, monthCells, serial, textCells } from './columns.ts';

const who = <Row extends { who: Identity }>(number: string): WrittenColumn<Row>[] => [
  serial<Row>(),
  textCells<Row>('姓名', (row) => row.who.name),
  textCells<Row>(number, (row) => row.who.resident_id),
  textCells<Row>('乡镇', (row) => row.who.township),
];

/** The lists that an office keeps beside its rosters, each in a layout of its own. */
export function writeWholeOffice(county: County, write: <Row>(plan: FilePlan<Row>) => void): void {
  write<Account>({
    ...{
      name: '个人账户台账',
      source: 'account-ledger',
      format: 'csv',
      form: formOf('iso', 'compact', 'plain'),
    },
    columns: [
      ...who<Account>('身份证号'),
      moneyCells('账户余额', (row) => row.balance_fen),
      date('余额截止日期', () => lastDayOf(LAST_MONTH)),
      textCells('待遇核定时储存额', (row) =>
        row.award_balance_fen === undefined ? '' : (row.award_balance_fen / 100).toFixed(2),
      ),
      textCells('账户状态', (row) => row.state ?? '正常'),
      textCells('备注', (row) => row.remark ?? ''),
    ],
    rows: county.accounts,
    dress: {},
  });
  write<Refund>({
    ...{
      name: '2022年退保清退名单',
      source: 'refunds',
      format: 'xlsx',
      form: formOf('chinese', 'compact', 'comma'),
    },
    columns: [
      ...who<Refund>('身份证号码'),
      textCells('退保原因', (row) => row.ground),
      moneyCells('账户余额', (row) => row.balance_fen),
      moneyCells('政府补贴', (row) => row.subsidy_fen),
      moneyCells('退保金额', (row) => row.amount_fen),
      date('退保日期', (row) => row.paid_on),
      textCells('支付状态', (row) => row.state ?? '已支付'),
    ],
    rows: county.refunds,
    dress: { title: ['城乡居民养老保险退保清退名单'], hasTotal: true },
  });
  write<Transfer>({
    ...{
      name: '关系转移人员名单',
      source: 'transfers',
      format: 'csv-gbk',
      form: formOf('slash', 'compact', 'plain'),
    },
    columns: [
      ...who<Transfer>('公民身份号码'),
      textCells('转移方向', () => '转出'),
      textCells('转入地', () => '昆明市'),
      date('转移日期', (row) => row.left_on),
      textCells('转移状态', (row) => row.state),
    ],
    rows: county.transfers,
    dress: {},
  });
  write<Insured>({
    ...{
      name: '参保人员花名册',
      source: 'insured-roster',
      format: 'csv',
      form: formOf('iso', 'compact', 'plain'),
    },
    columns: [
      ...who<Insured>('身份证号码'),
      textCells('参保状态', (row) => row.status),
      date('首次参保时间', () => '2011-07-01'),
      textCells('累计缴费年限', (row) => row.years),
    ],
    rows: county.insured,
    dress: {},
  });
  write<PublicPay>({
    ...{
      name: '财政供养人员工资表',
      source: 'public-payroll',
      format: 'xlsx',
      form: formOf('iso', 'chinese', 'number'),
    },
    columns: [
      ...who<PublicPay>('身份证号'),
      textCells('人员性质', (row) => row.kind),
      monthCells('工资月份', (row) => row.month),
      moneyCells('实发工资', (row) => row.amount_fen),
    ],
    rows: county.payroll,
    dress: {},
  });
  write<Allowance>({
    ...{
      name: '重度残疾人养老补助发放表',
      source: 'severe-disability-allowance',
      format: 'csv',
      form: formOf('iso', 'dash', 'plain'),
    },
    columns: [
      ...who<Allowance>('身份证号'),
      monthCells('补助所属期', (row) => row.month),
      moneyCells('补助金额', (row) => row.amount_fen),
    ],
    rows: county.allowances,
    dress: {},
  });
  write<Contribution>({
    ...{
      name: '2022年个人缴费及缴费补贴名单',
      source: 'contributions',
      format: 'xlsx',
      form: formOf('dot', 'compact', 'plain'),
    },
    columns: [
      ...who<Contribution>('身份证号码'),
      textCells('缴费年度', () => '2022'),
      moneyCells('缴费档次', (row) => row.tier_fen),
      moneyCells('个人缴费金额', (row) => row.tier_fen),
      moneyCells('缴费补贴', (row) => row.subsidy_fen),
      date('缴费日期', (row) => row.paid_on),
    ],
    rows: county.contributions,
    dress: {},
  });
  write<Identified>({
    ...{
      name: '被征地农民身份认定名单',
      source: 'land-loss-identification',
      format: 'csv',
      form: formOf('iso', 'compact', 'plain'),
    },
    columns: [
      ...who<Identified>('身份证号'),
      textCells('认定批次', (row) => row.project),
      textCells('征地批次', (row) => row.project),
      date('认定日期', () => '2021-11-30'),
      textCells('认定结果', (row) => row.result),
      moneyCells('应补助金额', (row) => row.entitled_fen),
      date('应兑现日期', (row) => row.due_on),
    ],
    rows: county.identified,
    dress: {},
  });
  write<GrantElsewhere>({
    ...{
      name: '企业职工丧葬抚恤发放名单',
      source: 'other-scheme-grants',
      format: 'csv',
      form: formOf('iso', 'compact', 'plain'),
    },
    columns: [
      ...who<GrantElsewhere>('身份证号'),
      textCells('险种', () => '企业职工基本养老保险'),
      date('死亡日期', (row) => row.died_on),
      moneyCells('丧葬补助金', (row) => row.amount_fen),
      moneyCells('抚恤金', () => 0),
      textCells('原工作单位', () => '弥勒糖厂'),
      date('发放日期', (row) => row.paid_on),
    ],
    rows: county.grants_elsewhere,
    dress: {},
  });
  write<Card>({
    ...{
      name: '社会保障卡制卡名单',
      source: 'cards',
      format: 'csv',
      form: formOf('iso', 'compact', 'plain'),
    },
    columns: [
      ...who<Card>('身份证号'),
      textCells('卡状态', (row) => row.state),
      date('发卡日期', () => '2019-05-06'),
      textCells('发卡地', (row) => row.place),
    ],
    rows: county.cards,
    dress: {},
  });
}
