import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { maskName, maskResidentId, maskText } from '../../../core/mask.ts';
import { formatYuan } from '../../../core/money.ts';
import { readYamlFile } from '../../../core/yaml-file.ts';
import { differingTotals, type FileReading } from '../../../reading/staging/reading-result.ts';
import type { Warehouse } from '../../../storage/warehouse/database.ts';

const bounds = z.record(z.string(), z.strictObject({ value: z.number().positive(), says: z.string() }));
const checks = z.record(
  z.string(),
  z.strictObject({
    title: z.string(),
    english: z.string(),
    todo: z.string(),
    todo_en: z.string(),
    holds: z.enum(['fen', 'text']),
  }),
);

/** A line that explains why a batch is stopped; name and number are masked, the row says where to look. */
export interface StopLine {
  /** The earlier file it stands in; null for the batch itself. */
  file: string | null;
  row: number;
  name: string;
  resident_id: string;
  township: string | null;
  /** What it says, and what was said before or stands beside it. */
  value: string;
  was: string;
}

/** Why the file as a whole must not go to the bank. */
export interface Stop {
  check: string;
  title: string;
  english: string;
  zh: string;
  en: string;
  line_count: number;
  lines: StopLine[];
}

interface FoundLine {
  file: string | null;
  row_no: number;
  name: string | null;
  resident_id: string | null;
  township: string | null;
  value: string | number | null;
  was: string | number | null;
  fen: number;
}

/**
 * What stops the batch. The warehouse holds the roster on trial alone, and the published build attached as `before`.
 * `voucherFen`: what the voucher says, where there is one.
 */
export async function judgeBatch(
  warehouse: Warehouse,
  reading: FileReading,
  voucherFen: number | null,
): Promise<Stop[]> {
  const bound = bounds.parse(load('bounds.yaml'));
  const asked = checks.parse(load('checks.yaml'));
  const bounded = (file: string): string =>
    read(file).replace(/\$([a-z_]+)/g, (_, name: string) => {
      const known = bound[name];
      if (!known) throw new Error(`${file} asks for no bound of bounds.yaml: ${name}`);
      return String(known.value);
    });
  await warehouse.run(bounded('tables.sql'));
  const stops = await totalStops(warehouse, reading, voucherFen);
  for (const [check, said] of Object.entries(asked)) {
    const found = await warehouse.rows<FoundLine>(
      `select * from (${bounded(`checks/${check}.sql`)}) order by file nulls first, row_no`,
    );
    if (found.length > 0) stops.push(stopOf(check, said, found, said.holds));
  }
  return stops;
}

/** Names of the queries on disk, for whoever checks that each is asked. */
export const queriesOnDisk = (): string[] =>
  readdirSync(join(import.meta.dirname, 'checks')).map((name) => name.replace(/\.sql$/, ''));

async function totalStops(
  warehouse: Warehouse,
  reading: FileReading,
  voucherFen: number | null,
): Promise<Stop[]> {
  const sum = await warehouse.first<{ fen: number }>(
    'select coalesce(sum(total_fen), 0)::bigint as fen from batch_line',
  );
  const differing = differingTotals(reading).map(({ sheet, field, header, stated, read: got }) => ({
    check: 'total-differs',
    what: `“${sheet}”${header}`,
    what_en: `"${sheet}" ${field}`,
    isMoney: field !== 'head_count',
    stated,
    got,
  }));
  const paid = sum?.fen ?? 0;
  if (voucherFen !== null && voucherFen !== paid) {
    const voucher = { what: '凭证', what_en: 'the voucher', isMoney: true, stated: voucherFen, got: paid };
    differing.push({ check: 'voucher-differs', ...voucher });
  }
  // the row of the stated total stands first of what may be wrong
  const stating = await warehouse.rows<FoundLine>(
    `select null as file, row_no, null as name, null as resident_id, null as township, '合计' as value, '' as was, 0 as fen
     from main.ignored where kind = 'grand-total' order by row_no`,
  );
  const stops: Stop[] = [];
  for (const { check, what, what_en, isMoney, stated, got } of differing) {
    const show = (value: number): string => (isMoney ? formatYuan(value) : String(value));
    const lines = await warehouse.rows<FoundLine>(
      read('total-differs.sql').replaceAll('$difference_fen', isMoney ? String(got - stated) : 'null'),
    );
    const said = {
      title: '合计与各行之和不符',
      english: 'The stated total is not the sum of the lines',
      todo: `${what}写明 ${show(stated)}，各行之和 ${show(got)}，相差 ${show(got - stated)}。下列行可能是原因。`,
      todo_en: `${what_en} states ${show(stated)}, the lines come to ${show(got)}, ${show(got - stated)} apart; these lines may be why.`,
    };
    stops.push(stopOf(check, said, check === 'total-differs' ? [...stating, ...lines] : lines, 'fen'));
  }
  return stops;
}

function stopOf(
  check: string,
  said: { title: string; english: string; todo: string; todo_en: string },
  found: readonly FoundLine[],
  holds: 'fen' | 'text',
): Stop {
  const places = [...new Set(found.map(({ township }) => township ?? '').filter((name) => name !== ''))];
  const fen = formatYuan(found.reduce((sum, line) => sum + line.fen, 0));
  const where = places.length > 0 && places.length <= 3 ? places.join('、') : '';
  const show = (value: string | number | null): string =>
    typeof value === 'number' && holds === 'fen' ? formatYuan(value) : maskText(String(value ?? ''));
  return {
    check,
    title: said.title,
    english: said.english,
    zh: `${where ? `${where}：` : ''}${found.length} 行，${fen} 元。${said.todo}`,
    en: `${where ? `${where}: ` : ''}${found.length} lines, ${fen} yuan. ${said.todo_en}`,
    line_count: found.length,
    lines: found.map((line) => ({
      file: line.file,
      row: line.row_no,
      name: maskName(line.name),
      resident_id: maskResidentId(line.resident_id),
      township: line.township,
      value: show(line.value),
      was: show(line.was),
    })),
  };
}

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const load = (name: string): unknown => readYamlFile(join(import.meta.dirname, name));
