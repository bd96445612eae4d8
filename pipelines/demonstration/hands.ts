import { importStatement, setLineAside } from '../../casework/bank/import-statement.ts';
import type { ReceivedLine } from '../../casework/bank/received-line.ts';
import type { ReceivedBatch } from '../../casework/batches/items.ts';
import { receiveBatch } from '../../casework/batches/receive-batch.ts';
import { businessDay } from '../../casework/business-day.ts';
import { type CaseState, pendingDocument } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import type { Evidence } from '../../casework/decision-guard.ts';
import { issueDocument } from '../../casework/documents/register.ts';
import { serveDocument } from '../../casework/documents/serve-document.ts';
import { execute } from '../../casework/execute.ts';
import type { Office } from '../../casework/office.ts';
import { listStatementLines } from '../../casework/reads/money/statement-lines.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { Move } from '../../core/words/moves.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import { loadLetterhead, seriesOf } from '../../reports/notices/letterhead.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

const SIGNERS = ['lina', 'zhouqiang', 'wuping', 'zhouju'];
const HEQIN = { user: 'heqin', via: 'demo' };

/** Everybody of the demonstration's office at work, on the day that the calendar stands at. A refusal is a fault of the script. */
export class Hands {
  readonly #ledger: Ledger;
  readonly #office: Office;
  readonly #evidence: ReadonlyMap<string, Evidence>;
  readonly #now: string;
  #ago = 0;
  #keys = 0;
  #lines = 0;

  constructor(ledger: Ledger, office: Office, evidence: ReadonlyMap<string, Evidence>) {
    this.#ledger = ledger;
    this.#office = office;
    this.#evidence = evidence;
    this.#now = office.now();
  }

  /** Turns the calendar to the day so many days ago, and never beyond today. */
  goTo(ago: number): void {
    this.#ago = Math.max(0, ago);
  }

  get today(): string {
    return this.inDays(0);
  }

  inDays(days: number): string {
    return addCalendarDays(businessDay(this.#now), days - this.#ago).on;
  }

  /** Where the calendar stands, as the office's clock tells it: ten in the morning, today the very moment. */
  get at(): string {
    return this.#ago > 0 ? `${this.today}T02:00:00.000Z` : this.#now;
  }

  state(caseId: string): CaseState {
    const state = loadCase(this.#ledger, caseId);
    if (state === null) throw new Error(`there is no case ${caseId}`);
    return state;
  }

  act(user: string, caseId: string, move: Move, input: object): void {
    this.#keys += 1;
    const evidence = this.#evidence.get(caseId) ?? null;
    const looked = evidence?.explanations.filter(({ verdict }) => verdict === 'look').map(({ key }) => key);
    const seen = {
      looked: looked ?? [],
      ...(evidence?.is_contrary ? { contrary_reason: '认证由他人代办，已向村委会核实' } : {}),
    };
    const outcome = execute(this.#ledger, this.#there, {
      ...{ key: `demo-${this.#keys}`, user, via: 'demo', case_id: caseId, move },
      input: move === 'substantiate' ? { ...input, ...seen } : input,
      evidence,
    });
    if (!outcome.ok) throw new Error(`${caseId} ${move}: ${outcome.refusal.en}`);
  }

  /** Issues the written reminder of a case, and hands it over. */
  remindInWriting(user: string, case_id: string): void {
    this.#keys += 1;
    const by = { user, via: 'demo', case_id };
    const kind = findKind('reminder');
    const issued = issueDocument(this.#ledger, this.#there, {
      ...{ ...by, key: `demo-${this.#keys}`, on: this.today },
      kind: { ...kind, series: seriesOf(loadLetterhead(this.#office.home), kind) },
    });
    if (!issued.ok) throw new Error(`${case_id} reminder: ${issued.refusal.en}`);
    const { document_number } = issued.document;
    const input = { on: this.today, servers: ['张经办', '李经办'] };
    const refusal = serveDocument(this.#ledger, this.#there, { ...by, document_number, input });
    if (refusal !== null) throw new Error(`${document_number}: ${refusal.en}`);
  }

  /** Signs whatever waits in a case, hand after hand. */
  sign(caseId: string): void {
    for (const signer of SIGNERS) {
      if (pendingDocument(this.state(caseId)) === null) return;
      this.act(signer, caseId, 'approve', {});
    }
  }

  /** A list handed down becomes a batch with a day by which it is answered. */
  registerList(batch: ReceivedBatch): void {
    const author = { actor: 'chenjing', on_behalf_of: null, via: 'demo', at: this.at };
    const refusal = receiveBatch(this.#ledger, this.#office, author, batch);
    if (refusal !== null) throw new Error(refusal.en);
  }

  /** One amount on the recovery account, from somebody, with the words the bank passes on; returns its line. */
  bankLine(amountFen: number, payer: string, remark: string): string {
    return this.bankLines([{ amount_fen: amountFen, payer, remark }])[0] ?? '';
  }

  bankLines(credits: readonly Pick<ReceivedLine, 'amount_fen' | 'payer' | 'remark'>[]): string[] {
    const lines = credits.map((credit, place): ReceivedLine => {
      this.#lines += 1;
      const serial = `DEMO${String(this.#lines).padStart(6, '0')}`;
      return { ...credit, row: 2 + place, serial, booked_on: this.today, payer_account: '6231990000003307' };
    });
    const statement = sha256Hex(lines.map(({ serial }) => serial).join());
    const imported = importStatement(this.#ledger, this.#there, HEQIN, {
      ...{ statement_id: statement, file: `收款户流水_${this.today}.xlsx`, lines },
    });
    if (!imported.ok) throw new Error(imported.refusal.en);
    const open = listStatementLines(this.#ledger, 'open').filter(
      ({ statement_id }) => statement_id === statement,
    );
    return open.map(({ line_id }) => line_id);
  }

  setAside(lineId: string, reason: string): void {
    const refusal = setLineAside(this.#ledger, this.#there, HEQIN, lineId, reason);
    if (refusal !== null) throw new Error(refusal.en);
  }

  get #there(): Office {
    return { ...this.#office, now: () => this.at };
  }
}
