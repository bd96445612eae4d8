import { CASE_EVENT_TYPES } from '../../../../core/words/case-events.ts';
import {
  EVENTS_BESIDE_CASES,
  EXPORT_EVENTS,
  LOGIN_EVENTS,
  VIEW_EVENTS,
} from '../../../../core/words/journal-events.ts';

const { access: _access, ...DONE } = EVENTS_BESIDE_CASES;

/** What can be looked for among each kind of records; the words stand in the text of this page. */
export const TYPES_OF: Readonly<Record<string, readonly string[]>> = {
  operations: [...CASE_EVENT_TYPES, ...Object.values(DONE).flat()],
  views: VIEW_EVENTS,
  exports: EXPORT_EVENTS,
  logins: LOGIN_EVENTS,
};
