import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/** One row of a received file that was refused, or whose number cannot be right. */
export interface Defect {
  file_no: number;
  sheet_no: number;
  row: number;
  /** The refusal's code, or `number:` and what is wrong with the resident number. */
  code: string;
  zh: string;
  name: string;
  /** What stands in the cell, as sent. */
  value: string;
  /** A number that other sources bear out; a proposal and no more. */
  proposed: string | null;
}

export interface FileDefects {
  file_no: number;
  hash: string;
  file: string;
  source: string;
  received_at: string;
  rows: number;
  defects: Defect[];
  /** Names in it, by which a corrected row is told from one that was left out. */
  names: ReadonlySet<string>;
}

const NUMBER_REASONS: Readonly<Record<string, string>> = {
  characters: '身份证号含有不该有的字符',
  'fifteen-digit': '身份证号是 15 位旧号',
  length: '身份证号位数不对',
  'excel-truncated': '身份证号末尾被表格软件改成了 0',
  'birth-date': '身份证号里的出生日期不存在',
  region: '身份证号的地区码不存在',
  'check-digit': '身份证号校验位不符',
};

/** All used files with their defects, by source in the order of their arrival. */
export async function listDeliveries(
  warehouse: Warehouse,
  stagedFiles: (hash: string) => string | null,
): Promise<FileDefects[]> {
  const files = await warehouse.rows<
    Omit<FileDefects, 'defects' | 'names' | 'rows'> & { received: number; ignored: number }
  >(
    "select file_no, hash, name as file, source, received_at, received, ignored from file where status = 'used' order by source, file_no",
  );
  const repairs = new Map(
    (
      await warehouse.rows<{ raw: string; proposed: string }>(
        `select resident_id_raw as raw, min(proposed_resident_id) as proposed from canonical.id_repair
         group by resident_id_raw having count(distinct proposed_resident_id) = 1`,
      )
    ).map(({ raw, proposed }) => [raw, proposed]),
  );
  const deliveries: (FileDefects & { period: number })[] = [];
  for (const { received, ignored, ...file } of files) {
    const refused = await refusedRows(warehouse, file.file_no);
    const staged = stagedFiles(file.hash);
    const { doubtful, names, period } =
      staged === null
        ? { doubtful: [], names: [], period: 0 }
        : await doubtfulRows(warehouse, staged, file.file_no, repairs);
    deliveries.push({
      ...file,
      rows: received - ignored,
      defects: [...refused, ...doubtful],
      names: new Set(names),
      period,
    });
  }
  // what arrived in one night, as the first night does with years of it, came in the order of its months
  return deliveries.sort(
    (one, other) =>
      compareText(one.source, other.source) ||
      compareText(one.received_at, other.received_at) ||
      one.period - other.period ||
      one.file_no - other.file_no,
  );
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

async function refusedRows(warehouse: Warehouse, fileNo: number): Promise<Defect[]> {
  const rows = await warehouse.rows<{
    sheet_no: number;
    row_no: number;
    code: string;
    zh: string;
    cells: string;
  }>(
    `select coalesce(file_sheet.sheet_no, 1) as sheet_no, refused.row_no, refused.code, refused.zh, refused.cells
     from refused
     left join file_sheet on file_sheet.file_no = refused.file_no and file_sheet.sheet = refused.sheet
     where refused.file_no = $file
     order by all`,
    { file: fileNo },
  );
  return rows.map(({ sheet_no, row_no, code, zh, cells }) => {
    const told = Object.entries(JSON.parse(cells) as Record<string, string | null>);
    return {
      file_no: fileNo,
      sheet_no,
      row: row_no,
      code,
      zh,
      name: told.find(([header]) => /姓名|死者|户名/.test(header))?.[1] ?? '',
      // a running number changes from delivery to delivery and says nothing of the row
      value: told
        .filter(([header, value]) => value !== null && !/序号|编号/.test(header))
        .map(([, value]) => value)
        .join('|'),
      proposed: null,
    };
  });
}

async function doubtfulRows(
  warehouse: Warehouse,
  staged: string,
  fileNo: number,
  repairs: ReadonlyMap<string, string>,
): Promise<{ doubtful: Defect[]; names: string[]; period: number }> {
  const files = `read_parquet(${quoteText(staged)}, union_by_name = true)`;
  const columns = new Set(
    (await warehouse.rows<{ column_name: string }>(`describe select * from ${files}`)).map(
      (one) => one.column_name,
    ),
  );
  const month = ['month', 'paid_month', 'certified_on_month'].find((name) => columns.has(name));
  const latest =
    month === undefined
      ? undefined
      : await warehouse.first<{ period: number | null }>(`select max(${month}) as period from ${files}`);
  const period = latest?.period ?? 0;
  if (!columns.has('name')) return { doubtful: [], names: [], period };
  const names = await warehouse.rows<{ name: string }>(
    `select distinct name from ${files} where name is not null`,
  );
  if (!columns.has('resident_id_reason'))
    return { doubtful: [], names: names.map(({ name }) => name), period };
  const rows = await warehouse.rows<{
    sheet_no: number;
    row_no: number;
    name: string | null;
    raw: string;
    reason: string;
  }>(
    `select sheet_no, row_no, name, resident_id_raw as raw, resident_id_reason as reason
     from ${files}
     where refused_code is null and resident_id_reason is not null and resident_id_raw is not null
     order by sheet_no, row_no`,
  );
  return {
    period,
    names: names.map(({ name }) => name),
    doubtful: rows.map(({ sheet_no, row_no, name, raw, reason }) => ({
      file_no: fileNo,
      sheet_no,
      row: row_no,
      code: `number:${reason}`,
      zh: `${NUMBER_REASONS[reason] ?? '身份证号无效'}，请核对户口簿或身份证后更正。`,
      name: name ?? '',
      value: raw,
      proposed: repairs.get(raw) ?? null,
    })),
  };
}
