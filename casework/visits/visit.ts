import type { VisitFinding } from '../../core/words/visits.ts';

/** What somebody reports of one visit, on paper or on a telephone. */
export interface Visit {
  visited_on: string;
  found: VisitFinding;
  /** A day, or a month where nobody knows the day. */
  died_on: string | null;
  /** In the words of the office; empty where nobody said. */
  method: string;
  visitor: string;
  note: string;
}

/** Files that go with a report: they arrive by themselves, and the note says how many were meant. */
export interface VisitFiles {
  photos: number;
  is_signed: boolean;
}

/** What is amiss in a report; null where it agrees with itself. The day of the visit is judged apart. */
export function faultOfVisit(visit: Visit): { zh: string; en: string } | null {
  const { found, died_on, visited_on, visitor, note } = visit;
  if (found !== 'dead' && died_on !== null) {
    return {
      zh: found === 'alive' ? '健在的不填死亡日期' : '没见到的不填死亡日期',
      en: 'a day of death for somebody not found dead',
    };
  }
  if (found === 'dead' && died_on === null)
    return { zh: '已死亡的须填死亡日期', en: 'dead, without a day of death' };
  if (died_on !== null && died_on > visited_on.slice(0, died_on.length)) {
    return { zh: '死亡日期在走访之后', en: 'the day of death is after the visit' };
  }
  if (visitor === '') return { zh: '须填核查人', en: 'nobody is named who visited' };
  if (found === 'not-met' && note === '')
    return { zh: '没见到的须写明原因', en: 'not met, and nothing says why' };
  return null;
}

const MARK = '入户核查 ';

/** Whether a note tells of a visit. */
export function isVisitNote(text: string): boolean {
  return text.startsWith(MARK);
}

/** The report as the note of its case. */
export function noteOfVisit(visit: Visit, files: VisitFiles = { photos: 0, is_signed: false }): string {
  const { visited_on, found, died_on, method, visitor, note } = visit;
  const said = {
    alive: '本人健在',
    dead: `已死亡，死亡日期 ${died_on}`,
    'not-met': '没有见到本人',
  };
  return [
    `${MARK}${visited_on}`,
    said[found],
    method,
    `核查人 ${visitor}`,
    note,
    files.photos === 0 ? '' : `照片 ${files.photos} 张`,
    files.is_signed ? '有签字' : '',
  ]
    .filter((text) => text !== '')
    .join('；');
}
