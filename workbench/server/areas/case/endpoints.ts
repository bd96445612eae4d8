import type { CaseState } from '../../../../casework/case-state.ts';
import { loadCaseEvents } from '../../../../casework/casebook/load-case.ts';
import { sourceRow } from '../../../../explanation/rows/source-row.ts';
import { caseContract } from '../../../contract/case.ts';
import { aside } from '../../aside.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { notFound } from '../../refused.ts';
import { caseForPage } from './case-for-page.ts';
import { placesOf, readAskedEvidence } from './evidence.ts';
import { listHistory } from './history.ts';
import { openAskedCase } from './open-case.ts';
import { recordReading } from './record-reading.ts';
import { unmask, unmaskedUntil } from './unmasking.ts';

export const implementations = [
  implement(caseContract.read, async (asking, { params, query }) => {
    const state = openAskedCase(asking, params.case_id);
    const masking = maskingOf(asking, state, query.view);
    recordReading(asking, state.case_id, query.view, masking.isNameShown);
    return caseForPage(asking, state, await readAskedEvidence(asking, state, masking), masking);
  }),
  implement(caseContract.sourceRow, async (asking, { params, query }) => {
    const state = openAskedCase(asking, params.case_id);
    const masking = maskingOf(asking, state, query.view);
    const evidence = await readAskedEvidence(asking, state, masking);
    const isOfCase = placesOf(evidence ?? notFound(NO_ROW)).some(
      ({ file_hash, sheet, row }) =>
        file_hash === query.file_hash && sheet === query.sheet && row === query.row,
    );
    if (!isOfCase) notFound(NO_ROW);
    const request = { ...query, language: asking.language, unmasked: masking.isUnmasked };
    return sourceRow(asking.desk.reader, request, (wanted) => aside('readRowsAt', wanted));
  }),
  implement(caseContract.unmask, (asking, { params, body }) => {
    openAskedCase(asking, params.case_id);
    return unmask(asking, params.case_id, body);
  }),
  implement(caseContract.hide, (asking, { params }) => {
    asking.session.unmasked.delete(params.case_id);
    return undefined;
  }),
  implement(caseContract.history, (asking, { params }) => {
    const state = openAskedCase(asking, params.case_id);
    const events = loadCaseEvents(asking.desk.ledger, params.case_id);
    return { records: listHistory(asking.desk.ledger, state, events) };
  }),
];

const NO_ROW = { zh: '此案没有引用这一行。', en: 'This case does not rest on such a row.' };

/** The name of the person on a case one holds is shown; all numbers wait for a reason. */
function maskingOf(asking: Asking, state: CaseState, view: string | undefined) {
  const { user } = asking;
  const until = unmaskedUntil(asking, state.case_id, view);
  const isHeld = state.assignee === user.user_id;
  return { until, isUnmasked: until !== null, isNameShown: isHeld || until !== null };
}
