import { parseDate } from '../../core/dates.ts';
import type { ReadFile } from '../kept-readings.ts';
import { kindOf } from './kind.ts';

const EXPORTED_ON =
  /(?:导出|制表|生成|打印|截至|截止|填报|统计|数据|编制|报送)(?:日期|时间|于|到)?[::\s]*((?:19|20)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2})/;

/**
 * Orders files from the one that gives way to the one that counts. A file's own date of export decides where both say
 * one: offices resend old lists, and a late copy must not overrule a newer one. Else the file that calls itself corrected
 * counts, and then the one that its sender changed last: the same whatever the order in which they arrive.
 */
export function inPrecedence<File extends ReadFile>(files: readonly File[]): File[] {
  const weighed = files.map((file) => ({ file, exported: exportedOn(file), keys: keyOf(file) }));
  return weighed.sort(byPrecedence).map(({ file }) => file);
}

interface Weighed {
  exported: string | null;
  keys: readonly (string | number)[];
}

function byPrecedence(left: Weighed, right: Weighed): number {
  if (left.exported && right.exported && left.exported !== right.exported)
    return left.exported < right.exported ? -1 : 1;
  for (let index = 0; index < left.keys.length; index += 1) {
    const [a, b] = [left.keys[index]!, right.keys[index]!];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** The day the file says it was made, from its title rows; null where it says none. */
export function exportedOn({ reading }: Pick<ReadFile, 'reading'>): string | null {
  for (const text of reading.sheets.flatMap(({ title }) => title)) {
    const match = EXPORTED_ON.exec(text.normalize('NFKC'));
    const on = match?.[1] ? parseDate(match[1].replace(/\s/g, ''))?.on : null;
    if (on) return on;
  }
  return null;
}

function keyOf(file: ReadFile): (string | number)[] {
  const { receipt } = file;
  return [kindOf(file).isCorrection ? 1 : 0, receipt.modified_at, receipt.received_at, receipt.sequence];
}
