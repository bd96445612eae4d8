import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findAcknowledged } from '../../../storage/ledger/command-keys.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { attachmentsFolder, placeOf } from '../../attachments/stored-file.ts';
import type { AttachedFile } from '../../case-events.ts';
import type { CaseState } from '../../case-state.ts';
import { rowsOf } from '../rows.ts';

/** A file that was put to a case. */
export interface Attachment {
  case_id: string;
  /** The hash of its bytes; of what was attached before there was an event for it, the first sixteen digits. */
  attachment_id: string;
  name: string;
  bytes: number;
  note: string | null;
  by: string;
  at: string;
}

interface Note {
  case_id: string;
  text: string;
  by: string;
  at: string;
  seq: number;
}

/** How the note of the act named a file, before there was an event for it. */
const NOTE = /^附件：(?<name>.+)（(?<bytes>\d+) 字节，指纹 (?<id>[0-9a-f]{16})）$/u;

/** The files of a case, the first attached first. */
export function listAttachments(ledger: Ledger, home: string, state: CaseState): Attachment[] {
  const { case_id } = state;
  const attached = state.files.map((file) => fromEvent(case_id, file));
  const folder = attachmentsFolder(home);
  const earlier = state.notes
    .map((note) => fromNote(ledger, { ...note, case_id }))
    .filter((file) => file !== null)
    .filter((file) => existsSync(join(folder, placeOf(file))));
  return eachOnce([...earlier, ...attached]);
}

/** Every file that was ever put to a case of this ledger, whether or not its bytes are still there. */
export function listAllAttachments(ledger: Ledger): Attachment[] {
  const rows = rowsOf<Omit<Note, 'text'> & { type: string; payload: string }>(
    ledger,
    `select subject_id as case_id, seq, at, actor as by, type, payload from event
     where stream = 'case'
       and (type = 'FileAttached' or (type = 'NoteAdded' and payload like '{"text":"附件：%'))
     order by seq`,
  );
  const files = rows.map(({ type, payload, ...row }): Attachment | null => {
    if (type === 'FileAttached') return fromEvent(row.case_id, { ...row, ...JSON.parse(payload) });
    const { text } = JSON.parse(payload) as { text: string };
    return fromNote(ledger, { ...row, text });
  });
  const byCase = Map.groupBy(
    files.filter((file) => file !== null),
    ({ case_id }) => case_id,
  );
  return [...byCase.values()].flatMap(eachOnce);
}

/** An event says more than a note about the same bytes. */
function eachOnce(files: readonly Attachment[]): Attachment[] {
  return files.filter(
    (file) => !files.some((one) => one !== file && one.attachment_id.startsWith(file.attachment_id)),
  );
}

function fromEvent(
  case_id: string,
  { sha256, name, bytes, note, by, at }: AttachedFile & { by: string; at: string },
): Attachment {
  return { case_id, attachment_id: sha256, name, bytes, note, by, at };
}

/**
 * A note counts as a file only if it is the record that the act of attaching wrote: that act acknowledged the note under
 * a key made of the case and the hash. Whatever somebody types stays a note.
 */
function fromNote(ledger: Ledger, { case_id, text, by, at, seq }: Note): Attachment | null {
  const { name = '', bytes = '', id = '' } = NOTE.exec(text)?.groups ?? {};
  if (id === '' || findAcknowledged(ledger, `attach ${case_id} ${id}`)?.first_seq !== seq) return null;
  return { case_id, attachment_id: id, name, bytes: Number(bytes), note: null, by, at };
}
