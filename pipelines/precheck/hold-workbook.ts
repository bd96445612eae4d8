import { STRENGTH_TITLES } from '../../core/finding.ts';
import { type SheetTable, writeWorkbook } from '../../reports/tables/workbook.ts';
import type { Stop } from './batch/judge-batch.ts';
import type { Hold } from './hold-list.ts';
import type { PrecheckReport } from './precheck.ts';

/** The list that goes to whoever sends the roster to the bank. */
export async function writeHoldWorkbook(path: string, report: PrecheckReport): Promise<void> {
  await writeWorkbook(path, [
    ...(report.stops.length > 0 ? [stopSheet(report.stops)] : []),
    sheetOf('暂缓发放', report.held),
    sheetOf('先核实再定', report.doubtful),
    summarySheet(report),
  ]);
}

function sheetOf(name: string, holds: readonly Hold[]): SheetTable {
  return {
    name,
    printTitle: `发放前核查：${name}`,
    columns: [
      { header: '名册行号', kind: 'text', width: 10 },
      { header: '姓名', kind: 'text', width: 10 },
      { header: '身份证号', kind: 'text', width: 21 },
      { header: '乡镇', kind: 'text', width: 12 },
      { header: '村(社区)', kind: 'text', width: 14 },
      { header: '原因', kind: 'text', width: 24 },
      { header: '匹配', kind: 'text', width: 9 },
      { header: '本期金额(元)', kind: 'money' },
      { header: '说明', kind: 'text', width: 70 },
      { header: '处理意见', kind: 'text', width: 20 },
    ],
    rows: holds.map((hold) => [
      hold.rows.join('、'),
      hold.name,
      hold.resident_id,
      hold.township,
      hold.village,
      hold.title,
      STRENGTH_TITLES[hold.strength].zh,
      hold.amount_fen,
      hold.reason,
      null,
    ]),
  };
}

/** First of all sheets: as long as it is there, nothing goes to the bank. */
function stopSheet(stops: readonly Stop[]): SheetTable {
  return {
    name: '整批停送',
    printTitle: '发放前核查：整批停送',
    columns: [
      { header: '原因', kind: 'text', width: 30 },
      { header: '说明', kind: 'text', width: 50 },
      { header: 'Reason', kind: 'text', width: 50 },
      { header: '文件', kind: 'text', width: 24 },
      { header: '行号', kind: 'text', width: 8 },
      { header: '姓名', kind: 'text', width: 10 },
      { header: '身份证号', kind: 'text', width: 21 },
      { header: '乡镇', kind: 'text', width: 12 },
      { header: '上期/应为', kind: 'text', width: 18 },
      { header: '本期', kind: 'text', width: 18 },
    ],
    rows: stops.flatMap(({ title, zh, english, en, lines }) => [
      [title, zh, `${english}. ${en}`, null, null, null, null, null, null, null],
      ...lines.map(({ file, row, name, resident_id, township, was, value }) => [
        ...[title, null, null, file ?? '本名册', String(row), name, resident_id, township, was, value],
      ]),
    ]),
  };
}

function summarySheet(report: PrecheckReport): SheetTable {
  const rows: [string, number | string, number | null][] = [
    ['名册', report.file, null],
    ['所属期', report.months.join('、'), null],
    ['对照的核对结果（第几次）', report.run, null],
    ['判断日期', report.as_of, null],
    ['收到行数', report.received, null],
    ['使用行数', report.used, null],
    ['拒收行数', report.refused, null],
    ['忽略行数', report.ignored, null],
    ['整批停送（处）', report.stops.length, null],
    ['名册金额', '', report.roster_fen],
    ['暂缓人数（去重）', report.held_people, null],
    ['暂缓金额（同一行只计一次）', '', report.held_fen],
    ['先核实再定人数（去重）', report.doubtful_people, null],
    ['先核实再定金额（已暂缓的不再计入）', '', report.doubtful_fen],
  ];
  return {
    name: '说明',
    columns: [
      { header: '项目', kind: 'text', width: 30 },
      { header: '内容', kind: 'text', width: 44 },
      { header: '金额(元)', kind: 'money' },
    ],
    rows: rows.map(([item, said, fen]) => [item, String(said), fen]),
  };
}
