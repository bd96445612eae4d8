import { columnNames } from '../../reading/recognition/layout.ts';
import { LEFT_OUT, MAPPING_FILE } from '../../reading/recognition/mapping.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { FileReading } from '../../reading/staging/reading-result.ts';
import type { FileLine } from '../../reports/morning/night-summary.ts';

/** Who said it and on which day, by the key of what was taught. */
export type TaughtBy = ReadonlyMap<string, { by: string; on: string }>;

/** How the columns of a file were read, where a person had a word in it or is asked for one. */
export function tellColumns(
  reading: FileReading,
  sources: readonly SourceDefinition[],
  taughtBy: TaughtBy,
): Pick<FileLine, 'taught_columns' | 'asked_columns' | 'unread_columns'> {
  return {
    taught_columns: reading.sheets.flatMap(({ sheet, source, mapping }) => {
      if (mapping === null) return [];
      const fields = sources.find((one) => one.source === source)?.fields ?? {};
      const { by, on } = taughtBy.get(mapping.by) ?? { by: MAPPING_FILE, on: '' };
      return mapping.columns.map(({ header, field }) => ({
        ...{ sheet, header, field, by, on },
        title: field === LEFT_OUT ? null : (fields[field]?.headers[0] ?? field),
      }));
    }),
    asked_columns: reading.layouts
      .filter(({ asks }) => asks !== null)
      .map(({ sheet, headers }) => ({ sheet, headers: columnNames(headers).filter((name) => name !== '') })),
    unread_columns: reading.sheets.flatMap(({ sheet, unused }) =>
      unused
        .filter(({ reason }) => reason === 'unknown' || reason === 'values-do-not-fit')
        .map(({ header, nearest = null }) => ({ sheet, header, nearest })),
    ),
  };
}

type LostDigits = FileReading['sheets'][number]['lost_digits'][number];

const SAY_LOST: Record<LostDigits['of'], (lost: LostDigits) => { zh: string; en: string }> = {
  month: ({ header }) => ({
    zh: `“${header}”一栏只写到“2022.1”的，可能是1月，也可能是10月（末尾的0被表格软件去掉），不采用：请写成2022-01或2022-10`,
    en: `in "${header}" what is written like 2022.1 is January, or October whose zero a spreadsheet took away, and is not used: write 2022-01 or 2022-10`,
  }),
  number: ({ header, cells }) => ({
    zh: `“${header}”一栏 ${cells} 格的号码被表格软件损坏（如 6.22848E+18），不作号码使用：请以文本格式重新报送`,
    en: `a spreadsheet destroyed ${cells} numbers in "${header}" (such as 6.22848E+18), which are not used: send them again as text`,
  }),
  formula: ({ header, cells }) => ({
    zh: `“${header}”一栏 ${cells} 格是公式而没有存下结果，不采用：请用 Excel/WPS 打开、保存后再报送`,
    en: `${cells} cells in "${header}" hold a formula without its result and are not used: open the file in Excel or WPS, save it and send it again`,
  }),
  people: ({ header, cells }) => ({
    zh: `“${header}”一栏 ${cells} 格不是一个人的姓名，分不清是谁，不采用：请每格只写一人`,
    en: `${cells} cells in "${header}" are not the name of one person and are not used: write one person into each`,
  }),
};

/** The columns in which cells say nothing that counts, a sentence each. */
export function sayLostDigits(reading: FileReading): { zh: string[]; en: string[] } {
  const columns = reading.sheets.flatMap(({ lost_digits: lost }) => lost.map((one) => SAY_LOST[one.of](one)));
  return { zh: columns.map(({ zh }) => zh), en: columns.map(({ en }) => en) };
}

/** The columns that were read by somebody's word, in a sentence for the file's result. */
export function sayTaught(taught: FileLine['taught_columns']): { zh: string; en: string } | null {
  if (taught.length === 0) return null;
  const said = [...Map.groupBy(taught, ({ by, on }) => `${by} ${on}`.trim())];
  return {
    zh: said
      .map(
        ([who, columns]) =>
          `按说明读列（${who}）：${columns.map(({ header, title }) => (title === null ? `${header}不读` : `${header}=${title}`)).join('、')}`,
      )
      .join('; '),
    en: said
      .map(
        ([who, columns]) =>
          `columns read as said (${who}): ${columns.map(({ header, field, title }) => (title === null ? `${header} left out` : `${header}=${field}`)).join(', ')}`,
      )
      .join('; '),
  };
}
