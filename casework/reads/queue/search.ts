import type { SQLInputValue } from 'node:sqlite';
import { caseIdOf } from '../../case-number.ts';
import { backToFront } from '../../queue/queue-row.ts';
import { beginning, type QueryCondition } from '../conditions.ts';

/** Fewer digits than these end too many numbers to find anybody by them. */
const FEWEST_DIGITS = 3;

const HAN = /\p{Script=Han}/u;

/**
 * The cases that a text typed into the search box may mean. Names are read in the rows that are walked anyway;
 * numbers and notices go by an index to the one case or few that they name.
 */
export function searched(typed: string): QueryCondition {
  const text = typed.trim();
  const readings: [string, ...SQLInputValue[]][] = [['case_id = ?', text.toUpperCase()]];
  const add = (where: string, ...values: SQLInputValue[]) => readings.push([where, ...values]);
  if (HAN.test(text)) {
    add('instr(name, ?) > 0', text);
    add('case_id in (select case_id from queue_label where notice_number = ?)', text);
  }
  const letters = text
    .toLowerCase()
    .replaceAll(/[\s'’]/g, '')
    .replaceAll('ü', 'v');
  if (/^[a-z]+$/.test(letters)) {
    add('(name_sound >= ? and name_sound < ?)', ...beginning(letters));
    add('(name_initials >= ? and name_initials < ?)', ...beginning(letters));
  }
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '');
  if (/^\d+[\dX]$/.test(digits) && digits.length >= FEWEST_DIGITS) {
    add(
      'case_id in (select case_id from queue_label where id_reversed >= ? and id_reversed < ?)',
      ...beginning(backToFront(digits)),
    );
  }
  if (/^\d{1,8}$/.test(digits)) add('case_id = ?', caseIdOf(digits));
  return {
    where: `(${readings.map(([where]) => where).join(' or ')})`,
    values: readings.flatMap(([, ...values]) => values),
  };
}
