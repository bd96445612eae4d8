import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { NIGHT_STREAM } from '../reads/findings/night-counts.ts';
import type { NoticedChange } from './setting-values.ts';

/** What changes what the next night will see: by whom a file came or went, what was changed in settings by hand, who began it. */
interface InputPayloads {
  /** About a file by its hash. */
  FileSent: { file: string; bytes: number };
  FileRemoved: { file: string };
  /** About the day of the night: what it received for the first time, by whichever way it came. */
  FilesReceived: { files: readonly { file: string; sha256: string }[] };
  /** About the file of settings. */
  SettingsChanged: NoticedChange;
  /** About the file of the backup that stands in the ledger's place from here on: what it gave up, and where that is kept. */
  LedgerRestored: {
    seq: number;
    hash: string;
    is_forced: boolean;
    kept_as: string | null;
    lost: { events: number; cases: number; since: string | null } | null;
  };
  /** About the folder: under which key it lies from here on. */
  FolderSealed: { key: string; cipher: string };
  FolderOpened: object;
  /** About the day. */
  NightStarted: { inbox: string | null };
  NightStopped: object;
  NightKept: { build: number; seal: string; readings: readonly { sha256: string; seal: string }[] };
}

export type Input = {
  [Type in keyof InputPayloads]: { type: Type; subject_id: string; payload: InputPayloads[Type] };
}[keyof InputPayloads];

/** Enters an act that changes what the next night will see, whichever door it came by. */
export function enterInput(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  { user, via }: { user: string; via: string },
  input: Input,
): void {
  const stream = input.type.startsWith('Night') ? NIGHT_STREAM : 'input';
  inTransaction(ledger, () => appendEvents(ledger, authorOf(office, { user, via }), [{ ...input, stream }]));
}
