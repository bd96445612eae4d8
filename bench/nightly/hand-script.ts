import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';

/** The lists of a generated county that the script reads, by the beginning of their names, with their columns by place. */
const LISTS: readonly { table: string; file: RegExp; columns: string }[] = [
  {
    table: 'roster',
    file: /花名册\.(csv|txt)$/,
    columns:
      'no,township,village,name,id,month,paid_month,basic,age_part,long_part,own_part,disability,arrears,months,total,account',
  },
  { table: 'certification', file: /认证记录\.csv$/, columns: 'no,name,id,township,way,certified_on,result' },
  {
    table: 'household',
    file: /常住人口信息\.csv$/,
    columns:
      'household,relation,name,id,sex,born_on,township,village,state,kind,cancelled_on,old_name,old_id',
  },
  {
    table: 'police',
    file: /户籍注销人员名单\.csv$/,
    columns: 'no,name,id,sex,address,why,died_on,cancelled_on',
  },
  { table: 'medical', file: /死亡医学证明登记表\.csv$/, columns: 'no,name,id,sex,born_on,died_on' },
  { table: 'cremation', file: /火化登记\.csv$/, columns: 'no,name,id,sex,age,burnt_on' },
  {
    table: 'employee',
    file: /待遇人员名单\.csv$/,
    columns: 'no,scheme,name,id,from_month,to_month,amount,state',
  },
];

/** The most columns that any of the lists has. */
const WIDTH = 24;

/** Reads the county's lists as text, claims by seven rules and writes the claims; returns how many there are. */
export async function runHandScript(inbox: string, out: string): Promise<number> {
  const warehouse = await Warehouse.open(':memory:', { threads: '2' });
  try {
    for (const { table, file, columns } of LISTS) {
      const names = columns.split(',');
      const scans = readdirSync(inbox)
        .filter((name) => file.test(name))
        .map((name) => scan(inUtf8(join(inbox, name), out), name.endsWith('.txt') ? '|' : ','));
      const chosen = names.map((name, index) => `trim(${columnAt(index)}) as ${name}`);
      await warehouse.run(
        `create table ${table} as select ${chosen.join(', ')} from (${scans.join(' union all ')})`,
      );
    }
    await warehouse.run(readFileSync(join(import.meta.dirname, 'seven-rules.sql'), 'utf8'));
    await warehouse.run(`copy claim to ${quoteText(join(out, 'claims.parquet'))} (format parquet)`);
    return (await warehouse.first<{ n: number }>('select count(*) as n from claim'))?.n ?? 0;
  } finally {
    warehouse.close();
  }
}

const columnAt = (index: number): string => `column${String(index).padStart(2, '0')}`;

function scan(path: string, delimiter: string): string {
  const columns = Array.from({ length: WIDTH }, (_, index) => `'${columnAt(index)}': 'varchar'`);
  return `select * from read_csv(${quoteText(path)}, columns = {${columns.join(', ')}}, header = false, skip = 1, delim = '${delimiter}',
    quote = '"', null_padding = true, auto_detect = false, strict_mode = false, parallel = false)`;
}

/** The engine reads UTF-8 alone: what is not is written anew, as the script's author would do with iconv. */
function inUtf8(path: string, out: string): string {
  const bytes = readFileSync(path);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return path;
  } catch {
    const copy = join(out, `${Math.random().toString(36).slice(2)}.csv`);
    writeFileSync(copy, new TextDecoder('gb18030').decode(bytes));
    return copy;
  }
}

if (import.meta.main) {
  const [inbox = '', out = ''] = process.argv.slice(2);
  process.stdout.write(`${await runHandScript(inbox, out)}\n`);
}
