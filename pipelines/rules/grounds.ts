import type { Ground } from '../../core/finding.ts';
import { fileNoSql, lineIdSql, locateRow, sheetNoSql } from '../../core/row-number.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { stagedRowsOf, writtenSql } from '../../reading/vocabularies/said-elsewhere.ts';
import { hasTable } from '../../storage/warehouse/columns-in.ts';
import {
  BIGINT,
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { type GatheredFinding, receivedRows } from './gather.ts';

/** A finding tells at most so many: the lines of years say the same words. */
const MOST_GROUNDS = 12;

const ARREARS: Record<string, Ground> = {
  stated: { kind: 'stated', zh: '补发月份由花名册写明', en: 'the roster states the months of the arrears' },
  counted: {
    kind: 'inferred',
    zh: '补发月数由花名册写明，月份按其前未发的月份推定',
    en: 'the roster states how many months of arrears; which ones is inferred from the unpaid months before',
  },
  unpaid: {
    kind: 'inferred',
    zh: '补发月份未写明，按金额与未发月份分毫不差推定',
    en: 'the months of the arrears are inferred: the sum fits the unpaid months to the fen',
  },
  risen: {
    kind: 'inferred',
    zh: '补发月份未写明，按金额与调标差额分毫不差推定',
    en: 'the months of the arrears are inferred: the sum fits a rise to the fen',
  },
};

const SEEN_IN_PERSON: Ground = {
  kind: 'stated',
  zh: '登记死亡之后本人曾到场认证，死亡登记可能有误，金额不计入确证',
  en: 'the person certified in person after the recorded death, which may be wrong; the money is not counted as certain',
};

const STILL_REGISTERED: Ground = {
  kind: 'stated',
  zh: '公安的户籍登记在登记死亡之后仍列此人为在册，死亡登记可能有误，金额不计入确证',
  en: 'the register of the same office still keeps the person as living after the recorded death, which may be wrong; the money is not counted as certain',
};

const BOUNDED_DEATH: Ground = {
  kind: 'inferred',
  zh: '没有死亡日期：按注销或火化日期推定，实际死亡只会更早',
  en: 'no date of death is stated: it is bounded by the cancellation or cremation, and can only be earlier',
};

const INFERRED_PERSON: Ground = {
  kind: 'inferred',
  zh: '两边不是同一个有效号码，按姓名、出生等推断为同一人',
  en: 'the two sides do not carry one valid number: that they are one person is inferred',
};

const OTHER_NAME: Ground = {
  kind: 'inferred',
  zh: '号码相同，名字不同（既不形近也不同音）：可能写错了名字，也可能是别人（如兄弟姐妹）的事记在了这个号码下，金额不计入确证，请先核实是谁',
  en: 'one number but another given name, neither alike in shape nor in sound: the name may be wrong, or the number may be another’s, a sister’s or brother’s; the money is not counted as certain; see first who it is',
};

const NO_NAME: Ground = {
  kind: 'inferred',
  zh: '号码相同，但来文这一行没有写姓名：号码写错一位就是别人，金额不计入确证，请先核实是谁',
  en: 'one number, but the row names nobody: one wrong digit makes it another’s; the money is not counted as certain; see first who it is',
};

/** What the row says of the name, by the basis on which it was given to the person. */
const BY_BASIS: Readonly<Record<string, Ground>> = { D1b: OTHER_NAME, D1n: NO_NAME };
const OF_NAMES: ReadonlySet<Ground> = new Set(Object.values(BY_BASIS));

const TOLD_TWICE: Ground = {
  kind: 'inferred',
  zh: '两份相互重叠的名单对同一笔支付写得不同（日期或金额），可能发了两笔，也可能是后一份改正了前一份，金额不计入确证，请在收件台裁定',
  en: 'two lists that overlap tell one payment in two ways, by day or amount: it was made twice, or the later list puts the earlier right; the money is not counted as certain; rule on the files at the file desk',
};

/** The grounds among them for which the money of a finding is not counted as certain. */
export function doubtsAmong(grounds: readonly Ground[] = []): Ground[] {
  return grounds.filter(({ zh }) => DOUBTS.has(zh));
}

const DOUBTS = new Set(
  [SEEN_IN_PERSON, STILL_REGISTERED, INFERRED_PERSON, TOLD_TWICE, ...OF_NAMES].map(({ zh }) => zh),
);

/**
 * What each finding rests on, by its key: the words of its rows as received beside their meaning, months and dates that
 * were worked out, the link. Where a trial reads no received rows, only what the findings say themselves.
 */
export async function groundsOf(
  warehouse: Warehouse,
  findings: readonly GatheredFinding[],
): Promise<ReadonlyMap<string, Ground[]>> {
  const read = await readGrounds(warehouse, findings);
  return new Map(
    findings.map((finding) => {
      const ofRows = read.get(finding.finding_key) ?? [];
      const isWeak = finding.match_strength !== 'confirmed';
      const isSaidWhy = isWeak && ofRows.some((ground) => OF_NAMES.has(ground) || ground === TOLD_TWICE);
      const found = [
        ...ofRows.filter((ground) => !OF_NAMES.has(ground) || isWeak),
        ...saidByItself(finding).filter((ground) => ground !== INFERRED_PERSON || !isSaidWhy),
      ];
      const once = new Map(found.map((ground) => [ground.zh, ground]));
      return [finding.finding_key, [...once.values()].slice(-MOST_GROUNDS)];
    }),
  );
}

function saidByItself({ facts, match_strength }: GatheredFinding): Ground[] {
  const contradiction = facts.contradiction === 'register' ? STILL_REGISTERED : SEEN_IN_PERSON;
  return [
    ...(facts.is_upper_bound === true ? [BOUNDED_DEATH] : []),
    ...(facts.is_contradicted === true ? [contradiction] : []),
    ...(match_strength === 'confirmed' ? [] : [INFERRED_PERSON]),
  ];
}

async function readGrounds(
  warehouse: Warehouse,
  findings: readonly GatheredFinding[],
): Promise<ReadonlyMap<string, Ground[]>> {
  const grounds = new Map<string, Ground[]>();
  if (!(await hasTable(warehouse, 'main', 'word'))) return grounds;
  await writeRows(warehouse, findings);
  const add = (key: string, ground: Ground): void => {
    const known = grounds.get(key);
    if (known === undefined) grounds.set(key, [ground]);
    else if (!known.some(({ zh }) => zh === ground.zh)) known.push(ground);
  };
  const headers = await headerIndex(warehouse);
  for (const source of headers.sources) {
    for (const { key, row_id, field, raw, means, came_from } of await wordsOf(warehouse, source)) {
      const coded = source.vocabulary[field];
      const meaning = coded?.means[means];
      if (!coded || !meaning) continue;
      const column = headers.of(row_id, field) ?? coded.title;
      const isTaught = came_from === 'taught';
      add(key, {
        kind: isTaught ? 'taught' : 'stated',
        zh: `${column}“${raw}”：${meaning.zh}${isTaught ? '（本单位说明）' : ''}`,
        en: `${column} "${raw}": ${meaning.en}${isTaught ? ' (as this office says)' : ''}`,
      });
    }
  }
  for (const { key, row_id } of await rowsOfFindings(warehouse)) {
    for (const { zh, en } of headers.taught(row_id)) add(key, { kind: 'taught', zh, en });
  }
  for (const { key, basis } of await arrearsOf(warehouse)) if (ARREARS[basis]) add(key, ARREARS[basis]);
  for (const { key, basis } of await doubtedNames(warehouse)) if (BY_BASIS[basis]) add(key, BY_BASIS[basis]);
  for (const { key } of await toldTwice(warehouse)) add(key, TOLD_TWICE);
  await warehouse.run('drop table ground_row');
  return grounds;
}

/** The received rows of every finding, and the payments on them. */
async function writeRows(warehouse: Warehouse, findings: readonly GatheredFinding[]): Promise<void> {
  await warehouse.run('create or replace temp table ground_row (key varchar, row_id bigint, line_id bigint)');
  const writer = new ColumnWriter([VARCHAR, BIGINT, BIGINT]);
  for (const finding of findings) {
    const key = finding.finding_key;
    for (const rowId of new Set([...receivedRows(finding), ...finding.counter_ids.map(Number)]))
      writer.add(key, BigInt(rowId), null);
    if (finding.line_of === 'benefit_payment')
      for (const lineId of finding.line_ids) writer.add(key, null, BigInt(lineId));
  }
  await warehouse.appendColumns(null, 'ground_row', writer);
}

interface FoundWord {
  key: string;
  row_id: number;
  field: string;
  raw: string;
  means: string;
  came_from: string;
}

/** Each different word of the rows of a finding once. */
async function wordsOf(warehouse: Warehouse, source: SourceDefinition): Promise<FoundWord[]> {
  const fields = Object.keys(source.vocabulary);
  if (fields.length === 0) return [];
  const written = Object.entries(source.vocabulary).map(([field, coded]) =>
    writtenSql(source.source, field, coded, 'line'),
  );
  const each = fields.map(
    (field) => `
      select ground_row.key, min(rows.row_id) as row_id, ${quoteText(field)} as field, word.raw, word.means, word.came_from
      from rows
      inner join ground_row on ground_row.row_id = rows.row_id
      inner join word on word.source = ${quoteText(source.source)} and word.field = ${quoteText(field)}
          and word.raw = rows.${quoteName(field)} and word.means is not null
      group by all`,
  );
  return warehouse.rows<FoundWord>(
    `with rows as materialized (
         select line.row_id, ${written.map(({ sql }, place) => `${sql} as ${quoteName(fields[place]!)}`).join(', ')}
         from ${stagedRowsOf(source.source)} as line ${written.map(({ join }) => join).join('\n')}
         where line.row_id in (select row_id from ground_row where row_id is not null))
     ${each.join(' union all ')} order by key, row_id, field, raw`,
  );
}

async function arrearsOf(warehouse: Warehouse): Promise<{ key: string; basis: string }[]> {
  if (!(await hasTable(warehouse, 'canonical', 'arrears_month'))) return [];
  return warehouse.rows(`
    select distinct ground_row.key, arrears_month.basis
    from ground_row
    inner join canonical.arrears_month as arrears_month
        on ${lineIdSql('arrears_month.row_id')} + arrears_month.part_no = ground_row.line_id
    order by all`);
}

/** Findings with a row that carries the number of the person under another given name, or without one. */
async function doubtedNames(warehouse: Warehouse): Promise<{ key: string; basis: string }[]> {
  // on a night that links nobody anew the rows of whoever has something to explain are the published build's
  const table = (await hasTable(warehouse, 'link', 'row_person')) ? 'row_person' : 'person_row';
  if (!(await hasTable(warehouse, 'link', table))) return [];
  return warehouse.rows(`
    select distinct ground_row.key, linked.basis
    from ground_row
    inner join link.${table} as linked on linked.row_id = ground_row.row_id
    where linked.basis in (${Object.keys(BY_BASIS).map(quoteText).join(', ')})
    order by all`);
}

/** Findings with a row that another list tells otherwise. */
async function toldTwice(warehouse: Warehouse): Promise<{ key: string }[]> {
  if (!(await hasTable(warehouse, 'main', 'contested_row'))) return [];
  return warehouse.rows(
    'select distinct key from ground_row where row_id in (select row_id from contested_row) order by key',
  );
}

/** Of each finding one row of every sheet that it rests on. */
function rowsOfFindings(warehouse: Warehouse): Promise<{ key: string; row_id: number }[]> {
  return warehouse.rows(`
    select key, min(row_id) as row_id from ground_row where row_id is not null
    group by key, ${fileNoSql('row_id')}, ${sheetNoSql('row_id')} order by key, row_id`);
}

interface SheetColumn {
  header: string;
  field: string;
  how: string;
}

/** Which sources came, what the column of a row is called in its file, and which columns were read by the office's word. */
async function headerIndex(warehouse: Warehouse): Promise<{
  sources: SourceDefinition[];
  of: (rowId: number, field: string) => string | undefined;
  taught: (rowId: number) => { zh: string; en: string }[];
}> {
  const sheets = await warehouse.rows<{
    file_no: number;
    sheet_no: number;
    source: string | null;
    columns: string;
  }>('select file_no, sheet_no, source, columns from file_sheet');
  const sources = new Map(loadSources().map((source) => [source.source, source]));
  const known = new Map(
    sheets.map(({ file_no, sheet_no, source, columns }) => [
      `${file_no}/${sheet_no}`,
      { fields: sources.get(source ?? '')?.fields ?? {}, columns: JSON.parse(columns) as SheetColumn[] },
    ]),
  );
  const sheetOf = (rowId: number) => {
    const { fileNo, sheetNo } = locateRow(rowId);
    return known.get(`${fileNo}/${sheetNo}`);
  };
  const arrived = new Set(sheets.map(({ source }) => source));
  return {
    sources: [...sources.values()].filter(({ source }) => arrived.has(source)),
    of: (rowId, field) => sheetOf(rowId)?.columns.find((column) => column.field === field)?.header,
    taught: (rowId) => {
      const { fields = {}, columns = [] } = sheetOf(rowId) ?? {};
      return columns
        .filter(({ how }) => how === 'mapping')
        .map(({ header, field }) => ({
          zh: `“${header}”读作${fields[field]?.headers[0] ?? field}（本单位说明）`,
          en: `"${header}" is read as ${field}, as this office says`,
        }));
    },
  };
}
