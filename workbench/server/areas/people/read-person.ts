import type { z } from 'zod';
import { businessDay } from '../../../../casework/business-day.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { listDocuments } from '../../../../casework/documents/register.ts';
import { type CaseSummary, listCases } from '../../../../casework/reads/cases/list-cases.ts';
import { maySee } from '../../../../casework/reads/scope.ts';
import { listBatches, listItems } from '../../../../casework/reads/waiting/batches.ts';
import { STATUS_TITLES, type Status, statusOn } from '../../../../casework/states.ts';
import { monthOf } from '../../../../core/month.ts';
import { ITEM_TITLES } from '../../../../core/words/items.ts';
import { MOVE_TITLES, type Move } from '../../../../core/words/moves.ts';
import { findPeople, maskFound, personOfBuild, tellPerson } from '../../../../explanation/person-story.ts';
import { say } from '../../../../explanation/say.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import type { PersonAnswer, PersonLine, people } from '../../../contract/people.ts';
import type { Asking } from '../../desk.ts';
import { notFound } from '../../refused.ts';

const MOST_CASES = 20;

/** People of the places that whoever asks may see. */
export async function findPeopleFor(
  { desk, user }: Asking,
  text: string,
): Promise<z.input<(typeof people.find)['answer']>> {
  if (currentBuild(desk.workspace.builds) === null) return { people: [], as_of: null };
  return desk.reader.use(async (build) => {
    const day = await dayOf(build);
    const found = (await findPeople(build, text)).filter(({ township }) => maySee(user, township));
    return {
      as_of: day,
      people: found.map((person) => ({
        ...maskFound(person),
        resident_id: maskFound(person).resident_id ?? '',
        cases: casesOf({ desk, user }, person.person_id).length,
      })),
    };
  });
}

const casesOf = ({ desk, user }: Pick<Asking, 'desk' | 'user'>, personId: string): CaseSummary[] =>
  listCases(desk.ledger, user, { person_id: personId }, { limit: MOST_CASES });

/** All that is known of one person; that it was looked at, by whom and why, stands in the chain before it is shown. */
export async function readPerson(
  asking: Asking,
  { person_id, reason, text }: { person_id: string; reason: string; text: string },
): Promise<PersonAnswer> {
  const { desk, user, language } = asking;
  const known = await desk.reader.use((build) => personOfBuild(build, person_id));
  // whoever may not see a place is told the same as of nobody
  if (known === undefined || !maySee(user, known.township)) {
    notFound({ zh: '已收的名单里没有这个人。', en: 'No received list names this person.' });
  }
  const cases = casesOf(asking, person_id);
  const today = businessDay(desk.office.now());
  asking.letOut({
    kind: 'ListRead',
    subject: 'person',
    detail: { list: 'person', person: person_id, reason: text === '' ? reason : `${reason}：${text}` },
    of: cases.map(({ case_id }) => case_id),
  });
  const story = await tellPerson(desk.reader, person_id, language);
  const titles = new Map(listBatches(desk.ledger).map(({ batch_id, title }) => [batch_id, title]));
  const items = listItems(desk.ledger, user).filter((item) => item.person_id === person_id);
  const lines: PersonLine[] = [
    ...story.lines.map((line) => ({ ...line, batch_id: null })),
    ...cases.flatMap((one) => linesOfCase(asking, one)),
  ];
  return {
    ...story,
    cases: cases.map(({ case_id, status, milestones, outstanding_fen }) => ({
      ...{ case_id, status, outstanding_fen },
      status_title: statusOn(status, milestones, today),
    })),
    items: items.map(({ batch_id, item_number, status }) => ({
      ...{ batch_id, item_number, status },
      title: titles.get(batch_id) ?? batch_id,
      status_title: ITEM_TITLES[status],
    })),
    findings: story.lines.filter(({ kind }) => kind === 'finding').length,
    lines: lines.sort(
      (one, other) => one.month - other.month || ((one.on ?? '') < (other.on ?? '') ? -1 : 1),
    ),
  };
}

/** When a case was opened and decided, its papers and its money. */
function linesOfCase({ desk, language }: Asking, { case_id, opened_on }: CaseSummary): PersonLine[] {
  const state = loadCase(desk.ledger, case_id);
  if (state === null) return [];
  const line = (
    on: string,
    kind: PersonLine['kind'],
    words: readonly [zh: string, en: string],
    amount_fen: number | null = null,
  ): PersonLine => ({
    month: monthOf(on),
    ...{ on, kind, text: say(language, words), amount_fen },
    ...{ until: null, times: 1, place: null, case_id, batch_id: null },
  });
  const decided = state.decided;
  return [
    line(opened_on, 'case', ['立案', 'Case opened']),
    ...(decided === null || decided.on === ''
      ? []
      : [line(decided.on, 'case', saidOf(decided.outcome), state.money.assessed_fen || null)]),
    ...state.notices.flatMap(({ notice_number, issued_on, served }) => [
      line(issued_on, 'paper', [`发出 ${notice_number}`, `Issued ${notice_number}`]),
      ...(served === null
        ? []
        : [line(served.on, 'paper', [`送达 ${notice_number}`, `Served ${notice_number}`])]),
    ]),
    ...listDocuments(desk.ledger, case_id).map(({ document_number, on }) =>
      line(businessDay(`${on}T12:00:00.000Z`), 'paper', [
        `签发 ${document_number}`,
        `Issued ${document_number}`,
      ]),
    ),
    ...state.entries
      .filter(({ is_reversed }) => !is_reversed)
      .map(({ kind, on, amount_fen }) => line(on, 'money', ENTRY_WORDS[kind], amount_fen)),
  ];
}

const ENTRY_WORDS = {
  receipt: ['收到退款', 'Money came in'],
  offset: ['抵扣', 'Offset'],
  refund: ['退还多收款', 'Refunded'],
  'write-off': ['核销', 'Written off'],
} as const;

/** A decision by the name of its move: 认定属实, 认定不属实, 认定无法核实. */
function saidOf(outcome: Status): readonly [zh: string, en: string] {
  const move = DECIDED_BY[outcome];
  const { zh, en } = move === undefined ? STATUS_TITLES[outcome] : MOVE_TITLES[move];
  return [zh, en];
}

const DECIDED_BY: Partial<Readonly<Record<Status, Move>>> = {
  substantiated: 'substantiate',
  unfounded: 'clear',
  unverifiable: 'leave-unverifiable',
};
