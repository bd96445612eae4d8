/** Words that stand for "nothing here" in any column. */
const BLANKS = new Set([
  '无',
  '不详',
  '未知',
  '暂无',
  '空',
  '/',
  '\\',
  '-',
  '—',
  '--',
  '——',
  '－',
  'null',
  'NULL',
  'N/A',
  // what databases and programs write for nothing, and a look-up that found nothing; other errors are no answer
  '\\N',
  'nan',
  'NaN',
  'None',
  'nil',
  '#N/A',
  '*',
]);

export function isBlankWord(raw: string): boolean {
  const text = raw.trim();
  return text === '' || BLANKS.has(text);
}
