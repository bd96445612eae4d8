import { chineseMonth, formatMonth } from '../../core/month.ts';
import { monthNamed } from '../../reading/recognition/title-month.ts';
import type { FileReading } from '../../reading/staging/reading-result.ts';
import type { FileLine } from '../../reports/morning/night-summary.ts';

/**
 * What becomes of a file with the content of one that was received already. Of a list whose month stands in its name alone the same
 * bytes under another month may be that month's: nobody can tell, so that it is refused rather than left out.
 */
export function sayOfSame(
  name: string,
  sameAs: string,
  reading: FileReading | undefined,
): Pick<FileLine, 'source' | 'received' | 'status' | 'reason' | 'reason_en'> &
  Partial<Pick<FileLine, 'refused' | 'ignored'>> {
  const received = reading?.counts.received ?? 0;
  const of = { source: reading?.sources.join('+') ?? null, received };
  const month = monthNamed(name);
  const isMonthOfName = reading?.sheets.some(
    ({ period, title }) => period !== null && title.every((text) => monthNamed(text) === null),
  );
  if (isMonthOfName && month !== null && month !== monthNamed(sameAs)) {
    const [zh, en] = [chineseMonth(month), formatMonth(month)];
    return {
      ...of,
      status: 'refused',
      refused: received,
      reason: `文件名写的是${zh}，内容却与已收到的“${sameAs}”完全相同，表中又没有写所属期，无法断定是不是${zh}的，没有计入。确是${zh}的，请在表中加上所属期后再送；送错了的，请从收件箱移走`,
      reason_en: `its name says ${en}, its content is that of "${sameAs}", and nothing in it says the month: whether it is that month's cannot be told, and it is not counted. If it is, add the month to the table and send it again; if not, take it out of the inbox`,
    };
  }
  return {
    ...of,
    status: 'unchanged',
    ignored: received,
    reason: `内容与已收到的“${sameAs}”完全相同，不再计入`,
    reason_en: `same content as "${sameAs}", which was received already; not counted again`,
  };
}
