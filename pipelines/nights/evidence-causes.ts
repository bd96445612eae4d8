import { numberRow } from '../../core/row-number.ts';
import { BIGINT, ColumnWriter, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import type { Cause } from './cause.ts';
import type { DifferingFinding, Said } from './pair-findings.ts';
import type { KeptNight, TwoNights } from './two-nights.ts';

/** How it ends where a list is told to have come after the earlier night. */
export const CAME_LATER = '是后来收到的';

/** One row that a finding rests on, as the night that does not have the finding knows it. */
interface RowElsewhere {
  finding_key: string;
  night: 'earlier' | 'later';
  file: string;
  status: string | null;
  file_zh: string | null;
  file_en: string | null;
  replaced_by: string | null;
  is_asked: boolean;
  word: string | null;
  refused_zh: string | null;
  refused_en: string | null;
  person_id: string | null;
  of_person: string;
}

/**
 * Says what became of the rows that a finding rests on, on the night that lacks it or says it differently: the list came later, was
 * replaced, refused or is asked about; a word of it waits; it was put down to somebody else.
 */
export async function evidenceCauses(
  warehouse: Warehouse,
  nights: TwoNights,
  findings: readonly DifferingFinding[],
): Promise<Map<string, Cause[]>> {
  await warehouse.run(
    'create or replace temp table rested_on (finding_key varchar, night varchar, file varchar, file_hash varchar, of_person varchar, place bigint)',
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT]);
  const sheets = await sheetNumbers(warehouse);
  for (const { finding_key, was, is } of findings) {
    add(writer, sheets, finding_key, 'later', was);
    add(writer, sheets, finding_key, 'earlier', is);
  }
  await warehouse.appendColumns(null, 'rested_on', writer);
  const causes = new Map<string, Cause[]>();
  for (const night of ['earlier', 'later'] as const) {
    for (const row of await warehouse.rows<RowElsewhere>(elsewhere(night, replacedOn(nights[night])))) {
      const cause = sayRow(row);
      if (cause !== null) causes.set(row.finding_key, [...(causes.get(row.finding_key) ?? []), cause]);
    }
  }
  return causes;
}

function add(
  writer: ColumnWriter,
  sheets: ReadonlyMap<string, number>,
  key: string,
  night: string,
  said: Said | null,
): void {
  for (const { file, file_hash, sheet, row } of said?.evidence ?? []) {
    // the file's own number is put to it by its hash: a night may number files anew
    const place = numberRow({ fileNo: 0, sheetNo: sheets.get(`${file_hash} ${sheet}`) ?? 0, row });
    writer.add(key, night, file, file_hash, said?.person_id ?? '', BigInt(place));
  }
}

async function sheetNumbers(warehouse: Warehouse): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for (const night of ['earlier', 'later']) {
    const rows = await warehouse.rows<{ hash: string; sheet: string; sheet_no: number }>(
      `select hash, sheet, sheet_no from ${night}.main.file_sheet inner join ${night}.main.file using (file_no)`,
    );
    for (const { hash, sheet, sheet_no } of rows) numbers.set(`${hash} ${sheet}`, sheet_no);
  }
  return numbers;
}

/** The number of a row of `rested_on` within a file. */
const ROW_ID = `file.file_no::bigint * ${numberRow({ fileNo: 1, sheetNo: 0, row: 0 })} + rested_on.place`;

/** Files whose rows gave way to those of another on a night; what was only asked about has replaced nothing. */
function replacedOn({ record: { deliveries } }: KeptNight): string {
  const pairs = deliveries.filter(
    ({ verdict }) => verdict.startsWith('replaces') || verdict === 'same-lines',
  );
  const rows = pairs.map(({ file_no, by_file_no }) => `(${file_no}, ${by_file_no})`);
  return `(select file_no, min(by_file_no) as by_file_no from (values ${['(-1, -1)', ...rows].join(', ')}) as one (file_no, by_file_no) group by file_no)`;
}

function elsewhere(night: 'earlier' | 'later', replaced: string): string {
  return `
    with placed as (
        select rested_on.finding_key, rested_on.file, rested_on.of_person, file.file_no, file.status, file.zh, file.en, ${ROW_ID} as row_id
        from rested_on
        left join ${night}.main.file as file on file.hash = rested_on.file_hash
        where rested_on.night = '${night}'
    )
    select placed.finding_key, '${night}' as night, placed.file, placed.status, placed.zh as file_zh, placed.en as file_en,
        replacing.name as replaced_by, asked.row_id is not null as is_asked, held.word,
        refused.zh as refused_zh, refused.en as refused_en, person_row.person_id, placed.of_person
    from placed
    left join ${night}.main.dropped_row as dropped on dropped.row_id = placed.row_id
    left join ${night}.link.row_of_person as person_row on person_row.row_id = placed.row_id
    left join ${replaced} as whole on whole.file_no = placed.file_no and person_row.row_id is null
    left join ${night}.main.file as replacing on replacing.file_no = coalesce(dropped.by_file_no, whole.by_file_no)
    left join (select distinct row_id from ${night}.main.asked_row) as asked on asked.row_id = placed.row_id
    left join (select row_id, min(word) as word from ${night}.main.held where field <> '*' group by row_id) as held
        on held.row_id = placed.row_id
    left join ${night}.main.refused as refused
        on refused.file_no = placed.file_no and refused.row_no = placed.row_id % 100000000
    order by placed.finding_key, placed.row_id`;
}

function sayRow(row: RowElsewhere): Cause | null {
  const isLater = row.night === 'later';
  const file = `《${row.file}》`;
  const list = (zh: string, en: string): Cause => ({
    kind: 'list',
    zh: `${file}${zh}`,
    en: `${row.file} ${en}`,
  });
  if (row.status === null)
    return isLater ? list('不再有', 'is no longer there') : list(CAME_LATER, 'came later');
  if (row.status !== 'used')
    return isLater
      ? list(`现未读成：${row.file_zh}`, `is no longer read: ${row.file_en}`)
      : list('当时没有读成', 'could not be read then');
  if (row.replaced_by !== null)
    return isLater
      ? list(`的这一行已由《${row.replaced_by}》替换`, `is replaced there by ${row.replaced_by}`)
      : list(`的这一行当时由《${row.replaced_by}》替换`, `was replaced there by ${row.replaced_by}`);
  if (row.is_asked)
    return isLater
      ? list('的这一行在等人说明以哪份为准', 'waits for somebody to say which file counts')
      : list('的这一行当时在等人说明以哪份为准', 'waited for somebody to say which file counts');
  if (row.word !== null) return sayWord(row, row.word === '' ? '空白' : row.word, isLater);
  if (row.refused_zh !== null && row.person_id === null)
    return isLater
      ? list(`的这一行现被拒收：${row.refused_zh}`, `has this row refused now: ${row.refused_en}`)
      : list('的这一行当时被拒收', 'had this row refused then');
  if (row.person_id === null)
    return isLater
      ? list('的这一行不再计入', 'no longer counts in this row')
      : list('的这一行当时不计入', 'did not count in this row');
  if (row.person_id !== row.of_person)
    return {
      kind: 'link',
      zh: isLater ? `${file}的这一行现核对为另一人` : `${file}的这一行当时核对为另一人`,
      en: `${row.file}: the row ${isLater ? 'is now' : 'was then'} put down to somebody else`,
    };
  return null;
}

function sayWord({ file }: RowElsewhere, word: string, isLater: boolean): Cause {
  return {
    kind: 'word',
    zh: isLater ? `《${file}》的“${word}”待释义` : `《${file}》的“${word}”当时待释义，现已说明`,
    en: isLater
      ? `${file}: "${word}" waits for its meaning`
      : `${file}: "${word}" waited for its meaning then`,
  };
}
