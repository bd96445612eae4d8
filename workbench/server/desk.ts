import type { Logger } from 'pino';
import type { Leaving } from '../../casework/exits/let-out.ts';
import type { Office } from '../../casework/office.ts';
import type { User } from '../../casework/roles.ts';
import type { Language } from '../../core/words/language.ts';
import type { PublishedReader } from '../../explanation/published-reader.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import type { EvidenceThread } from './areas/case/evidence-thread.ts';
import type { RightsTable } from './security/rights-table.ts';
import type { Session, Sessions } from './security/sessions.ts';
import type { SignInPauses } from './security/sign-in-pauses.ts';
import type { WorkbenchSettings } from './settings.ts';

/** What one running workbench holds. */
export interface Desk {
  workspace: Workspace;
  office: Office;
  settings: WorkbenchSettings;
  ledger: Ledger;
  /** Reads whichever build is published. */
  reader: PublishedReader;
  /** Reads the evidence of cases beside all else; null where one person at a time asks. */
  evidence: EvidenceThread | null;
  sessions: Sessions;
  /** Who waits after wrong passwords. */
  pauses: SignInPauses;
  rights: RightsTable;
  /** Every endpoint that is served. */
  endpoints: readonly Endpoint[];
  isDemo: boolean;
  log: Logger;
}

/** One request, as the code of an area sees it. */
export interface Asking {
  desk: Desk;
  /** Who asks; `anyone` endpoints find nobody here. */
  user: User;
  session: Session;
  /** Where the request came from, for the audit chain: `web 10.0.3.21`. */
  via: string;
  address: string;
  language: Language;
  setCookie: (value: string | null) => void;
  /** The exit: decides whether personal data may go to whoever asks, and records it (`casework/exits/let-out.ts`). */
  letOut: (leaving: Leaving) => void;
  /** The same where a page asks again and again for the same: what its session has been shown is not entered twice. */
  letOutOnce: (leaving: Leaving, asks?: unknown) => void;
}
