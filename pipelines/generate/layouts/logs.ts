import type { County } from '../county.ts';
import { formOf } from '../form.ts';
import type { ChangeEntry, Excluded, Hardship, Operation } from '../model.ts';
import type { FilePlan } from '../sheet.ts';
import { date, textCells } from './columns.ts';

/** Who a township lists as entitled, who need not be insured, and what the office's own system logged. */
export function writeLogs(county: County, write: <Row>(plan: FilePlan<Row>) => void): void {
  const form = formOf('iso', 'compact', 'plain');
  write<Hardship>({
    ...{ name: '竹园镇低保特困人员名册', source: 'hardship-list', format: 'csv', form },
    columns: [
      textCells('姓名', ({ who }) => who.name),
      textCells('身份证号', ({ who }) => who.resident_id),
      textCells('乡镇', ({ who }) => who.township),
      textCells('救助类别', ({ kind }) => kind),
      date('批准时间', ({ approved_on }) => approved_on),
    ],
    rows: county.hardship_of_townships,
    dress: {},
  });
  write<Excluded>({
    ...{ name: '不需参保人员名单', source: 'enrolment-exclusions', format: 'csv', form },
    columns: [
      textCells('姓名', ({ who }) => who.name),
      textCells('身份证号', ({ who }) => who.resident_id),
      textCells('乡镇', ({ who }) => who.township),
      textCells('不参保原因', ({ ground }) => ground),
    ],
    rows: county.excluded,
    dress: {},
  });
  write<ChangeEntry>({
    ...{ name: '信息变更日志', source: 'change-log', format: 'csv', form },
    columns: [
      textCells('姓名', ({ who }) => who.name),
      textCells('身份证号', ({ who }) => who.resident_id),
      textCells('变更项目', ({ item }) => item),
      textCells('变更前', ({ before }) => before),
      textCells('变更后', ({ after }) => after),
      date('变更时间', ({ changed_on }) => changed_on),
      textCells('操作员', ({ operator }) => operator),
      textCells('变更原因', ({ reason }) => reason),
    ],
    rows: county.changes,
    dress: {},
  });
  write<Operation>({
    ...{ name: '业务操作日志', source: 'operator-log', format: 'csv', form },
    columns: [
      textCells('业务编号', ({ business_no }) => business_no),
      textCells('业务对象', ({ who }) => who.name),
      textCells('证件号码', ({ who }) => who.resident_id),
      textCells('操作环节', ({ step }) => step),
      textCells('操作员', ({ operator }) => operator),
      date('操作时间', ({ done_on }) => done_on),
    ],
    rows: county.operations,
    dress: {},
  });
}
