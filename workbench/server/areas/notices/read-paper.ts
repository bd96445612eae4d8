import { businessDay } from '../../../../casework/business-day.ts';
import type { CaseState } from '../../../../casework/case-state.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { entriesOfKind } from '../../../../casework/documents/about.ts';
import { paperSources } from '../../../../casework/documents/issued-paper.ts';
import { refuseShared } from '../../../../casework/documents/joint-notice.ts';
import { type PlacedPaper, placePapers } from '../../../../casework/documents/place-papers.ts';
import { refuseRegistrar, refuseVoiding } from '../../../../casework/documents/register.ts';
import { contextOfViewer, movesNow, refuseNow } from '../../../../casework/moves-now.ts';
import { listCases } from '../../../../casework/reads/cases/list-cases.ts';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import type { CommandRefusal } from '../../../../casework/refusals.ts';
import { Refusal } from '../../../../core/errors.ts';
import { maskName } from '../../../../core/mask.ts';
import { SERVICE_METHODS } from '../../../../core/words/case.ts';
import type { Move } from '../../../../core/words/moves.ts';
import { handedOver, loadKinds, type NoticeKind } from '../../../../reports/notices/kinds.ts';
import { untrueOf } from '../../../../reports/notices/refuse-untrue.ts';
import type { NoticeDocument } from '../../../contract/notices.ts';
import type { Asking, Desk } from '../../desk.ts';
import { caseMasker } from '../../notice-preview/case-masker.ts';
import { previewNotice } from '../../notice-preview/preview-notice.ts';
import { notFound } from '../../refused.ts';
import { openAskedCase } from '../case/open-case.ts';
import { deadlinesOf } from './deadlines.ts';
import { queueRowAnswer } from './list-papers.ts';

/** One paper as it stands, and what can be done with it by this user. */
export async function readPaper(asking: Asking, caseId: string, key: string): Promise<NoticeDocument> {
  const { desk, user } = asking;
  const state = openAskedCase(asking, caseId);
  const today = businessDay(desk.office.now());
  const placed = placePapers(desk.ledger, user, today, handedOver()).find(
    (one) => one.key === key && one.of.case_id === caseId,
  );
  if (placed === undefined)
    notFound({ zh: '没有这份文书，可能刚被更新。', en: 'There is no such paper; it may just have changed.' });
  const row = queueRowAnswer(desk, placed, today);
  const masker = caseMasker(state);
  const { address, relation, name } = state.debtor;
  return {
    row,
    last_seq: state.last_seq,
    ...(await papersFor(asking, state, placed, row.kind)),
    debtor: { name: maskName(name), relation, address: address === null ? null : masker.text(address) },
    receipt: receiptOf(state, placed),
    deadlines: placed.is_current && !row.is_void ? deadlinesOf(desk.office.clocks, placed.of, today) : [],
    history: (placed.paper?.history ?? []).map(({ act, at, by, detail }) => ({
      act,
      at,
      by: nameOfUser(desk.ledger, by),
      detail: detail === null ? null : masker.text(detail),
    })),
    ...sharing(asking, state, placed),
    ...whatCanBeDone(asking, state, placed),
  };
}

async function papersFor(
  { desk, user }: Asking,
  state: CaseState,
  placed: PlacedPaper,
  own: string,
): Promise<Pick<NoticeDocument, 'papers' | 'paper_refusal'>> {
  // of a void or replaced paper only its number is kept: setting it anew would show another one
  if (placed.stage === 'void' || !placed.is_current) return { papers: [], paper_refusal: null };
  const papers: NoticeDocument['papers'] = [];
  try {
    for (const { kind, title, english, series, about } of kindsFor(desk, state, own, placed)) {
      const { pages, is_draft } = await previewNotice(desk, user, state.case_id, kind, {
        isIssued: placed.stage !== 'draft',
        about,
      });
      const may_issue = is_draft && series !== null && series !== 'notice';
      papers.push({ kind, title: { zh: title, en: english }, pages, is_draft, may_issue, about });
    }
    return { papers, paper_refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { papers, paper_refusal: { zh: error.zh, en: error.en } };
  }
}

function receiptOf(state: CaseState, { paper }: PlacedPaper): NoticeDocument['receipt'] {
  const served = paper?.served ?? null;
  if (served === null) return null;
  const masker = caseMasker(state);
  const { record, method, on, effective_on, pay_by_on, receiver } = served;
  return {
    method: SERVICE_METHODS.find((one) => one === method) ?? 'in-person',
    on,
    effective_on,
    pay_by_on,
    receiver: maskName(receiver),
    servers: [...(record?.servers ?? [])],
    place: masker.text(record?.place ?? null),
    reason: masker.text(record?.reason ?? null),
    witness: record?.witness == null ? null : maskName(record.witness),
    post_number: record?.post_number ?? null,
  };
}

/** With which other cases a notice is shared, or may be. */
function sharing({ desk, user }: Asking, state: CaseState, { stage, awaits, paper }: PlacedPaper) {
  const shared_with = (paper?.joint ?? []).filter((caseId) => caseId !== state.case_id);
  if (stage !== 'to-issue' || awaits !== null) return { shared_with, may_share: [] };
  const { person_id } = state.person;
  const may_share = listCases(desk.ledger, user, { person_id, status: ['approved'] })
    .flatMap(({ case_id }) => loadCase(desk.ledger, case_id) ?? [])
    .filter((other) => refuseShared(state, other) === null)
    .map(({ case_id, money }) => ({ case_id, amount_fen: money.assessed_fen }));
  return { shared_with, may_share };
}

/** Asked of the ledger itself, so that the words beside a button are the ones a request would be refused with. */
function whatCanBeDone({ desk, user }: Asking, state: CaseState, placed: PlacedPaper) {
  const context = contextOfViewer(desk.ledger, desk.office, user);
  const ask = (move: Move) => answer(refuseNow(context, state, move));
  const { kind = null } = placed.paper ?? {};
  if (placed.awaits !== null)
    return {
      ...{ serve: NO, void: NO, instead: [] },
      issue: answer(refuseRegistrar(desk.ledger, user.user_id, state.case_id)),
    };
  const isNotice = kind === null && placed.is_current;
  if (!isNotice) {
    const isStanding = kind !== null && placed.stage !== 'void';
    const serving = isStanding && placed.stage === 'to-serve';
    const serve = serving ? answer(refuseRegistrar(desk.ledger, user.user_id, state.case_id)) : NO;
    return { issue: NO, serve, void: isStanding ? answer(refuseVoiding(user, state)) : NO, instead: [] };
  }
  const [issue, serve] = [ask('notify'), ask('serve')];
  const isStuck = !issue.is_possible && !serve.is_possible;
  const instead = isStuck ? movesNow(context, state).map(({ zh, en }) => ({ zh, en })) : [];
  return { issue, serve, void: ask('void-notice'), instead };
}

function answer(refusal: CommandRefusal | null) {
  return refusal === null
    ? { is_possible: true, refusal: null }
    : { is_possible: false, refusal: { zh: refusal.zh, en: refusal.en } };
}

const NO = { is_possible: false, refusal: null };

/** The paper itself, and what its template says goes out beside the notice in this state of the case. */
function kindsFor(
  { ledger, office }: Desk,
  state: CaseState,
  own: string,
  { paper }: PlacedPaper,
): (NoticeKind & { about: string | null })[] {
  const kinds = loadKinds();
  const today = businessDay(office.now());
  const served = paper?.kind == null ? null : paper.document_number;
  const beside = kinds
    .filter((one) => one.kind !== own && one.beside)
    .flatMap((one) => {
      if (one.series === null) return [{ ...one, about: served }];
      if (one.each === undefined) return [{ ...one, about: null }];
      return entriesOfKind(one, state).map(({ entry_id }) => ({ ...one, about: entry_id }));
    })
    .filter(
      (one) =>
        (one.states.includes(state.status) || (one.series === null && served !== null)) &&
        untrueOf(one, paperSources(ledger, state, one, today, one.about)) === null,
    );
  const about = paper?.about ?? null;
  return [...kinds.filter(({ kind }) => kind === own).map((one) => ({ ...one, about })), ...beside];
}
