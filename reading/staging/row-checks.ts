import { isPointOne } from '../../core/dates.ts';
import { ROW_FAULTS, type RowFault, UNCOUNTED } from '../raw-file.ts';
import { monthAlone } from '../recognition/month-of-year.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/** What is known of one field of the row at hand. */
interface CheckedField {
  readonly field: string;
  readonly type: string;
  readonly isSaid: boolean;
  readonly isUnreadable: boolean;
}

/**
 * Why the row at hand is refused: `unreadable:<field>` when a value that money or months hang on cannot be read,
 * `missing:<field>+<field>` when a row lacks all of a group it needs. Null means that the row is used. Where the title
 * gives the period, no row lacks it.
 */
export function refusalTest(
  source: SourceDefinition,
  fields: readonly CheckedField[],
  isPeriodGiven: boolean,
): () => string | null {
  const decisive = new Set(source.row_needs.flat());
  const weighed = fields
    .filter(({ field, type }) => type === 'money' || decisive.has(field))
    .map((field) => ({ field, code: `unreadable:${field.field}` }));
  const needs = source.row_needs
    .filter((group) => !isPeriodGiven || source.period_field === null || !group.includes(source.period_field))
    .map((group) => ({
      fields: fields.filter(({ field }) => group.includes(field)),
      code: `missing:${group.join('+')}`,
    }));
  return () => {
    for (const { field, code } of weighed) if (field.isUnreadable) return code;
    for (const { fields: group, code } of needs) if (!group.some(({ isSaid }) => isSaid)) return code;
    return null;
  };
}

/** The refusal in words, for the clerk who has to put the row right. */
export function describeRefusal(
  code: string,
  source: SourceDefinition,
  headers: ReadonlyMap<string, string>,
  raw: string | null,
): { zh: string; en: string } {
  const [kind, rest] = splitCode(code);
  const fault = ROW_FAULTS.find((one) => one === kind);
  if (fault) return FAULT_WORDS[fault];
  const names = rest.split('+');
  const title = (name: string): string => headers.get(name) ?? source.fields[name]?.headers[0] ?? name;
  if (kind === 'unreadable') {
    const type = source.fields[names[0] ?? '']?.type ?? 'text';
    if (raw === UNCOUNTED) {
      return {
        zh: `“${title(names[0] ?? '')}”一栏是公式，文件里没有存下结果。请用 Excel/WPS 打开、保存后再报送。`,
        en: `The column "${title(names[0] ?? '')}" holds a formula here without its result. Open the file in Excel or WPS, save it and send it again.`,
      };
    }
    if (isPointOne(raw ?? '')) {
      return {
        zh: `“${title(names[0] ?? '')}”一栏的“${raw}”可能是1月，也可能是10月（末尾的0被表格软件去掉）。请写成${raw?.slice(0, 4)}-01或${raw?.slice(0, 4)}-10。`,
        en: `"${raw}" in the column "${title(names[0] ?? '')}" is January, or October whose zero a spreadsheet took away. Write ${raw?.slice(0, 4)}-01 or ${raw?.slice(0, 4)}-10.`,
      };
    }
    if (type === 'month' && monthAlone(raw ?? '') !== null) {
      return {
        zh: `“${title(names[0] ?? '')}”一栏的“${raw}”没有写是哪一年，表名、标题和旁边的列也没有写明（或按其中的年份晚于发放月份）。请写成如2022-06后重新报送。`,
        en: `"${raw}" in the column "${title(names[0] ?? '')}" does not say of which year, nor do the title, the name or a column beside it (or by theirs it is later than the payment). Write it like 2022-06 and send it again.`,
      };
    }
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

const FAULT_WORDS: Record<RowFault, { zh: string; en: string }> = {
  'broken-quote': {
    zh: '这一行的引号不成对，分不出各栏。请在原文件中改正后重新报送。',
    en: 'The quotes of this line do not pair, so its cells cannot be told apart. Correct it in the original file and send it again.',
  },
  'line-too-long': {
    zh: '这一行过长，不是一个人的记录。请在原文件中改正后重新报送。',
    en: 'This line is too long to be one record. Correct it in the original file and send it again.',
  },
  'damaged-text': {
    zh: '这一行里有损坏的字符，读不准。请在原文件中改正后重新报送。',
    en: 'This line holds damaged characters and cannot be read for certain. Correct it in the original file and send it again.',
  },
  'cells-more': {
    zh: '这一行比表头多出内容，可能是金额千分位或备注里的逗号没有加引号，各栏会错位。请在原文件中改正后重新报送。',
    en: 'This line has more cells than the header, perhaps a comma within an amount or a remark, so that its cells would shift. Correct it in the original file and send it again.',
  },
  'cells-fewer': {
    zh: '这一行比其他行少了栏，分不清缺的是哪一栏。请在原文件中改正后重新报送。',
    en: 'This line has fewer cells than the others, and it is not certain which are missing. Correct it in the original file and send it again.',
  },
  'merged-cells': {
    zh: '这一行的人或金额与其他行合并成一格，分不清各是多少。请取消合并、逐行填写后重新报送。',
    en: 'A person or an amount of this row is merged with other rows, so that it is not certain whose it is. Undo the merge, fill in each row and send it again.',
  },
  'struck-through': {
    zh: '这一行有划了删除线的内容，是否还作数，文件没有写明，没有采用。作数的请取消删除线，不作数的请删去该行，再报送。',
    en: 'Something in this row is struck through, and the file does not say whether it still counts, so that it is not used. Undo the strike-through, or delete the row, and send it again.',
  },
  'other-table': {
    zh: '这一行属于同一工作表里的另一张表（另有表头、标题或小标题），没有按第一张表的各栏读取。请把它单独成表或成文件后重新报送。',
    en: 'This row belongs to another table of the same sheet, with a header, a title or a heading of its own, and was not read by the columns of the first. Send it as a sheet or a file of its own.',
  },
  'cut-short': {
    zh: '文件在这一行中断，最后的金额不完整。请重新复制或让报送单位重发。',
    en: 'The file breaks off in this line and its last amount is incomplete. Copy it again or ask for it again.',
  },
};

const WRONG_ZH: Record<string, string> = {
  name: '不是一个人的姓名，分不清这一行是谁的',
  resident_id: '不止一个号码，分不清这一行是谁的',
  money: '不是金额',
  date: '不是日期',
  month: '不是年月',
  year: '不是年份',
  integer: '不是整数',
  account: '不是账号',
};

const WRONG_EN: Record<string, string> = {
  name: 'is not the name of one person, so that it is not certain whose the row is',
  resident_id: 'holds more than one number, so that it is not certain whose the row is',
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
