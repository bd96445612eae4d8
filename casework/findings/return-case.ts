import type { NewCaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { isHeldBack } from '../casebook/project.ts';
import { describe } from '../fold/finding.ts';

/**
 * Brings a case back that a person had cleared, or could not verify, when what the night found is no longer
 * the evidence they had before them; says what is different. Evidence that merely went away brings nothing back.
 */
export function returnCase(
  before: CaseState | null,
  after: CaseState,
  events: readonly NewCaseEvent[],
): NewCaseEvent | null {
  if (before === null || (before.status !== 'unfounded' && before.status !== 'unverifiable')) return null;
  const because = events.flatMap((event) => {
    if (event.type === 'FindingAttached') return [`${event.payload.finding.title}：新的疑点`];
    if (event.type === 'FindingChanged' && event.payload.is_evidence_changed) {
      if (after.findings[event.payload.finding.finding_key]?.is_withdrawn) return [];
      return [describe(event.payload.finding, event.payload.changes)];
    }
    if (event.type === 'FindingRestored') {
      const held = after.findings[event.payload.finding.finding_key];
      const isStillCleared = held !== undefined && isHeldBack(held);
      return isStillCleared ? [] : [describe(event.payload.finding, event.payload.changes)];
    }
    return [];
  });
  if (because.length === 0) return null;
  return {
    type: 'CaseReturned',
    payload: { because, to: after.assignee === null ? 'new' : 'investigating' },
  };
}
