import { fileNoSql } from '../../core/row-number.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { filledSql, lineColumns, lineSql, saidInLine, sharedFields } from './line.ts';
import { periodSql, personSql } from './period.ts';
import { decidingSql } from './tells-less.ts';

/** Two files of one source that speak of one period, the earlier one first in the order in which files count. */
export interface FilePair {
  period: string;
  file_no: number;
  by_file_no: number;
  /** People of the earlier file and of the later one, and those of both. */
  people: number;
  by_people: number;
  common_people: number;
  /** Lines likewise. */
  lines: number;
  by_lines: number;
  common_lines: number;
  /** People of the earlier file in the townships that the later one names; as many as all where one names none. */
  people_there: number;
  /** Both name townships, and none is in both. */
  is_elsewhere: boolean;
  /** The earlier file says several words in a column of which the later one says nothing: which payments came back. */
  lacks_words: boolean;
  /** The earlier file states sums in a column of which the later one says nothing. */
  lacks_sums: boolean;
}

/**
 * Makes `delivery_row`, the rows of the periods of which several files speak, with whom they speak of by its hash, which is
 * compared ten times as fast; `delivery_person`, of whom several files speak; and `delivery_line`, what is said in several files
 * alike. Returns how many files the most crowded period has; 0 where there is none, and no table.
 */
export async function prepareComparison(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  fileOrder: readonly number[],
): Promise<number> {
  if (fileOrder.length < 2) return 0;
  const rank = fileOrder.map((fileNo, position) => `(${fileNo}, ${position})`).join(', ');
  const period = periodSql(source);
  const contested = await warehouse.rows<{ period: string; files: number }>(
    `select period, count(*) as files from (select distinct file_no, ${period} as period from ${table}) group by period having count(*) > 1`,
  );
  if (contested.length === 0) return 0;
  const isContested = `${period} in (${contested.map((one) => quoteText(one.period)).join(', ')})`;
  const place = 'township' in source.fields ? quoteName('township') : 'cast(null as varchar)';
  await warehouse.run(`
    create or replace temp table delivery_row as
    select row_id, file_no, rank, ${period} as period, ${place} as place, hash(${personSql(source)}) as person
    from ${table}
    inner join (values ${rank}) as file_rank (file_no, rank) using (file_no)
    where
        ${isContested}
        and row_id not in (select row_id from dropped_row where by_file_no = ${fileNoSql('row_id')});
    create or replace temp table delivery_person as
    select period, person from delivery_row group by period, person having min(file_no) <> max(file_no);
    create or replace temp table delivery_line (
        row_id bigint, file_no integer, rank integer, period varchar, filled integer, fields integer, line_copy varchar);
    create or replace temp table delivery_fields (filled integer, by_filled integer, fields integer)`);
  await warehouse.run(`
    create or replace temp table delivery_told as
    select file_no, ${period} as period, ${decidingSql(source)}
    from ${table}
    where file_no in (${fileOrder.join(', ')}) and ${isContested}
    group by all`);
  if (source.line_key.length > 0) await writeLines(warehouse, source, table);
  return Math.max(...contested.map(({ files }) => files));
}

/** Makes `delivery_line`: what whole lines say, by the fields that both files of a pair fill, where any other file may say the same. */
async function writeLines(warehouse: Warehouse, source: SourceDefinition, table: string): Promise<void> {
  // a line is the same only where its person is; how few these rows are the engine knows only when they are laid out
  await warehouse.run(`
    create or replace temp table delivery_shared as
    select row_id, file_no, rank, period, person from delivery_row semi join delivery_person using (period, person);
    create or replace temp table delivery_said as
    select shared.*, ${saidInLine(source)
      .map((sql, index) => `${sql} as f${index}`)
      .join(', ')}
    from delivery_shared as shared
    -- by itself the engine would read all columns of all rows
    inner join (select ${['row_id', ...lineColumns(source)].map(quoteName).join(', ')} from ${table}) as line
        using (row_id);
    create or replace temp table delivery_filled as
    select file_no, period, ${filledSql(source)} as filled from delivery_said group by file_no, period`);
  const rows = await warehouse.rows<{ filled: number }>('select distinct filled from delivery_filled');
  const pairs = rows.flatMap(({ filled: one }) =>
    rows.map(({ filled: other }) => `(${one}, ${other}, ${sharedFields(source, one, other)})`),
  );
  if (pairs.length === 0) return;
  const line = lineSql(source);
  // few lines stand in two files: texts are made of those alone whose hash does
  await warehouse.run(`
    insert into delivery_fields values ${pairs.join(', ')};
    create or replace temp table delivery_hash as
    select row_id, file_no, filled, fields, hash(${line.join(', ')}) as hash
    from delivery_said
    inner join delivery_filled using (file_no, period)
    inner join (select distinct filled, fields from delivery_fields) as fields_of using (filled);
    create or replace temp table delivery_alike as
    select hash from delivery_hash group by hash having min(file_no) <> max(file_no);
    insert into delivery_line
    select row_id, file_no, rank, period, filled, fields,
        line || '#' || row_number() over (partition by file_no, period, fields, line order by row_id)
    from (
        select row_id, said.file_no, rank, period, filled, fields, concat_ws('|', ${line.join(', ')}) as line
        from (select row_id, filled, fields from delivery_hash semi join delivery_alike using (hash)) as alike
        inner join delivery_said as said using (row_id)
    );
    drop table delivery_shared;
    drop table delivery_said;
    drop table delivery_hash`);
}

/** SQL: two lines are put together by the fields that are compared between files like theirs. */
const areFieldsOf = (one: string, other: string): string =>
  `(${one}.filled, ${other}.filled, ${one}.fields) in (select (filled, by_filled, fields) from delivery_fields)`;

/** SQL: the rows of the earlier file of a pair that stand in the later one, too; or those of the later one, that stand in the earlier. */
export const linesInBoth = (
  { file_no, by_file_no, period }: FilePair,
  of: 'earlier' | 'later' = 'earlier',
): string =>
  `select ${of}.row_id from delivery_line as earlier
   inner join delivery_line as later
       on later.period = earlier.period and later.line_copy = earlier.line_copy and later.fields = earlier.fields
   where earlier.file_no = ${file_no} and later.file_no = ${by_file_no} and earlier.period = ${quoteText(period)}
       and ${areFieldsOf('earlier', 'later')}`;

/** Compares some files with all that come before them, period by period; pairs in the order of period, later file and earlier one. */
export async function compareFiles(warehouse: Warehouse, laterFiles: readonly number[]): Promise<FilePair[]> {
  const isSharedBy = areFieldsOf('earlier', 'later');
  const isLater = `later.file_no in (${laterFiles.join(', ')})`;
  return warehouse.rows<FilePair>(`
    with size as (
        select file_no, rank, period, count(distinct person) as people, count(*) as lines,
            count(distinct place) as places, count(*) filter (where place is null) = 0 as is_placed
        from delivery_row group by all
    ),
    person_once as (
        select distinct file_no, rank, period, person from delivery_row semi join delivery_person using (period, person)
    ),
    common_person as (
        select earlier.file_no, later.file_no as by_file_no, earlier.period, count(*) as common_people
        from person_once as earlier
        inner join person_once as later
            on later.period = earlier.period and later.person = earlier.person and later.rank > earlier.rank
        where ${isLater}
        group by all
    ),
    common_line as (
        select earlier.file_no, later.file_no as by_file_no, earlier.period, count(*) as common_lines
        from delivery_line as earlier
        inner join delivery_line as later
            on later.period = earlier.period and later.line_copy = earlier.line_copy and later.fields = earlier.fields
                and later.rank > earlier.rank
        where ${isLater} and ${isSharedBy}
        group by all
    ),
    place_once as (select distinct file_no, period, place from delivery_row where place is not null),
    pair as (
        select common_person.*, earlier.people, later.people as by_people, earlier.lines, later.lines as by_lines,
            coalesce(common_line.common_lines, 0) as common_lines,
            earlier.is_placed and later.is_placed as are_placed, earlier.rank, later.rank as by_rank
        from common_person
        inner join size as earlier on earlier.file_no = common_person.file_no and earlier.period = common_person.period
        inner join size as later on later.file_no = common_person.by_file_no and later.period = common_person.period
        left join common_line
            on common_line.file_no = common_person.file_no and common_line.by_file_no = common_person.by_file_no
                and common_line.period = common_person.period
    )
    select pair.period, pair.file_no, by_file_no, people, by_people, common_people, lines, by_lines, common_lines,
        case when are_placed then (
            select count(distinct person) from delivery_row as row_there
            where row_there.file_no = pair.file_no and row_there.period = pair.period and row_there.place in (
                select place from place_once
                where place_once.file_no = pair.by_file_no and place_once.period = pair.period)
        ) else people end as people_there,
        are_placed and not exists (
            select 1 from place_once as one
            inner join place_once as other on other.period = one.period and other.place = one.place
            where one.file_no = pair.file_no and other.file_no = pair.by_file_no and one.period = pair.period
        ) as is_elsewhere,
        told.words & ~by_told.filled <> 0 as lacks_words,
        told.sums & ~by_told.filled <> 0 as lacks_sums
    from pair
    inner join delivery_told as told on told.file_no = pair.file_no and told.period = pair.period
    inner join delivery_told as by_told on by_told.file_no = pair.by_file_no and by_told.period = pair.period
    order by pair.period, by_rank, rank`);
}
