import { attachFile } from '../../../../casework/attachments/attach-file.ts';
import { openStored } from '../../../../casework/attachments/stored-file.ts';
import type { CaseState } from '../../../../casework/case-state.ts';
import { type Attachment, listAttachments } from '../../../../casework/reads/cases/attachments.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { notFound, throwRefused } from '../../refused.ts';

export function showAttachments({ desk }: Asking, state: CaseState): Attachment[] {
  const names = new Map(listUsers(desk.ledger).map((user) => [user.user_id, user.display_name]));
  return listAttachments(desk.ledger, desk.office.home, state).map((file) => withName(file, names));
}

export function attach(asking: Asking, state: CaseState, name: string, content: Uint8Array): Attachment {
  const { desk, user, via } = asking;
  const outcome = attachFile(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    case_id: state.case_id,
    name,
    content,
    note: null,
  });
  if (!outcome.ok) throwRefused(outcome.refusal);
  return withName(outcome.attachment, new Map([[user.user_id, user.display_name]]));
}

/** Looking is written down before anything is shown; what is no longer what was attached is not shown at all. */
export function openAttachment(asking: Asking, state: CaseState, id: string): FileAnswer {
  const { desk } = asking;
  const { home } = desk.office;
  const file =
    listAttachments(desk.ledger, home, state).find((one) => one.attachment_id === id) ??
    notFound({ zh: '没有这个附件。', en: 'There is no such file.' });
  const content = openStored(home, file);
  asking.letOut({
    kind: 'DataExported',
    subject: state.case_id,
    detail: { attachment: id },
  });
  return { name: file.name, content };
}

function withName(file: Attachment, names: ReadonlyMap<string, string>): Attachment {
  return { ...file, by: names.get(file.by) ?? file.by };
}
