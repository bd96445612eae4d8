/** Where a day or a month has not come about yet. */
export const NOT_YET = '（尚无）';

/** A day as papers write it: 2022年10月10日. */
export function dayText(on: string | null): string {
  if (on === null) return NOT_YET;
  const [year, month, day] = on.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
