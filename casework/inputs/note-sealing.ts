import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { enterInput } from './enter-input.ts';

/** How the office's folder lies: under a key of the office, or open (null). */
type Lying = { key: string; cipher: string } | null;

const FOLDER = 'at-rest';

/**
 * Enters that the folder lies otherwise than the ledger knew. It is asked after the work is done, and compares: what was stopped in
 * between is entered when it is begun again.
 */
export function noteSealing(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  by: { user: string; via: string },
  now: Lying,
): void {
  const last = readSubject(ledger, 'input', FOLDER).at(-1);
  const known = last?.type === 'FolderSealed' ? (last.payload as Lying) : null;
  if (known?.key === now?.key && known?.cipher === now?.cipher) return;
  enterInput(
    ledger,
    office,
    by,
    now === null
      ? { type: 'FolderOpened', subject_id: FOLDER, payload: {} }
      : { type: 'FolderSealed', subject_id: FOLDER, payload: now },
  );
}
