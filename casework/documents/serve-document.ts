import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { businessDay } from '../business-day.ts';
import { appendToCase } from '../casebook/append-to-case.ts';
import { loadCase, loadCaseEvents } from '../casebook/load-case.ts';
import { hearingOf } from '../commands/hear.ts';
import { effectiveOn, receiverOf, recordOf, refuseIncomplete, serviceInput } from '../commands/notify.ts';
import type { Office } from '../office.ts';
import { isWrittenToDebtor } from '../parties.ts';
import { refusePastDay } from '../plausible.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseShape } from '../refuse-shape.ts';
import { transitionOf } from '../transitions.ts';
import { addresseeOf } from './addressee.ts';
import type { DocumentService, IssuedDocument } from './issued-document.ts';
import { listDocuments, refuseRegistrar } from './register.ts';

export interface ServeDocumentRequest {
  user: string;
  via: string;
  case_id: string;
  document_number: string;
  /** As for the notice. */
  input: unknown;
}

/** Records how a paper beside the notice reached its reader: a reminder, a confirmation, a referral. Once a paper. */
export function serveDocument(
  ledger: Ledger,
  office: Office,
  { user, via, case_id, document_number, input }: ServeDocumentRequest,
): CommandRefusal | null {
  const parsed = serviceInput.safeParse(input);
  if (!parsed.success) return refuseShape(parsed.error);
  const at = office.now();
  return inTransaction(ledger, () => {
    const hands = refuseRegistrar(ledger, user, case_id);
    if (hands !== null) return hands;
    const document = listDocuments(ledger, case_id).find(
      (one) => one.document_number === document_number && !one.is_void,
    );
    const state = loadCase(ledger, case_id);
    if (document === undefined || state === null)
      return refuse('unknown-document', { number: document_number });
    if (document.served !== null) return refuse('document-served', { number: document_number });
    const on = parsed.data.on ?? businessDay(at);
    const refusal = refuseIncomplete(parsed.data) ?? refusePastDay(on, businessDay(at));
    if (refusal !== null) return refusal;
    if (on < document.on) return refuse('date-before', { on, earlier: document.on });
    const { method } = parsed.data;
    const served: DocumentService = {
      on,
      effective_on: effectiveOn(office.clocks, method, on),
      method,
      receiver: receiverOf(parsed.data, signer(ledger, case_id, document)),
      record: recordOf(parsed.data),
    };
    const author = { actor: user, on_behalf_of: null, via, at };
    appendEvents(ledger, author, [
      {
        ...{ stream: 'document', subject_id: case_id, type: 'DocumentServed' },
        payload: { document_number, ...served },
      },
    ]);
    // whoever gets a prior notice has been told with it
    const isToDebtor = isWrittenToDebtor(state, document.seq);
    if (document.kind === 'prior-notice' && isToDebtor && transitionOf('hear').from.includes(state.status)) {
      const payload = { ...hearingOf(state, served.effective_on), document_number };
      appendToCase(ledger, author, case_id, state, [{ type: 'HearingOffered', payload }]);
    }
    return null;
  });
}

/** Who signs for a paper where nobody else is named: its reader; of an authority, whoever of it did must be said. */
function signer(ledger: Ledger, caseId: string, document: IssuedDocument): string {
  const reader = addresseeOf(loadCaseEvents(ledger, caseId), document);
  return reader === null || reader.is_authority ? '' : reader.name;
}
