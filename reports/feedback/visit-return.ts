import { readByHeader } from '../../casework/received-table.ts';
import { faultOfVisit } from '../../casework/visits/visit.ts';
import { parseDate } from '../../core/dates.ts';
import { formatMonth } from '../../core/month.ts';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import { ALIVE, VISIT_HEADERS } from './visit-list.ts';

/** What a village reports about one person. */
export interface VisitReport {
  finding_id: string;
  row: number;
  visited_on: string;
  is_alive: boolean;
  died_on: string | null;
  method: string;
  visitor: string;
  note: string;
}

export interface VisitReturn {
  reports: VisitReport[];
  /** Rows nobody has filled in yet. */
  open: number[];
  mistakes: { row: number; zh: string; en: string }[];
}

const HEADINGS = Object.fromEntries(
  Object.entries(VISIT_HEADERS).map(([field, header]) => [field, [header]]),
) as Record<keyof typeof VISIT_HEADERS, [string]>;

/** Reads a list that came back: what is filled in must agree with itself, what is not is still open. */
export function readVisitReturn(rows: readonly SheetRow[]): VisitReturn {
  const read: VisitReturn = { reports: [], open: [], mistakes: [] };
  for (const { row, cell } of readByHeader(rows, HEADINGS, ['finding_id', 'is_alive', 'visited_on'])) {
    const finding_id = cell('finding_id');
    if (finding_id === '') continue;
    if (['visited_on', 'is_alive', 'died_on', 'visitor'].every((field) => cell(field as 'note') === '')) {
      read.open.push(row);
      continue;
    }
    const alive = cell('is_alive');
    const visited_on = parseDate(cell('visited_on'))?.on ?? null;
    const died = parseDate(cell('died_on'));
    const mistake = misread({ alive, visited_on, died: cell('died_on'), isDiedRead: died?.month != null });
    if (mistake !== null || visited_on === null) {
      read.mistakes.push({ row, ...(mistake ?? NO_DAY) });
      continue;
    }
    const report = {
      visited_on,
      died_on: died === null ? null : (died.on ?? formatMonth(died.month ?? 0)),
      method: cell('method'),
      visitor: cell('visitor'),
      note: cell('note'),
    };
    const fault = faultOfVisit({ ...report, found: alive === '是' ? 'alive' : 'dead' });
    if (fault === null) read.reports.push({ finding_id, row, is_alive: alive === '是', ...report });
    else read.mistakes.push({ row, ...fault });
  }
  return read;
}

const NO_DAY = { zh: '入户日期不是日期', en: 'the day of the visit is no date' };

/** What cannot be read as what it should be. */
function misread(told: {
  alive: string;
  visited_on: string | null;
  died: string;
  isDiedRead: boolean;
}): { zh: string; en: string } | null {
  if (!ALIVE.some((word) => word === told.alive))
    return { zh: '是否健在须填 是 或 否', en: 'alive must be 是 or 否' };
  if (told.visited_on === null) return NO_DAY;
  if (told.died !== '' && !told.isDiedRead)
    return { zh: '死亡日期不是日期', en: 'the day of death is no date' };
  return null;
}
