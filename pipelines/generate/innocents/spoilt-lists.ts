import type { Paid } from '../model.ts';
import type { FilePlan } from '../sheet.ts';
import { DESTROYED } from './slips.ts';

const WRONG_BASIC_FEN = 2_000;

/** A roster with mistakes, and the right one that replaces it. */
export function* withMistakes(draft: FilePlan<Paid>, right: FilePlan<Paid>): Generator<FilePlan<Paid>> {
  yield { ...draft, rows: mistaken(draft.rows) };
  yield { ...right, name: `${right.name}（更正）` };
}

/** Every thirtieth line is too high, every fortieth stands there twice. */
function* mistaken(rows: Iterable<Paid>): Generator<Paid> {
  let place = 0;
  for (const row of rows) {
    place += 1;
    const { person, line } = row;
    yield place % 30 === 0 ? { person, line: { ...line, basic_fen: line.basic_fen + WRONG_BASIC_FEN } } : row;
    if (place % 40 === 0) yield row;
  }
}

/** A spreadsheet took the numbers of one township for quantities. */
export function withDestroyedNumbers(plan: FilePlan<Paid>, township: string): FilePlan<Paid> {
  const rows = [...plan.rows].map(({ person, line }) =>
    person.township === township ? { person, line: { ...line, resident_id: DESTROYED } } : { person, line },
  );
  return { ...plan, rows };
}

/** A list without one township, and the whole list that replaces it. */
export function* withoutTownship<Row extends { person: { township: string } }>(
  plan: FilePlan<Row>,
  township: string,
): Generator<FilePlan<Row>> {
  const rows = [...plan.rows];
  yield { ...plan, rows: rows.filter(({ person }) => person.township !== township) };
  yield { ...plan, name: `${plan.name}（更正）`, rows };
}
