import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importStatement, setLineAside } from '../../casework/bank/import-statement.ts';
import { readItemTable } from '../../casework/batches/item-table.ts';
import { receiveBatch } from '../../casework/batches/receive-batch.ts';
import { businessDay } from '../../casework/business-day.ts';
import { type CaseState, pendingDocument } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { execute } from '../../casework/execute.ts';
import { isKnownDead } from '../../casework/parties.ts';
import { listStatementLines } from '../../casework/reads/statement-lines.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { Move } from '../../core/words/moves.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import { readFirstSheet } from '../../reading/sheet-rows.ts';
import type { Desk } from '../../workbench/server/desk.ts';
import { LOOKED, SEEN } from './demo-case.ts';

const INBOX = join(import.meta.dirname, '../../data-samples/inbox');
const SIGNERS = ['lina', 'zhouqiang', 'wuping', 'zhouju'];
const INVESTIGATORS = ['zhangmin', 'liuyang'];
/** How long ago the first case was taken up, and how many days lie between one and the next. */
const YEAR = 330;
const PACE = 9;

/** What a case with a claim comes to; they follow one another through the year in this order. */
const WAYS = [
  'paid',
  'served',
  'paid-in-part',
  'instalments',
  'unfounded',
  'offset',
  'overdue',
  'refunded',
  'served',
  'written-off',
  'paid',
  'unverifiable',
  'approved',
  'paid-in-part',
  'waiting-for-signature',
  'investigating',
] as const;

type Way = (typeof WAYS)[number];

/** What was done in the year, for tests that count. */
export interface WorkedYear {
  worked: number;
  left_new: number;
  batches: string[];
}

/**
 * Works most cases of the demonstration through the commands of the ledger, as people of the office would have in the
 * last eleven months: decided, signed, served, paid in full and in part, offset, written off, refunded, cleared. Some stay
 * new. Two batches handed down are registered, two lines of the bank wait for the cashier.
 */
export async function workSomeCases(desk: Desk): Promise<WorkedYear> {
  const batches = await receiveBatches(desk);
  const year = new Year(desk);
  const rows = desk.ledger.db
    .prepare('select case_id, claimed_fen from case_state order by case_number')
    .all()
    .map((row) => ({ case_id: String(row.case_id), claimed_fen: Number(row.claimed_fen) }));
  const claims = rows.filter(({ claimed_fen }) => claimed_fen > 0);
  const others = rows.filter(({ claimed_fen }) => claimed_fen === 0);
  const worked = claims.slice(0, Math.ceil(YEAR / PACE) - 3);
  worked.forEach(({ case_id }, place) => {
    year.work(case_id, WAYS[place % WAYS.length] ?? 'served', place);
  });
  const looked = others.slice(0, 12);
  looked.forEach(({ case_id }, place) => {
    const ways: Way[] = ['unfounded', 'unfounded', 'unverifiable', 'investigating'];
    year.work(case_id, ways[place % ways.length] ?? 'unfounded', place * 2);
  });
  year.leaveLinesOpen();
  return {
    worked: worked.length + looked.length,
    left_new: rows.length - worked.length - looked.length,
    batches,
  };
}

async function receiveBatches(desk: Desk): Promise<string[]> {
  const files = readdirSync(INBOX).filter((file) => file.startsWith('上级下发疑点数据'));
  const received: string[] = [];
  for (const [place, file] of files.entries()) {
    const id = `2022-${6 + place}`;
    const path = join(INBOX, file);
    const { rows } = await readFirstSheet(path);
    const today = businessDay(desk.office.now());
    receiveBatch(
      desk.ledger,
      desk.office,
      { actor: 'chenjing', on_behalf_of: null, via: 'test', at: desk.office.now() },
      {
        batch_id: id,
        title: `2022年第${6 + place}批`,
        sender: '省级',
        received_on: today,
        reply_due_on: addCalendarDays(today, 12 + place * 30).on,
        file,
        file_hash: sha256Hex(readFileSync(path)),
        items: readItemTable(rows),
      },
    );
    received.push(id);
  }
  return received;
}

/** One year at the office, day by day. */
class Year {
  readonly #desk: Desk;
  readonly #today: string;
  #keys = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#today = businessDay(desk.office.now());
  }

  work(caseId: string, way: Way, place: number): void {
    const start = YEAR - place * PACE;
    const who = INVESTIGATORS[place % INVESTIGATORS.length] ?? 'zhangmin';
    this.#act('chenjing', caseId, 'assign', start, { assignee: who });
    if (way === 'investigating') return;
    if (way === 'unfounded') {
      this.#act(who, caseId, 'clear', start - 4, { reason: '入户核实，情况不符' });
      return;
    }
    if (way === 'unverifiable') {
      this.#act(who, caseId, 'leave-unverifiable', start - 6, { reason: '本人外出，暂未联系上' });
      return;
    }
    this.#act(who, caseId, 'substantiate', start - 3, {
      reason: '入户核实，家属确认',
      nature: 'late-report',
      looked: LOOKED,
    });
    const { name, township } = this.#state(caseId).person;
    const isSelf = place % 3 === 0 && !isKnownDead(this.#state(caseId));
    this.#act(who, caseId, 'name-debtor', start - 3, {
      name: isSelf ? name : `${name.slice(0, 1)}家属`,
      relation: isSelf ? '本人' : '子女',
      address: township,
    });
    this.#act(who, caseId, 'fix-amount', start - 4, {});
    if (way === 'waiting-for-signature') return;
    this.#sign(caseId, start - 6);
    if (way === 'approved') return;
    this.#act(who, caseId, 'notify', start - 7, { on: this.#day(start - 7) });
    this.#act(who, caseId, 'serve', start - 9, { on: this.#day(start - 9), servers: ['张经办', '李经办'] });
    this.#settle(who, caseId, way, start - 30);
  }

  #settle(who: string, caseId: string, way: Way, ago: number): void {
    const owed = this.#state(caseId).money.outstanding_fen;
    const part = Math.max(100, Math.floor(owed / 300) * 100);
    switch (way) {
      case 'paid':
        this.#pay(caseId, owed, ago);
        return;
      case 'paid-in-part':
        this.#pay(caseId, part, ago);
        return;
      case 'instalments':
        this.#act(who, caseId, 'plan-instalments', ago, {
          plan: [
            { due_on: this.#day(ago - 30), amount_fen: part },
            { due_on: this.#day(ago - 90), amount_fen: owed - part },
          ],
        });
        this.#pay(caseId, part, ago - 20);
        return;
      case 'offset':
        this.#act('heqin', caseId, 'offset', ago, {
          amount_fen: Math.min(owed, part * 2),
          against: 'later-benefits',
          on: this.#day(ago),
          consent: '本人签字的抵扣同意书',
        });
        return;
      case 'overdue':
        this.#act(who, caseId, 'overdue', ago - 20, { on: this.#day(ago - 20) });
        return;
      case 'refunded':
        this.#pay(caseId, owed + 5_000, ago);
        this.#act('heqin', caseId, 'propose-refund', ago - 2, { reason: '银行转账多付' });
        this.#sign(caseId, ago - 4);
        return;
      case 'written-off':
        this.#pay(caseId, part, ago);
        this.#act(who, caseId, 'propose-write-off', ago - 20, { reason: '义务人死亡，无遗产可供清偿' });
        this.#sign(caseId, ago - 22);
        return;
      default:
        return;
    }
  }

  /** Money that came through the bank: its line first, then the receipt that confirms it. */
  #pay(caseId: string, amountFen: number, ago: number): void {
    const state = this.#state(caseId);
    const on = this.#day(ago);
    const remark = `退款 ${state.notices.at(-1)?.notice_number ?? caseId}`;
    const line = this.#bankLine(on, amountFen, state.debtor.name, remark);
    this.#act('heqin', caseId, 'receipt', ago, {
      ...{ amount_fen: amountFen, on, bank_line_id: line },
      surplus: amountFen > state.money.outstanding_fen ? 'due-back' : 'refused',
    });
  }

  #bankLine(on: string, amountFen: number, payer: string, remark: string): string {
    this.#keys += 1;
    const { ledger, office } = this.#desk;
    const serial = `WY${String(this.#keys).padStart(6, '0')}`;
    const imported = importStatement(ledger, office, HEQIN, {
      statement_id: `worked-${serial}`,
      file: `收款户流水_${on}.xlsx`,
      lines: [
        {
          row: 2,
          serial,
          booked_on: on,
          amount_fen: amountFen,
          payer,
          payer_account: '6231990000003307',
          remark,
        },
      ],
    });
    if (!imported.ok) throw new Error(imported.refusal.en);
    const line = listStatementLines(ledger, 'open').find((one) => one.statement_id === `worked-${serial}`);
    if (line === undefined) throw new Error('a line that was imported is not there');
    return line.line_id;
  }

  /** Two receipts that nobody has claimed yet, and the bank's interest, which is nobody's. */
  leaveLinesOpen(): void {
    const owing = this.#desk.ledger.db
      .prepare(
        `select case_id, debtor_name, outstanding_fen, notice_number from case_state
         where outstanding_fen > 0 and notice_number is not null order by case_number limit 2`,
      )
      .all();
    for (const [place, row] of owing.entries()) {
      const amount = Number(row.outstanding_fen) - place * 100;
      this.#bankLine(this.#day(2), amount, String(row.debtor_name), `退养老金 ${row.notice_number}`);
    }
    const interest = this.#bankLine(this.#day(1), 1_234, '弥勒市农村信用合作联社', '结息');
    const { ledger, office } = this.#desk;
    const refusal = setLineAside(ledger, office, HEQIN, interest, '银行结息，不是追缴款');
    if (refusal !== null) throw new Error(refusal.en);
  }

  #sign(caseId: string, ago: number): void {
    for (const signer of SIGNERS) {
      if (pendingDocument(this.#state(caseId)) === null) return;
      this.#act(signer, caseId, 'approve', ago, {});
    }
  }

  #state(caseId: string): CaseState {
    const state = loadCase(this.#desk.ledger, caseId);
    if (state === null) throw new Error(`there is no case ${caseId}`);
    return state;
  }

  /** The day so many days before today, and never after it. */
  #day(ago: number): string {
    return addCalendarDays(this.#today, -Math.max(0, ago)).on;
  }

  #act(user: string, caseId: string, move: Move, ago: number, input: unknown): void {
    this.#keys += 1;
    const at = ago > 0 ? `${this.#day(ago)}T02:00:00.000Z` : this.#desk.office.now();
    const outcome = execute(
      this.#desk.ledger,
      { ...this.#desk.office, now: () => at },
      { key: `worked-year-${this.#keys}`, user, via: 'test', case_id: caseId, move, input, evidence: SEEN },
    );
    if (!outcome.ok) throw new Error(`${caseId} ${move}: ${outcome.refusal.en}`);
  }
}

const HEQIN = { user: 'heqin', via: 'test' };
