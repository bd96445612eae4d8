import { NUMBER_COLUMNS } from '../publication/published-tables.ts';

/** Columns by which people can meet, beside their numbers. */
const MEETING =
  /^((holder_|former_)?name|name_group|(listed_)?township|village|operator|business_no|item_no|(before|after)_value)$/;
const ROWS_OF_CASE = 1_000_000;

/** Columns that number rows. */
export const ROW_NUMBER = /^(record_id|line_id|row_id|counter_id|delivery_no|first_no|second_no)$/;

/** Whether texts of a column are marked where several cases stand in one world, so that nobody of one is somebody of another. */
export function isMarked(column: string): boolean {
  return NUMBER_COLUMNS.has(column) || MEETING.test(column);
}

/** Whether a table says the same of everybody: a parameter, the calendar, which lists came. Cases in one world must agree on it. */
export function isOfEverybody(table: string, columns: readonly string[]): boolean {
  return (
    table === 'canonical.unread_list' || !columns.some((name) => isMarked(name) || ROW_NUMBER.test(name))
  );
}

/** Letters that stand in no case: digits and signs are left out where names are compared. */
export function markOf(no: number): string {
  const letter = (value: number): string => String.fromCharCode(97 + (value % 26));
  return `x${letter(no / 676)}${letter(no / 26)}${letter(no)}x`;
}

/** The number of a row in the case of this number, among the others. */
export function numberIn(no: number, row: number): number {
  return row + no * ROWS_OF_CASE;
}
