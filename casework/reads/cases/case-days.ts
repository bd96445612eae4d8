import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { CaseDay } from '../../history/case-days.ts';
import { rowsOf } from '../rows.ts';

/** From day to day, how one case stood. */
export function listCaseDays(ledger: Ledger, caseId: string): CaseDay[] {
  return rowsOf(
    ledger,
    'select from_on, until_on, stood from case_day where case_id = ? order by from_on',
    caseId,
  );
}

/** So many days are given out at a time: a text has an end, and a county's cases have none. */
const PORTION = 50_000;

/** The days of all cases, a list on a line, each with its case and its days in front: texts that an engine reads by itself. */
export function* readCaseDays(ledger: Ledger): Generator<string> {
  let after = 0;
  const portion = ledger.statement(
    `select group_concat(
       '["' || case_id || '","' || from_on || '",' || coalesce('"' || until_on || '"', 'null') || ',' || substr(stood, 2),
       char(10)
     ) as text, max(place) as last
     from (select rowid as place, * from case_day where rowid > ? order by rowid limit ${PORTION})`,
  );
  for (;;) {
    const { text, last } = portion.get(after) as { text: string | null; last: number };
    if (text === null) return;
    yield text;
    after = last;
  }
}
