import { sha256Hex, stableJson } from '../../core/hash.ts';
import { formatMonth, monthOf } from '../../core/month.ts';
import { appendEvents, readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { refuseOwnHands } from '../approval.ts';
import { authorOf } from '../author.ts';
import { businessDay } from '../business-day.ts';
import type { KeptFile, PaperKept } from '../documents/kept-paper.ts';
import type { Office } from '../office.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { hasOneOf, type Role, type User } from '../roles.ts';
import type { Decider } from '../standing-decisions.ts';
import type { TieOut } from './read-tie-out.ts';

/** The sheet of a month: made by one hand, signed by another, over the same figures. */
export interface SheetState {
  prepared: { by: string; on: string; sha256: string } | null;
  signed: { by: string; prepared_by: string; on: string; sha256: string; document_number: string } | null;
}

const MAKERS: readonly Role[] = ['cashier', 'investigator', 'supervisor'];
const SIGNERS: readonly Role[] = ['supervisor', 'approver', 'manager'];

/** Under which the frozen paper of a month lies; it is no case. */
export const sheetSubject = (month: number): string => `tie-out-${month}`;

/** The figures that a sheet tells; who opened them, and when, changes nothing. */
export function sheetHash({ month, flows, carried }: TieOut): string {
  return sha256Hex(stableJson({ month, flows, carried }));
}

export function readSheet(ledger: Ledger, month: number): SheetState {
  let state: SheetState = { prepared: null, signed: null };
  for (const event of readSubject(ledger, 'tie-out', sheetSubject(month))) {
    const { sha256, ...said } = event.payload as { sha256: string; document_number?: string };
    const made = { by: event.actor, on: businessDay(event.at), sha256 };
    if (event.type === 'SheetPrepared') state = { ...state, prepared: made };
    if (event.type === 'SheetSigned')
      state = {
        prepared: null,
        signed: {
          ...made,
          prepared_by: state.prepared?.by ?? '',
          document_number: said.document_number ?? '',
        },
      };
  }
  return state;
}

/** The first hand: these are the figures of the month, once it is over. */
export function prepareSheet(ledger: Ledger, office: Office, by: Decider, tieOut: TieOut): void {
  refuseHand(by.user, MAKERS, { zh: '制作对账表', en: 'make the sheet of the tie-out' });
  const { month } = tieOut;
  if (monthOf(businessDay(office.now())) <= month)
    throwRefusal(refuse('month-not-over', { month: formatMonth(month) }));
  const payload = { sha256: sheetHash(tieOut) };
  inTransaction(ledger, () =>
    appendEvents(ledger, authorOf(office, by), [
      { stream: 'tie-out', subject_id: sheetSubject(month), type: 'SheetPrepared', payload },
    ]),
  );
}

/** What came of signing. */
export interface SignedSheet {
  document_number: string;
  /** The number of the earlier sheet of the month. */
  replaces: string | null;
  files: readonly KeptFile[];
}

/** What a sheet that is about to be signed tells of its hands. */
interface Signing {
  number: string;
  prepared: { by: string; on: string };
  on: string;
}

/**
 * The second hand, of somebody else, over figures that are still those of the first. The bytes of the paper are made before
 * anything is entered, then signature and paper in one transaction: no sheet is signed that has no paper. A month that is
 * signed again has another number, and the earlier paper stays what it was.
 */
export async function signSheet(
  ledger: Ledger,
  office: Office,
  by: Decider,
  tieOut: TieOut,
  make: (signing: Signing) => Promise<readonly KeptFile[]>,
): Promise<SignedSheet> {
  refuseHand(by.user, SIGNERS, { zh: '签对账表', en: 'sign the sheet of the tie-out' });
  const { month } = tieOut;
  const sha256 = sheetHash(tieOut);
  const { prepared, signed } = readSheet(ledger, month);
  if (prepared === null) throwRefusal(refuse('sheet-not-prepared', { month: formatMonth(month) }));
  const own = refuseOwnHands([prepared.by], [], [by.user]);
  if (own !== null) throwRefusal(own);
  if (sha256 !== prepared.sha256) throwRefusal(refuse('sheet-changed', { month: formatMonth(month) }));
  const replaces = signed?.document_number ?? null;
  const on = businessDay(office.now());
  const document_number = nextNumber(month, replaces);
  const files = await make({ number: document_number, prepared, on });
  const kept: PaperKept = {
    ...{ kind: 'tie-out-sheet', document_number, on, version: null, replaces },
    ...{ addressee: { name: '四方对账', resident_id: null }, files },
  };
  inTransaction(ledger, () => {
    // somebody may have signed, or made the sheet anew, while the paper was set
    const now = readSheet(ledger, month);
    if (now.prepared?.sha256 !== sha256 || now.signed?.document_number !== signed?.document_number)
      throwRefusal(refuse('sheet-changed', { month: formatMonth(month) }));
    const subject_id = sheetSubject(month);
    appendEvents(ledger, authorOf(office, by), [
      { stream: 'tie-out', subject_id, type: 'SheetSigned', payload: { sha256, document_number } },
      { stream: 'document', subject_id, type: 'PaperKept', payload: kept },
    ]);
  });
  return { document_number, replaces, files };
}

function nextNumber(month: number, earlier: string | null): string {
  if (earlier === null) return `对账${month}`;
  return `对账${month}第${Number(/第(\d+)版$/u.exec(earlier)?.[1] ?? 1) + 1}版`;
}

function refuseHand(user: User, roles: readonly Role[], act: { zh: string; en: string }): void {
  if (!hasOneOf(user, roles)) throwRefusal(refuseRole(act, roles));
}
