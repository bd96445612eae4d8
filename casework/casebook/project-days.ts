import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import { caseDays } from '../history/case-days.ts';
import { listCaseDays } from '../reads/cases/case-days.ts';

/** Brings the days of one case to what all its events add up to; days that stay as they were are not written. */
export function projectDays(ledger: Ledger, caseId: string, events: readonly CaseEvent[]): void {
  const kept = new Map(listCaseDays(ledger, caseId).map((day) => [day.from_on, day]));
  for (const { from_on, until_on, stood } of caseDays(events)) {
    const was = kept.get(from_on);
    if (was?.stood !== stood || was.until_on !== until_on) {
      ledger
        .statement(
          `insert into case_day (case_id, from_on, until_on, stood) values (?, ?, ?, ?)
           on conflict (case_id, from_on) do update set until_on = excluded.until_on, stood = excluded.stood`,
        )
        .run(caseId, from_on, until_on, stood);
    }
    kept.delete(from_on);
  }
  // what is entered late can date a day away
  for (const from_on of kept.keys())
    ledger.statement('delete from case_day where case_id = ? and from_on = ?').run(caseId, from_on);
}
