import { parseDate } from '../../core/dates.ts';
import type { ReadFile } from '../read-received.ts';

/** Words by which an office marks a file as the corrected one. */
const CORRECTED =
  /更正|修正|修订|订正|补正|改正|重报|最终|定稿|correct|fixed|revis|final|[_\-(（ ]v[2-9]|第[二三四五]版|新版/i;

const EXPORTED_ON =
  /(?:导出|制表|生成|打印|截至|截止|填报|统计|数据|编制|报送)(?:日期|时间|于|到)?[::\s]*((?:19|20)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2})/;

/**
 * Orders files from the one that gives way to the one that counts. A file's own date of export decides where both say
 * one: offices resend old lists, and a late copy must not overrule a newer one. Else the later night counts, and within
 * one night the file that calls itself corrected, then the one changed last.
 */
export function byPrecedence(left: ReadFile, right: ReadFile): number {
  const exported = [exportedOn(left), exportedOn(right)] as const;
  if (exported[0] && exported[1] && exported[0] !== exported[1]) return exported[0] < exported[1] ? -1 : 1;
  const keys = [keyOf(left), keyOf(right)] as const;
  for (let index = 0; index < keys[0].length; index += 1) {
    const [a, b] = [keys[0][index]!, keys[1][index]!];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** The day the file says it was made, from its title rows; null where it says none. */
export function exportedOn({ reading }: ReadFile): string | null {
  for (const text of reading.sheets.flatMap(({ title }) => title)) {
    const match = EXPORTED_ON.exec(text.normalize('NFKC'));
    const on = match?.[1] ? parseDate(match[1].replace(/\s/g, ''))?.on : null;
    if (on) return on;
  }
  return null;
}

function keyOf({ receipt, reading }: ReadFile): (string | number)[] {
  const said = [receipt.name, ...reading.sheets.flatMap(({ title, sheet }) => [...title, sheet])];
  const isCorrected = said.some((text) => CORRECTED.test(text)) ? 1 : 0;
  return [receipt.received_at, isCorrected, receipt.modified_at, receipt.sequence];
}
