import { sha256Hex } from '../../../../core/hash.ts';
import { clearUnsent, dropUnsent, keepUnsent, readUnsent } from '../../../../storage/unsent.ts';
import { drafts } from '../../../contract/drafts.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { Refused } from '../../refused.ts';
import { openAskedCase } from '../case/open-case.ts';

/** More than anybody types. */
const MOST_CHARACTERS = 20_000;

export const implementations = [
  implement(drafts.read, (asking, { params }) => ({
    draft: readUnsent(asking.desk.workspace.unsent, nameOf(asking, params.case_id)),
  })),
  implement(drafts.keep, (asking, { params, body }) => {
    const { unsent } = asking.desk.workspace;
    if (JSON.stringify(body.value).length > MOST_CHARACTERS)
      throw new Refused('draft-too-long', '填写的内容太长，不能保留。', 'This is too long to be kept.');
    const name = nameOf(asking, params.case_id);
    const kept = keepUnsent(unsent, name, body);
    if (kept === null) {
      throw new Refused(
        'draft-elsewhere',
        '您在另一个窗口改过这份草稿。',
        'You changed this draft in another window.',
        409,
      );
    }
    if (kept.revision === 1) clearUnsent(unsent, Date.parse(asking.desk.office.now()));
    return { revision: kept.revision };
  }),
  implement(drafts.drop, (asking, { params }) => {
    dropUnsent(asking.desk.workspace.unsent, nameOf(asking, params.case_id));
    return undefined;
  }),
];

/** Whose draft of which case; nobody else's can be named. */
function nameOf(asking: Asking, caseId: string): string {
  const { case_id } = openAskedCase(asking, caseId);
  return sha256Hex(`${asking.user.user_id}\n${case_id}`).slice(0, 32);
}
