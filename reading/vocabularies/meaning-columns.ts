import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { fileMonths } from '../deliveries/complete-month.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { writtenSql } from './said-elsewhere.ts';
import { monthNamingFields } from './stated-months.ts';

/** Of each coded column, `source/field`, what need not be looked up row by row. */
export interface PlainMeanings {
  /** Columns in which any word stands. */
  spoken: ReadonlySet<string>;
  /** What a blank cell of a column means, where it means the same in every sheet. */
  blank: ReadonlyMap<string, string | null>;
  /** Columns in which a blank cell means one thing in one sheet and another in the next. */
  mixed: ReadonlySet<string>;
}

/** Reads from `word` and `blank_cell` what holds for a whole column. */
export async function plainMeanings(warehouse: Warehouse): Promise<PlainMeanings> {
  const spoken = await warehouse.rows<{ name: string }>(
    "select distinct source || '/' || field as name from word",
  );
  const blank = await warehouse.rows<{ name: string; means: string | null; n: number }>(`
    select source || '/' || field as name, min(means) as means, count(distinct coalesce(means, '')) as n from blank_cell group by all`);
  return {
    spoken: new Set(spoken.map(({ name }) => name)),
    blank: new Map(blank.map(({ name, means }) => [name, means])),
    mixed: new Set(blank.flatMap(({ name, n }) => (n > 1 ? [name] : []))),
  };
}

/**
 * What a query over the staged rows `line` may ask beside them: `<field>_means` of each coded column, `<field>_month` where a
 * date may stand for its word, `<field>_reverses` where it may say that its line takes back another, the months that a remark names, and, where any of its queries does ask for them, the months of
 * the row's file; with the joins these need.
 */
export function meaningColumns(
  source: SourceDefinition,
  line: string,
  { spoken, blank, mixed }: PlainMeanings,
  isAsked: (column: string) => boolean,
): { columns: string[]; joins: string[] } {
  const ofSource = `source = ${quoteText(source.source)}`;
  const { columns, joins } = fileMonths(line, isAsked);
  for (const [field, definition] of Object.entries(source.vocabulary)) {
    const written = writtenSql(source.source, field, definition, line);
    if (written.join !== '') joins.push(written.join);
    const own = `${ofSource} and field = ${quoteText(field)}`;
    const name = `${source.source}/${field}`;
    const hasWords = spoken.has(name);
    if (hasWords)
      joins.push(
        `left join (select raw, means, month, reverses from word where ${own}) as word_${field} on word_${field}.raw = ${written.sql}`,
      );
    const means = blank.get(name) ?? null;
    if (mixed.has(name))
      joins.push(
        `left join (select file_no, sheet_no, means from blank_cell where ${own}) as blank_${field}
         on blank_${field}.file_no = ${line}.file_no and blank_${field}.sheet_no = ${line}.sheet_no`,
      );
    const said = hasWords ? `word_${field}.means` : 'cast(null as varchar)';
    const unsaid = mixed.has(name)
      ? `blank_${field}.means`
      : `cast(${means === null ? 'null' : quoteText(means)} as varchar)`;
    columns.push(
      `case when ${written.sql} is null then ${unsaid} else ${said} end as ${quoteName(`${field}_means`)}`,
    );
    if (definition.a_date_means !== undefined)
      columns.push(
        `${hasWords ? `word_${field}.month` : 'cast(null as integer)'} as ${quoteName(`${field}_month`)}`,
      );
    if (definition.reverses)
      columns.push(
        `${hasWords ? `coalesce(word_${field}.reverses, false)` : 'false'} as ${quoteName(`${field}_reverses`)}`,
      );
  }
  for (const { field, by: own } of monthNamingFields(source)) {
    const by = [own, ...(source.period_field === null ? [] : [source.period_field])];
    const named = quoteName(`named_${field}`);
    columns.push(
      `${named}.first_month as ${quoteName(`${field}_first_month`)}`,
      `${named}.last_month as ${quoteName(`${field}_last_month`)}`,
      `${named}.is_arrears as ${quoteName(`${field}_is_arrears`)}`,
    );
    joins.push(
      `left join (select * from stated_month where ${ofSource} and field = ${quoteText(field)}) as ${named}
         on ${named}.raw = ${line}.${quoteName(field)} and ${named}.read_by = coalesce(${by.map((one) => `${line}.${quoteName(one)}`).join(', ')})`,
    );
  }
  return { columns, joins };
}
