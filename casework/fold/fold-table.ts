import type { CaseEventType } from '../../core/words/case-events.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';

/** For every event that may follow the opening of a case, what the case is after it; the compiler holds it complete. */
export type FoldTable = {
  readonly [Type in Exclude<CaseEventType, 'CaseOpened'>]: (
    state: CaseState,
    event: CaseEvent & { type: Type },
  ) => CaseState;
};
