import { visitRules } from '../../casework/visits/visit-rules.ts';
import { VISIT_METHODS } from '../../core/words/visits.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type SheetColumn, type SheetTable, writeWorkbook } from '../tables/workbook.ts';

/** Somebody to be visited because a certification is overdue. */
interface Visit {
  finding_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  village: string | null;
  last_certified_month: number | null;
  at_risk_fen: number | null;
}

/** Columns of the sheet that the village fills in; the return is read by these headers. */
export const VISIT_HEADERS = {
  finding_id: '疑点编号',
  name: '姓名',
  visited_on: '入户日期',
  is_alive: '是否健在',
  died_on: '死亡日期',
  method: '核查方式',
  visitor: '核查人',
  note: '备注',
} as const;

export const ALIVE = ['是', '否'] as const;

const COLUMNS: readonly SheetColumn[] = [
  { header: '序号', kind: 'integer', width: 6 },
  { header: '村(社区)', kind: 'text', width: 14 },
  { header: VISIT_HEADERS.name, kind: 'text', width: 10 },
  { header: '身份证号', kind: 'text', width: 21 },
  { header: '最近认证', kind: 'month', width: 10 },
  { header: '逾期后已发(元)', kind: 'money', width: 12 },
  { header: VISIT_HEADERS.visited_on, kind: 'text', width: 12 },
  { header: VISIT_HEADERS.is_alive, kind: 'text', width: 9, choices: ALIVE },
  { header: VISIT_HEADERS.died_on, kind: 'text', width: 12 },
  { header: VISIT_HEADERS.method, kind: 'text', width: 10, choices: Object.values(VISIT_METHODS) },
  { header: VISIT_HEADERS.visitor, kind: 'text', width: 10 },
  { header: VISIT_HEADERS.note, kind: 'text', width: 20 },
  { header: VISIT_HEADERS.finding_id, kind: 'text', width: 16 },
];

/** Writes the people whose certification is overdue, a sheet per township, village by village, to be filled in by hand. */
export async function writeVisitList(
  warehouse: Warehouse,
  path: string,
  townships: readonly string[] | null,
): Promise<{ people: number; townships: number }> {
  const rules = visitRules();
  const visits = await warehouse.rows<Visit>(
    `select finding_id, name, resident_id, township, village,
         cast(json_extract_string(facts, '$.last_certified_month') as integer) as last_certified_month,
         cast(json_extract_string(facts, '$.at_risk_fen') as bigint) as at_risk_fen
     from result.finding
     where list_contains(string_split($rules, ','), rule_id) and status <> 'withdrawn' and ($townships is null or list_contains(string_split($townships, '\n'), township))
     order by township nulls last, village nulls last, name, finding_id`,
    { townships: townships?.join('\n') ?? null, rules: rules.join(',') },
  );
  const places = [...new Set(visits.map((visit) => visit.township))];
  const sheets = places.map((place) =>
    sheetOf(
      place,
      visits.filter((visit) => visit.township === place),
    ),
  );
  await writeWorkbook(path, sheets.length > 0 ? sheets : [sheetOf(null, [])]);
  return { people: visits.length, townships: places.length };
}

function sheetOf(township: string | null, visits: readonly Visit[]): SheetTable {
  const name = township ?? '乡镇不详';
  return {
    name: name.replaceAll(/[[\]*?:/\\]/g, ' ').slice(0, 31),
    columns: COLUMNS,
    printTitle: `${name} 逾期未认证人员入户核查表`,
    rowHeight: 26,
    rows: visits.map((visit, index) => [
      index + 1,
      visit.village,
      visit.name,
      visit.resident_id,
      visit.last_certified_month,
      visit.at_risk_fen,
      null,
      null,
      null,
      null,
      null,
      null,
      visit.finding_id,
    ]),
  };
}
