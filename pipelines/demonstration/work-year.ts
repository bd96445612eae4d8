import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readItemTable } from '../../casework/batches/item-table.ts';
import type { ReceivedBatch } from '../../casework/batches/items.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import type { Evidence } from '../../casework/decision-guard.ts';
import type { Office } from '../../casework/office.ts';
import { type CaseSummary, listCases } from '../../casework/reads/cases/list-cases.ts';
import { sha256Hex } from '../../core/hash.ts';
import { openPublishedReader } from '../../explanation/published-reader.ts';
import { readEvidence } from '../../explanation/read-evidence.ts';
import { readFirstSheet } from '../../reading/sheet-rows.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { Hands } from './hands.ts';
import { type Life, liveCase, WAYS, type Way } from './lives.ts';

/** How many days ago the first case was taken up, and how many lie between one and the next. */
export const YEAR = 330;
const PACE = 9;
/** All of them: the demonstration's county is small. */
const MOST = 1_000;
const INVESTIGATORS = ['zhangmin', 'liuyang'];
/** Cases that claim nothing: what they come to, in turn. */
const WITHOUT_CLAIM: readonly Way[] = ['unfounded', 'unfounded', 'unverifiable', 'investigating'];
const LOOKED_INTO = 12;
/** Money that was never paid to somebody. */
const OWED_TO_PERSON = 'certification/arrears-due';

/** What was done in the year. */
export interface WorkedYear {
  worked: number;
  left_new: number;
  batches: string[];
}

interface Task {
  case_id: string;
  way: Way;
  who: string;
  /** How many days ago it was taken up. */
  ago: number;
}

/**
 * Works most cases of the demonstration through the commands of the ledger, as people of its office would have in the last
 * eleven months, day by day: decided, signed, sent back, served, paid in full and in part, offset, written off, refunded,
 * cleared. Some stay new. The lists handed down are registered as batches, and some lines of the bank wait for the cashier.
 */
export async function workYear(
  ledger: Ledger,
  office: Office,
  lists: readonly string[],
): Promise<WorkedYear> {
  const batches = await Promise.all(lists.map((path, place) => readList(path, 6 + place)));
  const cases = listCases(ledger, 'program', {}, { limit: MOST });
  const tasks = plan(cases);
  const hands = new Hands(ledger, office, await readAll(ledger, office, tasks));
  live(hands, [
    ...tasks.map(({ case_id, way, who, ago }) => ({ life: liveCase(hands, case_id, way, who), ago })),
    { life: registerLists(hands, batches), ago: 20 },
    { life: leaveMoneyOpen(hands, ledger), ago: 2 },
  ]);
  return {
    worked: tasks.length,
    left_new: cases.length - tasks.length,
    batches: batches.map(({ batch_id }) => batch_id),
  };
}

function plan(cases: readonly CaseSummary[]): Task[] {
  const claims = cases.filter(({ claimed_fen }) => claimed_fen > 0).slice(0, WAYS.length);
  const others = cases.filter(({ claimed_fen }) => claimed_fen === 0);
  const owed = others.filter(({ rules }) => rules.includes(OWED_TO_PERSON)).slice(0, 1);
  const rest = others.filter((one) => !owed.includes(one)).slice(0, LOOKED_INTO);
  const task = ({ case_id }: CaseSummary, place: number, way: Way, ago: number): Task => ({
    ...{ case_id, way, ago },
    who: INVESTIGATORS[place % INVESTIGATORS.length] ?? '',
  });
  return [
    ...claims.map((one, place) => task(one, place, WAYS[place] ?? 'served', YEAR - place * PACE)),
    ...owed.map((one, place) => task(one, place, 'made-good', YEAR / 2)),
    ...rest.map((one, place) =>
      task(one, place, WITHOUT_CLAIM[place % WITHOUT_CLAIM.length] ?? 'unfounded', YEAR - place * 2 * PACE),
    ),
  ];
}

/** Every life goes on in turn: whose next act lies furthest back acts first, so that the ledger is written day by day. */
function live(hands: Hands, lives: { life: Life; ago: number }[]): void {
  while (lives.length > 0) {
    const next = lives.reduce((first, one) => (one.ago > first.ago ? one : first));
    hands.goTo(next.ago);
    const { done, value } = next.life.next();
    if (done) lives.splice(lives.indexOf(next), 1);
    else next.ago -= value;
  }
}

/** What the build says of the cases that will be decided: nobody is found to owe anything without it. */
async function readAll(
  ledger: Ledger,
  { home }: Office,
  tasks: readonly Task[],
): Promise<Map<string, Evidence>> {
  const reader = openPublishedReader(home);
  const read = new Map<string, Evidence>();
  try {
    for (const { case_id, way } of tasks) {
      if (['investigating', 'unfounded', 'unverifiable'].includes(way)) continue;
      const state = loadCase(ledger, case_id);
      if (state === null) continue;
      const evidence = await readEvidence(reader, state, {
        ...{ language: 'zh', isUnmasked: false, isNameShown: false },
      });
      if (evidence !== null) read.set(case_id, evidence);
    }
  } finally {
    await reader.close();
  }
  return read;
}

type List = Pick<ReceivedBatch, 'batch_id' | 'title' | 'sender' | 'file' | 'file_hash' | 'items'>;

async function readList(path: string, number: number): Promise<List> {
  const { rows } = await readFirstSheet(path);
  return {
    batch_id: `2022-${number}`,
    title: `2022年第${number}批`,
    sender: '省级',
    file: basename(path),
    file_hash: sha256Hex(readFileSync(path)),
    items: readItemTable(rows),
  };
}

/** One is due soon, the other in a month. */
function* registerLists(hands: Hands, lists: readonly List[]): Life {
  for (const [place, list] of lists.entries()) {
    hands.registerList({
      ...list,
      received_on: hands.today,
      reply_due_on: hands.inDays(25 + place * 30),
    });
    yield 1;
  }
}

/**
 * Two receipts that nobody has claimed yet, one of somebody unknown, the bank's interest, which is nobody's, and cash
 * that a second person has yet to confirm.
 */
function* leaveMoneyOpen(hands: Hands, ledger: Ledger): Life {
  const owing = listCases(ledger, 'program', {}, { limit: MOST }).filter(
    ({ outstanding_fen, notice_number }) => outstanding_fen > 0 && notice_number !== null,
  );
  const claimed = owing.slice(0, 2).map((one, place) => ({
    amount_fen: one.outstanding_fen - place * 100,
    payer: one.debtor_name,
    remark: `退养老金 ${one.notice_number}`,
  }));
  hands.bankLines([...claimed, { amount_fen: 12_000, payer: '罗某', remark: '还款' }]);
  yield 1;
  const interest = hands.bankLine(1_234, '弥勒市农村信用合作联社', '结息');
  hands.setAside(interest, '银行结息，不是追缴款');
  const cash = owing[2];
  if (cash === undefined) return;
  const amount_fen = Math.ceil(cash.outstanding_fen / 200) * 100;
  hands.act('heqin', cash.case_id, 'receipt', { amount_fen, on: hands.today, channel: 'cash' });
}
