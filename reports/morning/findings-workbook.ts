import { isCounted } from '../../core/claim.ts';
import { type MatchStrength, STRENGTH_TITLES } from '../../core/finding.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type SheetTable, writeWorkbook } from '../tables/workbook.ts';

const STATUS = { new: '新增', unchanged: '未变', changed: '有变化', withdrawn: '已撤回' } as const;

/** The night's findings, files, refused rows and answered leads as one workbook for the supervision team. */
export async function writeFindingsWorkbook(warehouse: Warehouse, path: string): Promise<void> {
  await writeWorkbook(path, [
    await findingsSheet(warehouse),
    await filesSheet(warehouse),
    await refusedSheet(warehouse),
    await leadsSheet(warehouse),
  ]);
}

async function findingsSheet(warehouse: Warehouse): Promise<SheetTable> {
  const rows = await warehouse.rows<Record<string, string | number | null>>(`
    select finding_id, title, name, resident_id, township, village, reason, direction, amount_fen, months, first_month,
        last_month, match_strength, status
    from result.finding
    order by case direction when 'fund' then 1 when 'person' then 2 else 3 end, amount_fen desc nulls last, finding_key`);
  return {
    name: '疑点',
    columns: [
      { header: '疑点编号', kind: 'text', width: 16 },
      { header: '疑点类型', kind: 'text', width: 30 },
      { header: '姓名', kind: 'text', width: 10 },
      { header: '身份证号', kind: 'text', width: 21 },
      { header: '乡镇', kind: 'text', width: 12 },
      { header: '村(社区)', kind: 'text', width: 14 },
      { header: '说明', kind: 'text', width: 70 },
      { header: '可追金额(元)', kind: 'money' },
      { header: '应补金额(元)', kind: 'money' },
      { header: '仅属可能(元)', kind: 'money' },
      { header: '月数', kind: 'integer', width: 7 },
      { header: '起', kind: 'month' },
      { header: '止', kind: 'month' },
      { header: '匹配', kind: 'text', width: 9 },
      { header: '与上次相比', kind: 'text', width: 11 },
    ],
    rows: rows.map((row) => [
      row.finding_id ?? null,
      row.title ?? null,
      row.name ?? null,
      row.resident_id ?? null,
      row.township ?? null,
      row.village ?? null,
      row.reason ?? null,
      row.direction === 'fund' && isCounted(strengthOf(row)) ? (row.amount_fen ?? null) : null,
      row.direction === 'person' && isCounted(strengthOf(row)) ? (row.amount_fen ?? null) : null,
      row.direction !== 'none' && !isCounted(strengthOf(row)) ? (row.amount_fen ?? null) : null,
      row.months ?? null,
      row.first_month ?? null,
      row.last_month ?? null,
      STRENGTH_TITLES[row.match_strength as MatchStrength].zh,
      STATUS[String(row.status) as keyof typeof STATUS] ?? null,
    ]),
  };
}

function strengthOf({ match_strength }: Record<string, unknown>): { match_strength: MatchStrength } {
  return { match_strength: match_strength as MatchStrength };
}

async function filesSheet(warehouse: Warehouse): Promise<SheetTable> {
  const rows = await warehouse.rows<Record<string, string | number | null>>(
    `select file.* replace (coalesce((
        select string_agg(source.title, '、' order by source.title) from result.source as source
        where list_contains(string_split(file.source, '+'), source.source)), file.source) as source)
     from file order by name`,
  );
  return {
    name: '收到的文件',
    columns: [
      { header: '文件', kind: 'text', width: 40 },
      { header: '来源', kind: 'text', width: 20 },
      { header: '收到', kind: 'integer' },
      { header: '使用', kind: 'integer' },
      { header: '拒收', kind: 'integer' },
      { header: '忽略', kind: 'integer' },
      { header: '说明', kind: 'text', width: 60 },
    ],
    rows: rows.map(({ name, source, received, used, refused, ignored, zh }) =>
      [name, source, received, used, refused, ignored, zh].map((value) => value ?? null),
    ),
  };
}

async function refusedSheet(warehouse: Warehouse): Promise<SheetTable> {
  const rows = await warehouse.rows<Record<string, string | number | null>>(
    'select * from refused order by file, row_no',
  );
  return {
    name: '拒收的行',
    columns: [
      { header: '文件', kind: 'text', width: 36 },
      { header: '工作表', kind: 'text' },
      { header: '行', kind: 'integer', width: 7 },
      { header: '原因', kind: 'text', width: 50 },
      { header: '原值', kind: 'text', width: 80 },
    ],
    rows: rows.map(({ file, sheet, row_no, zh, cells }) =>
      [file, sheet, row_no, zh, typeof cells === 'string' ? asWritten(cells) : null].map(
        (value) => value ?? null,
      ),
    ),
  };
}

/** The filled cells of a row under their headers, as they were written; a cell of a workbook holds no more. */
function asWritten(cells: string): string {
  const told = Object.entries(JSON.parse(cells) as Record<string, string | null>);
  return told
    .flatMap(([header, value]) => (value === null ? [] : [`${header}：${value}`]))
    .join('；')
    .slice(0, 32_000);
}

async function leadsSheet(warehouse: Warehouse): Promise<SheetTable> {
  const rows = await warehouse.rows<Record<string, string | number | null>>('select * from result.lead');
  const answers: Record<string, string> = {
    supported: '有证据支持',
    'not-supported': '无证据支持',
    'cannot-match': '无法核对',
    waiting: '未答复（待放行）',
  };
  return {
    name: '下发疑点答复',
    columns: [
      { header: '批次', kind: 'text', width: 24 },
      { header: '序号', kind: 'text', width: 8 },
      { header: '姓名', kind: 'text', width: 10 },
      { header: '身份证号', kind: 'text', width: 21 },
      { header: '疑点', kind: 'text', width: 18 },
      { header: '答复', kind: 'text', width: 12 },
      { header: '可追金额(元)', kind: 'money' },
      { header: '依据', kind: 'text', width: 80 },
    ],
    rows: rows.map((row) => [
      row.batch ?? null,
      row.item_no ?? null,
      row.name ?? null,
      row.resident_id ?? null,
      row.suspicion ?? null,
      answers[String(row.answer)] ?? null,
      row.amount_fen ?? null,
      row.explanation ?? null,
    ]),
  };
}
