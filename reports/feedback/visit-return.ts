import { readByHeader } from '../../casework/received-table.ts';
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
    const mistake = mistakeOf({
      alive,
      visited_on,
      died: cell('died_on'),
      isDiedRead: died?.month != null,
      visitor: cell('visitor'),
    });
    if (mistake !== null || visited_on === null) {
      read.mistakes.push({ row, ...(mistake ?? NO_DAY) });
      continue;
    }
    const died_on = died === null ? null : (died.on ?? formatMonth(died.month ?? 0));
    read.reports.push({
      finding_id,
      row,
      visited_on,
      is_alive: alive === '是',
      died_on,
      method: cell('method'),
      visitor: cell('visitor'),
      note: cell('note'),
    });
  }
  return read;
}

const NO_DAY = { zh: '入户日期不是日期', en: 'the day of the visit is no date' };

function mistakeOf(told: {
  alive: string;
  visited_on: string | null;
  died: string;
  isDiedRead: boolean;
  visitor: string;
}): { zh: string; en: string } | null {
  if (!ALIVE.some((word) => word === told.alive))
    return { zh: '是否健在须填 是 或 否', en: 'alive must be 是 or 否' };
  if (told.visited_on === null) return NO_DAY;
  if (told.alive === '是' && told.died !== '')
    return { zh: '健在的不填死亡日期', en: 'alive, and a day of death' };
  if (told.alive === '否' && !told.isDiedRead)
    return { zh: '已死亡的须填死亡日期', en: 'dead, without a day of death' };
  if (told.visitor === '') return { zh: '须填核查人', en: 'nobody is named who visited' };
  return null;
}
