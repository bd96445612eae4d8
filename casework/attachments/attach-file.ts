import { extname, join } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { CaseState } from '../case-state.ts';
import { appendToCase } from '../casebook/append-to-case.ts';
import { loadCase } from '../casebook/load-case.ts';
import type { Office } from '../office.ts';
import { type Attachment, listAttachments } from '../reads/cases/attachments.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseHands } from '../rights.ts';
import { attachmentsFolder, keepStored, placeOf } from './stored-file.ts';

/** What people attach to a case; nothing among it that a browser would run. */
const TAKEN = ['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.doc', '.xlsx', '.xls', '.txt', '.zip'];

export interface AttachRequest {
  user: string;
  via: string;
  case_id: string;
  /** As the sender calls it; a path or a line of its own is taken out. */
  name: string;
  content: Uint8Array;
  note: string | null;
}

export type AttachOutcome = { ok: true; attachment: Attachment } | { ok: false; refusal: CommandRefusal };

/**
 * Puts a file to a case: whoever may write a note there may do it. The bytes are on the disk before the ledger says so.
 * The same bytes again are the same attachment, and are stored again where they had gone or were altered.
 */
export function attachFile(ledger: Ledger, office: Office, request: AttachRequest): AttachOutcome {
  const name = request.name.replace(/[\\/\p{Cc}]/gu, '_').trim();
  const refusal = refuseFile(name, request.content) ?? refuseAttacher(ledger, request);
  if (refusal !== null) return { ok: false, refusal };
  const sha256 = sha256Hex(request.content);
  const fresh = { case_id: request.case_id, attachment_id: sha256, name };
  const known = findKnown(ledger, office, request.case_id, sha256);
  const place = join(attachmentsFolder(office.home), placeOf(known ?? fresh));
  keepStored(place, sha256, request.content);
  return inTransaction(ledger, (): AttachOutcome => {
    // somebody else may have been faster, or have taken the right away
    const refusal = refuseAttacher(ledger, request);
    if (refusal !== null) return { ok: false, refusal };
    const earlier = findKnown(ledger, office, request.case_id, sha256);
    if (earlier !== null) return { ok: true, attachment: earlier };
    appendToCase(ledger, authorOf(office, request), request.case_id, loadCase(ledger, request.case_id), [
      {
        type: 'FileAttached',
        payload: { name, bytes: request.content.byteLength, sha256, note: request.note },
      },
    ]);
    const attachment = findKnown(ledger, office, request.case_id, sha256);
    if (attachment === null) throw new Error('an attached file is not in its case');
    return { ok: true, attachment };
  });
}

function findKnown(ledger: Ledger, office: Office, caseId: string, sha256: string): Attachment | null {
  const state: CaseState | null = loadCase(ledger, caseId);
  if (state === null) return null;
  const files = listAttachments(ledger, office.home, state);
  return files.find(({ attachment_id }) => sha256.startsWith(attachment_id)) ?? null;
}

function refuseFile(name: string, content: Uint8Array): CommandRefusal | null {
  if (!TAKEN.includes(extname(name).toLowerCase()))
    return refuse('attachment-kind', { kinds: TAKEN.join(' ') });
  return content.byteLength === 0 ? refuse('attachment-empty') : null;
}

function refuseAttacher(ledger: Ledger, { user: userId, case_id }: AttachRequest): CommandRefusal | null {
  const user = loadUser(ledger, userId);
  if (user === null) return refuse('unknown-user', { user: userId });
  if (user.is_disabled) return refuse('user-disabled', { user: user.display_name });
  const state = loadCase(ledger, case_id);
  if (state === null) return refuse('unknown-case', { case: case_id });
  return refuseHands(state, 'note', user, null);
}
