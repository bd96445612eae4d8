import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { recordAccess } from '../../../../casework/access-log.ts';
import type { CaseState } from '../../../../casework/case-state.ts';
import { execute } from '../../../../casework/execute.ts';
import { listUsers } from '../../../../casework/reads/users.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import { writeFileAtomically } from '../../../../storage/atomic-file.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { notFound, Refused, throwRefused } from '../../refused.ts';

/** What people attach to a case; nothing among it that a browser would run. */
const TAKEN = ['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.doc', '.xlsx', '.xls', '.txt', '.zip'];

/** How the ledger's note names an attached file; the note is the register, the folder only holds the bytes. */
const NOTE = /^附件：(?<name>.+)（(?<bytes>\d+) 字节，指纹 (?<id>[0-9a-f]{16})）$/u;

export interface Attachment {
  attachment_id: string;
  name: string;
  bytes: number;
  by: string;
  at: string;
}

export function listAttachments({ desk }: Asking, state: CaseState): Attachment[] {
  const names = new Map(listUsers(desk.ledger).map((user) => [user.user_id, user.display_name]));
  const seen = new Set<string>();
  return state.notes.flatMap(({ text, by, at }) => {
    const { name = '', bytes = '0', id = '' } = NOTE.exec(text)?.groups ?? {};
    if (id === '' || seen.has(id)) return [];
    seen.add(id);
    return [{ attachment_id: id, name, bytes: Number(bytes), by: names.get(by) ?? by, at }];
  });
}

/** Keeps a file under the hash of what is in it and enters it in the ledger; the same file twice is one. */
export async function attach(
  asking: Asking,
  state: CaseState,
  given: string,
  bytes: Uint8Array,
): Promise<Attachment> {
  const { desk, user, via } = asking;
  // a name may carry a path or a line of its own
  const name = given.replace(/[\\/\p{Cc}（）]/gu, '_').trim();
  if (!TAKEN.includes(extname(name).toLowerCase())) {
    const known = TAKEN.join(' ');
    throw new Refused(
      'attachment-kind',
      `不收这种文件；可以附：${known}`,
      `Files of this kind are not taken; these are: ${known}`,
    );
  }
  if (bytes.byteLength === 0) {
    throw new Refused('attachment-empty', '文件是空的。', 'The file is empty.');
  }
  const id = sha256Hex(bytes).slice(0, 16);
  const known = listAttachments(asking, state).find((one) => one.attachment_id === id);
  if (known !== undefined) return known;
  const path = pathOf(asking, state, id, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileAtomically(path, bytes);
  const outcome = execute(desk.ledger, desk.office, {
    key: `attach ${state.case_id} ${id}`,
    user: user.user_id,
    via,
    case_id: state.case_id,
    move: 'note',
    input: { text: `附件：${name}（${bytes.byteLength} 字节，指纹 ${id}）` },
  });
  if (!outcome.ok) throwRefused(outcome.refusal);
  const added = listAttachments(asking, outcome.state).find((one) => one.attachment_id === id);
  if (added === undefined) throw new Error('an attached file is not in the notes of its case');
  return added;
}

export function readAttachment(asking: Asking, state: CaseState, id: string): FileAnswer {
  const { desk, user, via } = asking;
  const known = listAttachments(asking, state).find((one) => one.attachment_id === id) ?? notFound(NONE);
  const path = pathOf(asking, state, id, known.name);
  if (!existsSync(path)) notFound(NONE);
  recordAccess(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    kind: 'DataExported',
    subject: state.case_id,
    detail: { attachment: id },
  });
  return { name: known.name, content: new Uint8Array(readFileSync(path)) };
}

const NONE = { zh: '没有这个附件。', en: 'There is no such file.' };

function pathOf({ desk }: Asking, state: CaseState, id: string, name: string): string {
  return join(desk.workspace.documents, 'attachments', state.case_id, `${id}${extname(name).toLowerCase()}`);
}
