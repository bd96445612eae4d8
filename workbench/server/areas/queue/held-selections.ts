import { randomUUID } from 'node:crypto';
import { Refused } from '../../refused.ts';
import type { Session } from '../../security/sessions.ts';

export type SelectedCase = { case_id: string; seq: number };

/** Selections of one session; the oldest is forgotten when somebody ticks on and on. */
const MOST_HELD = 20;

const held = new WeakMap<Session, Map<string, readonly SelectedCase[]>>();

/** Keeps which cases a filter meant when its box was ticked; nothing that comes in later joins them. */
export function holdSelection(session: Session, cases: readonly SelectedCase[]): string {
  const own = held.get(session) ?? new Map<string, readonly SelectedCase[]>();
  held.set(session, own);
  const id = randomUUID();
  own.set(id, cases);
  const oldest = own.keys().next().value;
  if (own.size > MOST_HELD && oldest !== undefined) own.delete(oldest);
  return id;
}

export function heldSelection(
  session: Session,
  selectionId: string,
  without: readonly string[],
): readonly SelectedCase[] {
  const cases = held.get(session)?.get(selectionId);
  const left = new Set(without);
  if (cases !== undefined) return cases.filter((one) => !left.has(one.case_id));
  throw new Refused(
    'selection-gone',
    '这次勾选已失效，请重新勾选。',
    'This selection is no longer held; tick the box again.',
  );
}
