import type { Milestones } from '../../../../casework/case-state.ts';
import { type NumberedPaper, numberedPapers } from '../../../../casework/reads/paper-register.ts';
import { type User, visibleTownships } from '../../../../casework/roles.ts';
import type { Status } from '../../../../casework/states.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import type { Stage } from '../../../contract/notices.ts';

/** What a list of papers needs to know of the case. */
export interface PaperCase {
  case_id: string;
  status: Status;
  township: string | null;
  debtor_name: string;
  notice_number: string | null;
  assessed_fen: number;
  outstanding_fen: number;
  milestones: Milestones;
}

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
  const cases = casesWithPapers(ledger, user);
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

function casesWithPapers(ledger: Ledger, user: User): Map<string, PaperCase & { is_drafted: boolean }> {
  const scope = visibleTownships(user);
  const within = scope === 'all' ? '' : `and township in (${scope.map(() => '?').join(', ')})`;
  const rows = ledger
    .statement(
      `select case_id, status, township, debtor_name, notice_number, assessed_fen, outstanding_fen, milestones,
           pending_document = 'decision' as is_drafted
       from case_state
       where (pending_document = 'decision' or status = 'approved'
           or case_id in (select case_id from notice_number)) ${within}`,
    )
    .all(...(scope === 'all' ? [] : scope));
  return new Map(
    rows.map((row) => [
      String(row.case_id),
      {
        case_id: String(row.case_id),
        status: row.status as Status,
        township: row.township === null ? null : String(row.township),
        debtor_name: String(row.debtor_name),
        notice_number: row.notice_number === null ? null : String(row.notice_number),
        assessed_fen: Number(row.assessed_fen),
        outstanding_fen: Number(row.outstanding_fen),
        milestones: JSON.parse(String(row.milestones)) as Milestones,
        is_drafted: row.is_drafted === 1,
      },
    ]),
  );
}

function waitingStage(of: PaperCase & { is_drafted?: boolean }): Stage | null {
  if (of.is_drafted === true) return 'draft';
  return of.status === 'approved' ? 'to-issue' : null;
}

/** A paper beside the notice (a letter, a certificate) is handed over as it is issued; only a notice waits for service. */
function stageOf(paper: NumberedPaper, of: PaperCase, isCurrent: boolean, today: string): Stage {
  if (paper.is_void) return 'void';
  if (paper.kind === 'public-notice') return publicStage(of.milestones, today);
  if (paper.kind !== null) return 'served';
  if (paper.served === null) return isCurrent ? 'to-serve' : 'void';
  const isPublic = paper.served.method === 'public-notice' && paper.served.effective_on > today;
  return isPublic ? 'public' : 'served';
}

/** A public notice is served by hanging out: until that is recorded, while its term runs, and after it. */
function publicStage({ published_on, served_on }: Milestones, today: string): Stage {
  if (published_on === null || served_on === null) return 'to-serve';
  return served_on > today ? 'public' : 'served';
}
