import type { Milestones } from '../../../../casework/case-state.ts';
import { listPaperCases, type PaperCase } from '../../../../casework/reads/paper-cases.ts';
import { type NumberedPaper, numberedPapers } from '../../../../casework/reads/paper-register.ts';
import type { User } from '../../../../casework/roles.ts';
import { loadKinds } from '../../../../reports/notices/kinds.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import type { Stage } from '../../../contract/notices.ts';

/** A paper at its place: with its number, or still waiting for one. */
export interface PlacedPaper {
  key: string;
  stage: Stage;
  of: PaperCase;
  paper: NumberedPaper | null;
  is_current: boolean;
}

/** Every paper a user may see, each at the place where it stands today. */
export function collectPapers(ledger: Ledger, user: User, today: string): PlacedPaper[] {
  const cases = listPaperCases(ledger, user);
  const placed: PlacedPaper[] = [];
  for (const of of cases.values()) {
    const waiting = waitingStage(of);
    if (waiting !== null)
      placed.push({ key: `${of.case_id} ${waiting}`, stage: waiting, of, paper: null, is_current: true });
  }
  for (const paper of numberedPapers(ledger)) {
    const of = cases.get(paper.case_id);
    if (of === undefined) continue;
    const is_current = paper.kind !== null || of.notice_number === paper.document_number;
    placed.push({
      key: paper.document_number,
      stage: stageOf(paper, of, is_current, today),
      of,
      paper,
      is_current,
    });
  }
  return placed;
}

function waitingStage(of: PaperCase): Stage | null {
  if (of.is_drafted) return 'draft';
  return of.status === 'approved' ? 'to-issue' : null;
}

/** Who gets a paper has got it once its service is recorded; only what is handed over as it is issued needs no record. */
function stageOf(paper: NumberedPaper, of: PaperCase, isCurrent: boolean, today: string): Stage {
  if (paper.is_void) return 'void';
  if (paper.kind === 'public-notice') return publicStage(of.milestones, today);
  if (paper.kind !== null && paper.served === null) return isHandedOver(paper.kind) ? 'served' : 'to-serve';
  if (paper.served === null) return isCurrent ? 'to-serve' : 'void';
  const isPublic = paper.served.method === 'public-notice' && paper.served.effective_on > today;
  return isPublic ? 'public' : 'served';
}

const isHandedOver = (name: string): boolean =>
  loadKinds().find(({ kind }) => kind === name)?.is_handed_over ?? false;

/** A public notice is served by hanging out: until that is recorded, while its term runs, and after it. */
function publicStage({ published_on, served_on }: Milestones, today: string): Stage {
  if (published_on === null || served_on === null) return 'to-serve';
  return served_on > today ? 'public' : 'served';
}
