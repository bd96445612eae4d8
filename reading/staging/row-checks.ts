import type { SourceDefinition, SourceField } from '../sources/source-definition.ts';
import { cellReader } from './cell-readers.ts';

/** A field of the source that has a column in this sheet. */
export interface StagedField {
  field: string;
  definition: SourceField;
  /** Column of the raw table. */
  column: string;
  /** Column of the raw table that says whether the cell stands in the plain form. */
  isPlain: string;
  /** Lookup table of the values that do not; null where all do. */
  lookup: string | null;
  header: string;
}

/**
 * Why a row is refused, as one SQL expression: `unreadable:<field>` when a value that money or months hang on cannot be
 * read, `missing:<field>+<field>` when a row lacks all of a group it needs. Null means that the row is used.
 */
export function refusalExpression(source: SourceDefinition, fields: readonly StagedField[]): string {
  const byName = new Map(fields.map((field) => [field.field, field]));
  const decisive = new Set(source.row_needs.flat());
  const cases: string[] = [];
  for (const { field, definition, lookup } of fields) {
    const isDecisive = definition.type === 'money' || decisive.has(field);
    if (isDecisive && lookup !== null && cellReader(definition.type).mayBeUnreadable) {
      cases.push(`when ${lookup}.is_bad is not null then 'unreadable:${field}'`);
    }
  }
  for (const group of source.row_needs) {
    const present = group
      .map((name) => byName.get(name))
      .filter((field) => field !== undefined)
      .map((field) => presence(field));
    const lacking = present.length === 0 ? 'true' : `not (${present.join(' or ')})`;
    cases.push(`when ${lacking} then 'missing:${group.join('+')}'`);
  }
  return cases.length === 0 ? 'cast(null as varchar)' : `case ${cases.join(' ')} end`;
}

/** SQL that is true when the cell says something: a number as received counts even if it is impossible. */
function presence({ definition, column, isPlain, lookup }: StagedField): string {
  const { type } = definition;
  const said = type === 'resident_id' ? 'cleaned' : type === 'date' ? 'month' : 'value';
  const plain =
    type === 'text' || type === 'phone'
      ? `${cellReader(type).plainColumns(`raw_row.${column}`)[0]} is not null`
      : `raw_row.${isPlain}`;
  return lookup === null ? plain : `${plain} or ${lookup}.${said} is not null`;
}

/** The refusal in words, for the clerk who has to put the row right. */
export function describeRefusal(
  code: string,
  source: SourceDefinition,
  headers: ReadonlyMap<string, string>,
  raw: string | null,
): { zh: string; en: string } {
  const [kind, rest] = splitCode(code);
  if (kind === 'broken-quote') {
    return {
      zh: '这一行的引号不成对，分不出各栏。请在原文件中改正后重新报送。',
      en: 'The quotes of this line do not pair, so its cells cannot be told apart. Correct it in the original file and send it again.',
    };
  }
  const names = rest.split('+');
  const title = (name: string): string => headers.get(name) ?? source.fields[name]?.headers[0] ?? name;
  if (kind === 'unreadable') {
    const type = source.fields[names[0] ?? '']?.type ?? 'text';
    return {
      zh: `“${title(names[0] ?? '')}”一栏的“${raw ?? ''}”${WRONG_ZH[type] ?? '读不懂'}。请核对后更正。`,
      en: `"${raw ?? ''}" in the column "${title(names[0] ?? '')}" ${WRONG_EN[type] ?? 'cannot be read'}. Check and correct it.`,
    };
  }
  return {
    zh: `缺少${names.map((name) => `“${title(name)}”`).join('或')}。请补上后重新报送。`,
    en: `${names.map((name) => `"${title(name)}"`).join(' or ')} is missing. Fill it in and send the row again.`,
  };
}

const WRONG_ZH: Record<string, string> = {
  money: '不是金额',
  date: '不是日期',
  month: '不是年月',
  year: '不是年份',
  integer: '不是整数',
  account: '不是账号',
};

const WRONG_EN: Record<string, string> = {
  money: 'is not an amount',
  date: 'is not a date',
  month: 'is not a month',
  year: 'is not a year',
  integer: 'is not a whole number',
  account: 'is not an account number',
};

function splitCode(code: string): [string, string] {
  const at = code.indexOf(':');
  return at < 0 ? [code, ''] : [code.slice(0, at), code.slice(at + 1)];
}
