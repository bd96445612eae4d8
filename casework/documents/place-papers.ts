import type { PaperStage } from '../../core/words/documents.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Milestones } from '../case-state.ts';
import { loadCase } from '../casebook/load-case.ts';
import { listPaperCases, type PaperCase } from '../reads/papers/paper-cases.ts';
import { type NumberedPaper, numberedPapers } from '../reads/papers/paper-register.ts';
import type { User } from '../roles.ts';
import { findStanding } from './issued-document.ts';
import { listDocuments } from './register.ts';

/** A paper at its place: with its number, or still waiting for one. */
export interface PlacedPaper {
  key: string;
  stage: PaperStage;
  of: PaperCase;
  paper: NumberedPaper | null;
  is_current: boolean;
  /** Which paper beside the notice waits for its number; null where it is the notice that does. */
  awaits: string | null;
}

/**
 * Every paper a user may see, each at the place where it stands today. Which kinds are handed over as they are issued, their
 * templates say.
 */
export function placePapers(
  ledger: Ledger,
  user: User,
  today: string,
  handedOver: ReadonlySet<string>,
): PlacedPaper[] {
  const cases = listPaperCases(ledger, user);
  const placed: PlacedPaper[] = [];
  for (const of of cases.values()) {
    const waiting = waitingStage(of);
    const about = { of, paper: null, is_current: true };
    if (waiting !== null)
      placed.push({ key: `${of.case_id} ${waiting}`, stage: waiting, awaits: null, ...about });
    if (of.owes_person && isBackPaymentUntold(ledger, of.case_id))
      placed.push({
        key: `${of.case_id} ${BACK_PAYMENT}`,
        stage: 'to-issue',
        awaits: BACK_PAYMENT,
        ...about,
      });
  }
  for (const paper of numberedPapers(ledger)) {
    const of = cases.get(paper.case_id);
    if (of === undefined) continue;
    if ((publishedFor(paper)[0] ?? paper.case_id) !== paper.case_id) continue;
    const is_current = paper.kind !== null || of.notice_number === paper.document_number;
    placed.push({
      key: keyOf(paper),
      stage: stageOf(paper, of, is_current, today, handedOver),
      of,
      paper,
      is_current,
      awaits: null,
    });
  }
  return placed;
}

/** The cases of a public notice for many, which is one paper; a recovery notice that several claims share is one for each. */
export const publishedFor = ({ kind, joint }: NumberedPaper): readonly string[] =>
  kind === null ? [] : joint;

/** A paper that several cases share stands in the list once for each; under its first it goes by its number alone. */
const keyOf = ({ joint, case_id, document_number }: NumberedPaper): string =>
  (joint[0] ?? case_id) === case_id ? document_number : `${document_number} ${case_id}`;

const BACK_PAYMENT = 'back-payment-notice';

/** Money was signed for the person, and no notice tells them so. */
function isBackPaymentUntold(ledger: Ledger, caseId: string): boolean {
  const isSigned = (loadCase(ledger, caseId)?.back_payments.length ?? 0) > 0;
  return isSigned && findStanding(listDocuments(ledger, caseId), BACK_PAYMENT) === null;
}

function waitingStage(of: PaperCase): PaperStage | null {
  if (of.is_drafted) return 'draft';
  return of.status === 'approved' ? 'to-issue' : null;
}

/** Who gets a paper has got it once its service is recorded; only what is handed over as it is issued needs no record. */
function stageOf(
  paper: NumberedPaper,
  of: PaperCase,
  isCurrent: boolean,
  today: string,
  handedOver: ReadonlySet<string>,
): PaperStage {
  if (paper.is_void) return 'void';
  if (paper.kind === 'public-notice') return publicStage(of.milestones, today);
  if (paper.kind !== null && paper.served === null) return handedOver.has(paper.kind) ? 'served' : 'to-serve';
  if (paper.served === null) return isCurrent ? 'to-serve' : 'void';
  const isPublic = paper.served.method === 'public-notice' && paper.served.effective_on > today;
  return isPublic ? 'public' : 'served';
}

/** A public notice is served by hanging out: until that is recorded, while its term runs, and after it. */
function publicStage({ published_on, served_on }: Milestones, today: string): PaperStage {
  if (published_on === null || served_on === null) return 'to-serve';
  return served_on > today ? 'public' : 'served';
}
