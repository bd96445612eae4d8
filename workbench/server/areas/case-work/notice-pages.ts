import type { CaseState } from '../../../../casework/case-state.ts';
import { refuseWithoutAmount } from '../../../../casework/documents/without-amount.ts';
import type { Asking } from '../../desk.ts';
import { previewNotice } from '../../notice-preview/preview-notice.ts';

const KIND = 'recovery-notice';

/** Every page of the recovery notice as the case stands now; the page lays the stamp of a draft over it. */
export async function noticePages(asking: Asking, state: CaseState) {
  const { desk, user } = asking;
  refuseWithoutAmount(state);
  asking.letOut({
    kind: 'CaseRead',
    subject: state.case_id,
    detail: { document: KIND },
  });
  const { pages, is_draft, svg } = await previewNotice(desk, user, state.case_id, KIND, { stamp: false });
  return { pages: Array.from({ length: pages }, (_, place) => svg(place + 1)), is_draft };
}
