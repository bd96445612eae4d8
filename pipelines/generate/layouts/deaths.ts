import type { County } from '../county.ts';
import { formOf } from '../form.ts';
import type { Cremation, DeathCertificate, PoliceRecord } from '../model.ts';
import type { FilePlan } from '../sheet.ts';
import { date, residence, serial, sex, textCells } from './columns.ts';

export function policePlan(county: County, isPlain: boolean): FilePlan<PoliceRecord> {
  return {
    name: '公安局户籍注销人员名单',
    source: 'police-death',
    format: isPlain ? 'csv' : 'xls',
    form: formOf('compact', 'compact', 'plain'),
    columns: [
      serial(),
      textCells('姓名', (row) => row.who.name),
      textCells('公民身份号码', (row) => row.who.resident_id),
      sex('性别', (row) => row.who),
      residence('户籍地址', (row) => row.who),
      textCells('注销原因', (row) => row.reason),
      date('死亡日期', (row) => row.died_on),
      date('注销日期', (row) => row.cancelled_on),
      date('撤销日期', (row) => row.revoked_on),
      textCells('备注', (row) => row.note),
    ],
    rows: county.police,
    dress: isPlain
      ? {}
      : {
          title: ['弥勒市公安局户籍注销人员名单'],
          footer: ['填报单位：弥勒市公安局治安大队', '填报日期：2023年1月10日'],
          spoilt: [{ 注销原因: '死亡', 死亡日期: '20220304', 备注: '无名氏' }],
        },
  };
}

/** What the police took back, in a list of its own with the words of the desk that keeps it. */
export function restoredPlan(records: readonly PoliceRecord[]): FilePlan<PoliceRecord> {
  return {
    name: '公安局恢复户口人员名单',
    source: 'police-death',
    format: 'csv',
    form: formOf('iso', 'compact', 'plain'),
    columns: [
      serial(),
      textCells('姓名', (row) => row.who.name),
      textCells('公民身份号码', (row) => row.who.resident_id),
      sex('性别', (row) => row.who),
      residence('户籍地址', (row) => row.who),
      textCells('变动原因', (row) => row.reason),
      date('登记日期', (row) => row.cancelled_on),
      textCells('备注', (row) => row.note),
    ],
    rows: records,
    dress: {},
  };
}

export function certificatePlan(county: County): FilePlan<DeathCertificate> {
  return {
    name: '卫健局死亡医学证明登记表',
    source: 'medical-death',
    format: 'csv-gbk',
    form: formOf('slash', 'slash', 'plain'),
    columns: [
      {
        header: '死亡证编号',
        cell: (row, _form, place) => `5325${row.died_on.slice(0, 4)}${String(place).padStart(6, '0')}`,
      },
      textCells('死者姓名', (row) => row.who.name),
      textCells('身份证号码', (row) => row.who.resident_id),
      sex('性别', (row) => row.who),
      date('出生日期', (row) => row.who.born_on),
      date('死亡日期', (row) => row.died_on),
      textCells('死亡地点', (row) => row.place),
      // health data: the reader must leave this column where it is
      textCells('死因', (row) => row.cause),
      date('填表日期', (row) => row.issued_on),
    ],
    rows: county.certificates,
    dress: {},
  };
}

const ASHES_YEAR = 2022;

export function cremationPlan(county: County, isPlain: boolean): FilePlan<Cremation> {
  return {
    name: '殡仪馆火化登记',
    source: 'cremation',
    format: isPlain ? 'csv-bom' : 'xlsx',
    form: formOf('dot', 'dot', 'plain'),
    columns: [
      { header: '火化编号', cell: (_row, _form, place) => `H${String(place).padStart(5, '0')}` },
      textCells('死者姓名', (row) => row.name),
      textCells('证件号', (row) => row.resident_id),
      textCells('性别', (row) => (row.sex === 'male' ? '男' : '女')),
      textCells('年龄', (row) => ASHES_YEAR - Number(row.born_on.slice(0, 4))),
      date('火化日期', (row) => row.cremated_on),
      textCells('家属姓名', (row) => `${row.name.slice(0, 1)}国平`),
    ],
    rows: county.cremations,
    dress: isPlain
      ? {}
      : {
          title: ['弥勒市殡仪馆火化登记表'],
          spoilt: [{ 火化编号: 'H-', 死者姓名: '李某', 火化日期: '不详' }],
        },
  };
}
