import { moveItem } from '../../casework/batches/move-item.ts';
import { answerItems, receiveBatch } from '../../casework/batches/receive-batch.ts';
import { attachFindings } from '../../casework/findings/attach-findings.ts';
import type { Finding } from '../../core/finding.ts';
import type { Origin } from '../../core/words/case.ts';
import type { ItemOutcome } from '../../core/words/items.ts';
import type { Move } from '../../core/words/moves.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../support/sample-office.ts';

/**
 * The ledger of an invented office from November 2021 to the end of 2022, worked through the same commands as any other.
 * Twelve people, each there for one thing a summary can get wrong; `tests/reports/answer-key.ts` says what must come out.
 */
export class SyntheticYear {
  readonly office: SampleOffice = openSampleOffice();
  readonly #findings: Finding[] = [];
  #run = 0;

  get ledger() {
    return this.office.ledger;
  }

  close(): void {
    this.office.close();
  }

  work(): this {
    this.#lastYear();
    this.#batches();
    this.#selfFound();
    this.#late();
    return this;
  }

  /** Owed since 2021, partly repaid in both years: in the opening balance, and older than 180 days at the end. */
  #lastYear(): void {
    const caseId = this.#find('2021-11-01', 'p10', '弥阳街道', 50_000);
    this.#bring(caseId, '2021-11-05');
    this.#act('2021-12-10', 'chen', caseId, 'receipt', { amount_fen: 20_000 });
    this.#act('2022-01-20', 'chen', caseId, 'receipt', { amount_fen: 10_000 });
  }

  /** Two batches with one person in both, one whom the data do not know, and one the office had found before. */
  #batches(): void {
    this.#receive('B1', '第1批', '2022-02-01', ['p1', 'p2', 'x9']);
    const repaid = this.#find('2022-02-10', 'p1', '竹园镇', 60_000);
    this.#answer('2022-02-10', 'B1', 1, 'p1', repaid);
    this.#answer('2022-02-10', 'B1', 3, null, null);
    this.#bring(repaid, '2022-02-14');
    this.#act('2022-03-15', 'chen', repaid, 'receipt', { amount_fen: 60_000 });
    this.#verify('2022-03-20', 'B1', 1, 'substantiated');
    this.#verify('2022-03-20', 'B1', 3, 'unfounded');

    const instalments = this.#find('2022-02-10', 'p2', '竹园镇', 40_000);
    this.#answer('2022-02-10', 'B1', 2, 'p2', instalments);
    this.#bring(instalments, '2022-03-01');
    this.#act('2022-04-10', 'chen', instalments, 'receipt', { amount_fen: 10_000 });
    this.#act('2022-05-10', 'chen', instalments, 'receipt', { amount_fen: 10_000 });
    const plan = [
      { due_on: '2022-11-30', amount_fen: 10_000 },
      { due_on: '2023-01-31', amount_fen: 10_000 },
    ];
    this.#act('2022-05-11', 'li', instalments, 'plan-instalments', { plan });

    const ownFirst = this.#find('2022-03-01', 'p4', '新哨镇', 20_000);
    this.#receive('B2', '第2批', '2022-06-01', ['p2', 'p3', 'p4']);
    this.#answer('2022-06-01', 'B2', 1, 'p2', instalments);
    this.#answer('2022-06-01', 'B2', 3, 'p4', ownFirst);
    this.#bring(ownFirst, '2022-06-10');
    this.#act('2022-08-08', 'chen', ownFirst, 'receipt', { amount_fen: 25_000, surplus: 'due-back' });
    this.#act('2022-09-01', 'li', ownFirst, 'propose-refund', { reason: '多收' });
    for (const user of ['yi', 'er', 'san', 'si']) this.#act('2022-09-09', user, ownFirst, 'approve');
    this.#act('2022-09-10', 'chen', ownFirst, 'pay-refund');

    const writtenOff = this.#find('2022-06-05', 'p3', '弥阳街道', 30_000);
    this.#answer('2022-06-05', 'B2', 2, 'p3', writtenOff);
    this.#bring(writtenOff, '2022-06-15');
    this.#act('2022-07-01', 'li', writtenOff, 'offset', { amount_fen: 5_000, against: 'account-balance' });
    this.#act('2022-10-01', 'li', writtenOff, 'propose-write-off', { reason: '无遗产可供清偿' });
    for (const user of ['yi', 'er', 'san', 'si']) this.#act('2022-10-20', user, writtenOff, 'approve');
    this.#verify('2022-06-30', 'B2', 2, 'substantiated');
  }

  #selfFound(): void {
    const cleared = this.#find('2022-03-01', 'p5', '新哨镇', 11_300);
    this.#act('2022-03-10', 'sun', cleared, 'assign', { assignee: 'li' });
    this.#act('2022-04-01', 'li', cleared, 'clear', { reason: '本人健在' });
    const unclear = this.#find('2022-04-01', 'p6', '新哨镇', 11_300);
    this.#act('2022-04-10', 'sun', unclear, 'assign', { assignee: 'li' });
    this.#act('2022-05-05', 'li', unclear, 'leave-unverifiable', { reason: '查无此人' });

    const reversed = this.#find('2022-05-01', 'p7', '新哨镇', 10_000);
    this.#bring(reversed, '2022-05-20');
    const receipt = this.#act('2022-06-06', 'chen', reversed, 'receipt', { amount_fen: 4_000 });
    const entry_id = receipt.entries.at(-1)?.entry_id ?? '';
    this.#act('2022-07-07', 'chen', reversed, 'reverse', { entry_id, reason: '记错案件' });

    const reported = this.#find('2022-10-10', 'p12', '竹园镇', 7_000, { origin: 'reported' });
    this.#bring(reported, '2022-10-15');
    this.#act('2022-11-11', 'chen', reported, 'receipt', { amount_fen: 7_000 });
  }

  /** One person with two episodes, a lead nobody has taken up, and money that came in after the year. */
  #late(): void {
    const first = this.#find('2022-01-05', 'p11', '竹园镇', 8_000);
    this.#bring(first, '2022-01-10');
    this.#act('2022-02-02', 'chen', first, 'receipt', { amount_fen: 8_000 });
    const second = this.#find('2022-09-01', 'p11', '竹园镇', 9_000, { occurrence: 'again' });
    this.#bring(second, '2022-12-15');
    this.#find('2022-12-01', 'p8', '弥阳街道', 11_300, { rule: 'dual-benefit/employee-pension' });
    this.#act('2023-01-05', 'chen', second, 'receipt', { amount_fen: 9_000 });
  }

  #find(
    on: string,
    person_id: string,
    township: string,
    fen: number,
    more: { origin?: Origin; occurrence?: string; rule?: string } = {},
  ): string {
    const finding = sampleFinding({
      person_id,
      township,
      name: `测试${person_id}`,
      claims: [[202112, { basic: fen }]],
      occurrence_key: more.occurrence ?? `death-${person_id}`,
      ...(more.rule === undefined ? {} : { rule_id: more.rule, title: '重复领取职工养老金' }),
    });
    this.#findings.push(finding);
    this.#run += 1;
    const attached = attachFindings(this.ledger, { run: this.#run, as_of: on }, [finding], {
      at: `${on}T01:00:00.000Z`,
      rules: [],
      origin: more.origin ?? 'self-found',
    });
    return attached.case_of.get(finding.finding_key) ?? '';
  }

  #bring(caseId: string, on: string): void {
    const steps: [string, Move, unknown][] = [
      ['sun', 'assign', { assignee: 'li' }],
      ['li', 'name-debtor', { name: '测试丁', relation: '之子' }],
      ['li', 'substantiate', { reason: '入户核实' }],
      ['li', 'fix-amount', {}],
      ['yi', 'approve', {}],
      ['li', 'notify', {}],
      ['li', 'serve', { servers: ['张经办', '李经办'] }],
    ];
    for (const [user, move, input] of steps) this.#act(on, user, caseId, move, input);
  }

  #act(on: string, user: string, caseId: string, move: Move, input: unknown = {}) {
    this.office.clock.at = `${on}T02:00:00.000Z`;
    const outcome = this.office.act(user, caseId, move, input);
    if (!outcome.ok) throw new Error(`${move} of ${caseId}: ${outcome.refusal.en}`);
    return outcome.state;
  }

  #receive(batch_id: string, title: string, on: string, people: readonly string[]): void {
    const author = { actor: 'sun', on_behalf_of: null, via: 'test', at: `${on}T03:00:00.000Z` };
    const items = people.map((person, index) => ({
      item_number: index + 1,
      row: index + 2,
      name: `测试${person}`,
      resident_id: person.startsWith('x') ? `nobody-${person}` : null,
      township: '竹园镇',
      claimed_fen: null,
    }));
    const refusal = receiveBatch(this.ledger, this.office.office, author, {
      batch_id,
      title,
      sender: '州级',
      received_on: on,
      reply_due_on: null,
      file: `${title}.xlsx`,
      file_hash: batch_id,
      items,
    });
    if (refusal !== null) throw new Error(refusal.en);
  }

  /** As a night answers: an item that is borne out is in the case that bears it out. */
  #answer(
    on: string,
    batch_id: string,
    item_number: number,
    person_id: string | null,
    case_id: string | null,
  ): void {
    const author = { actor: 'nightly', on_behalf_of: null, via: 'nightly', at: `${on}T03:30:00.000Z` };
    const answer = case_id === null ? ('cannot-match' as const) : ('supported' as const);
    answerItems(this.ledger, author, batch_id, [{ item_number, answer, person_id, case_id, evidence: '' }]);
  }

  #verify(on: string, batch_id: string, item_number: number, outcome: ItemOutcome): void {
    this.office.clock.at = `${on}T04:00:00.000Z`;
    const step = { via: 'test', batch_id, item_number };
    const steps = [
      { ...step, user: 'sun', move: 'assign' as const, assignee: 'li' },
      { ...step, user: 'li', move: 'verify' as const, outcome, reason: '入户核查' },
    ];
    for (const request of steps) {
      const moved = moveItem(this.ledger, this.office.office, request);
      if (!moved.ok) throw new Error(moved.refusal.en);
    }
  }
}
