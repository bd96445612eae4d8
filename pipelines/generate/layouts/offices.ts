import type { County } from '../county.ts';
import { formOf } from '../form.ts';
import type { Disability, EmployeePayment, EmployeePensioner, Hardship, Sentence } from '../model.ts';
import type { FilePlan } from '../sheet.ts';
import { date, moneyCells, monthCells, serial, sex, textCells } from './columns.ts';

const AGENCY = '弥勒市社会保险中心';

export function sentencePlan(county: County): FilePlan<Sentence> {
  return {
    name: '法院服刑人员名单',
    source: 'imprisonment',
    format: 'html-xls',
    form: formOf('chinese', 'chinese', 'plain'),
    columns: [
      serial(),
      textCells('姓名', (row) => row.who.name),
      textCells('身份证号码', (row) => row.who.resident_id),
      sex('性别', (row) => row.who),
      { header: '判决书文号', cell: (_row, _form, place) => `（2022）云2504刑初${place}号` },
      textCells('刑种', (row) => row.penalty),
      textCells('刑期', (row) => row.term),
      date('刑期起', (row) => row.starts_on),
      date('刑期止', (row) => row.ends_on),
      textCells('执行方式', (row) => row.execution),
      date('释放日期', (row) => row.released_on),
      textCells('备注', (row) => row.note),
    ],
    rows: county.sentences,
    dress: { title: ['刑事判决生效人员名单'] },
  };
}

export function employeeListPlan(county: County, isPlain: boolean): FilePlan<EmployeePensioner> {
  return {
    name: '职工养老保险待遇人员名单',
    source: 'employee-pension',
    format: isPlain ? 'csv' : 'xlsx',
    form: formOf('iso', 'compact', isPlain ? 'plain' : 'number'),
    columns: [
      serial(),
      textCells('险种', () => '企业职工基本养老保险'),
      textCells('姓名', (row) => row.who.name),
      textCells('社会保障号码', (row) => row.who.resident_id),
      monthCells('待遇开始年月', (row) => row.start_month),
      monthCells('待遇终止年月', (row) => row.end_month),
      {
        header: '月待遇',
        cell: (row, form) => (row.monthly_fen === null ? '' : form.money(row.monthly_fen)),
      },
      textCells('待遇状态', (row) => row.status),
    ],
    rows: county.employees,
    dress: isPlain ? {} : { title: ['企业职工基本养老保险人员名单'], footer: ['制表人：沈洁'] },
  };
}

export function employeePaymentPlan(county: County): FilePlan<EmployeePayment> {
  return {
    name: '企业职工养老金发放明细',
    source: 'employee-pension',
    format: 'pipe-gbk',
    form: formOf('compact', 'compact', 'plain'),
    columns: [
      textCells('单位名称', () => AGENCY),
      textCells('险种', () => '企业职工基本养老保险'),
      textCells('姓名', (row) => row.who.name),
      textCells('身份证号码', (row) => row.who.resident_id),
      monthCells('发放年月', (row) => row.month),
      moneyCells('养老金', (row) => row.amount_fen),
    ],
    rows: county.employee_payments,
    dress: {},
  };
}

export function disabledPlan(county: County): FilePlan<Disability> {
  return {
    name: '残联持证残疾人名单',
    source: 'disabled-list',
    format: 'csv',
    form: formOf('dot', 'dot', 'plain'),
    columns: [
      serial(),
      textCells('残疾人姓名', (row) => row.who.name),
      textCells('身份证号', (row) => row.who.resident_id),
      textCells(
        '残疾证号',
        (row) => `${row.who.resident_id}4${row.grade === '一级' ? 1 : row.grade === '二级' ? 2 : 3}`,
      ),
      textCells('残疾类别', () => '肢体'),
      textCells('残疾等级', (row) => row.grade),
      date('发证日期', (row) => row.certified_on),
    ],
    rows: county.disabled,
    dress: {},
  };
}

export function hardshipPlan(county: County, isPlain: boolean): FilePlan<Hardship> {
  return {
    name: '民政局低保特困人员名册',
    source: 'hardship-list',
    format: isPlain ? 'csv-gbk' : 'xlsx',
    form: formOf(isPlain ? 'iso' : 'serial', 'compact', 'plain'),
    columns: [
      serial(),
      textCells('保障对象姓名', (row) => row.who.name),
      textCells('身份证号', (row) => row.who.resident_id),
      textCells('保障类别', (row) => row.kind),
      date('批准日期', (row) => row.approved_on),
    ],
    rows: county.hardship,
    dress: isPlain ? {} : { title: ['弥勒市城乡低保、特困人员名册'], notes: ['数据截至2022年12月。'] },
  };
}
