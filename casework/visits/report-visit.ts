import type { Ledger } from '../../storage/ledger/ledger.ts';
import { businessDay } from '../business-day.ts';
import { type CaseOutcome, type CaseRequest, execute } from '../execute.ts';
import type { Office } from '../office.ts';
import { refusePastDay } from '../plausible.ts';
import { refuse } from '../refusals.ts';
import { faultOfVisit, noteOfVisit, type Visit, type VisitFiles } from './visit.ts';

/** Enters what a visit found as a note of its case, once however often it is sent under the same key. */
export function reportVisit(
  ledger: Ledger,
  office: Office,
  request: Omit<CaseRequest, 'move' | 'input'>,
  visit: Visit,
  files?: VisitFiles,
): CaseOutcome {
  const early = refusePastDay(visit.visited_on, businessDay(office.now()));
  if (early !== null) return { ok: false, refusal: early };
  const fault = faultOfVisit(visit);
  if (fault !== null) {
    return { ok: false, refusal: refuse('invalid-input', { problem: fault.zh, problem_en: fault.en }) };
  }
  return execute(ledger, office, { ...request, move: 'note', input: { text: noteOfVisit(visit, files) } });
}
