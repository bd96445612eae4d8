import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import { listYear, sheetMonth } from '../recognition/title-month.ts';
import { townshipIn } from '../recognition/title-township.ts';
import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';

const DATED: ReadonlySet<FieldType> = new Set(['date', 'month', 'year']);

/**
 * The month a sheet is for, where no column says it: many rosters carry it only in the title
 * (“2022年7月待遇发放花名册”), the sheet's name or the file's. Null where a column says it, or nothing does.
 */
export function periodFromTitle(
  source: SourceDefinition,
  recognition: SheetRecognition,
  names: { file: string; sheet: string },
): number | null {
  const period = source.period_field;
  if (period === null || source.fields[period]?.type !== 'month') return null;
  const timed = periodFields(source, period);
  if (recognition.columns.some(({ field }) => timed.includes(field))) return null;
  return sheetMonth(recognition.title, names);
}

/** The fields any of which tells the period. */
function periodFields(source: SourceDefinition, period: string): string[] {
  const group = source.any_of.find((fields) => fields.includes(period)) ?? [period];
  // a state beside it says no time
  return group.filter((field) => DATED.has(source.fields[field]?.type ?? 'text'));
}

/** The year of 6月 in the columns of its period, where the list names one and no other. */
export function yearsOfTitle(
  source: SourceDefinition,
  recognition: SheetRecognition,
  names: { file: string; sheet: string },
): ReadonlyMap<string, number> {
  const year = listYear([...recognition.title, names.sheet, names.file]);
  const period = source.period_field;
  if (year === null || period === null) return new Map();
  return new Map(periodFields(source, period).map((field) => [field, year]));
}

/** Of the list of an October, or a January, 2022.1 is that month in the columns of its period. */
export function pointOneOfTitle(
  source: SourceDefinition,
  recognition: SheetRecognition,
  names: { file: string; sheet: string },
): ReadonlyMap<string, 1 | 10> {
  const month = (sheetMonth(recognition.title, names) ?? 0) % 100;
  const period = source.period_field;
  if (period === null || (month !== 1 && month !== 10)) return new Map();
  return new Map(periodFields(source, period).map((field) => [field, month]));
}

/**
 * The township a whole sheet is for, where no column says it: from its title, its own name or the file's. Null where a column
 * says it, and where nothing names exactly one.
 */
export function townshipFromTitle(
  source: SourceDefinition,
  recognition: SheetRecognition,
  names: { file: string; sheet: string },
): string | null {
  if (!('township' in source.fields) || recognition.columns.some(({ field }) => field === 'township'))
    return null;
  for (const text of [...recognition.title, names.sheet, names.file]) {
    const township = townshipIn(text);
    if (township !== null) return township;
  }
  return null;
}
