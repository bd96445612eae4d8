import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totalBatches } from '../../casework/marts/batch-totals.ts';
import { summariseRecovery } from '../../casework/reads/money/recovery-summary.ts';
import { describeSummary } from '../../reports/manager/describe-summary.ts';
import { makeSummary } from '../../reports/manager/make-summary.ts';
import { isLong } from '../support/is-long.ts';
import { ANSWER_KEY } from './answer-key.ts';
import { SyntheticOffice } from './synthetic-office.ts';

type Told = ReturnType<typeof describeSummary>;

const office = new SyntheticOffice();
const { year } = office;
let told: Told;

function tell(from: string, to: string): Promise<Told> {
  return makeSummary(office.ledger, office.request(from, to), async (summary) => describeSummary(summary));
}

beforeAll(async () => {
  await office.open();
  told = await tell('2022-01-01', '2022-12-31');
}, 120_000);

afterAll(() => office.close());

function rows(table: string, by: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries((told.tables[table] ?? []).map((row) => [String(row[by]), row]));
}

const column = (table: string, by: string, name: string): Record<string, unknown> =>
  Object.fromEntries((told.tables[table] ?? []).map((row) => [String(row[by]), row[name]]));

describe('a year worked through the ledger', () => {
  test('what was out before, what was added and what became of it is what is out after', () => {
    expect(told.tables.equation?.[0]).toMatchObject({ title: '2022年', ...ANSWER_KEY.equation });
  });

  test('people are counted once in each figure, and never as cases or payments', () => {
    const found = rows('headline', 'title');
    const titles = {
      发现: 'found',
      认定属实: 'substantiated',
      不属实: 'unfounded',
      无法核实: 'unverifiable',
      发出通知书: 'notified',
      送达: 'served',
      追回: 'recovered',
      核销: 'written_off',
      退还多缴: 'refunded',
      期末未收回: 'owed',
      期末应退未退: 'refund_due',
    } as const;
    for (const [title, figure] of Object.entries(titles)) {
      expect(found[title], title).toMatchObject(ANSWER_KEY.headline[figure]);
    }
  });

  test('somebody found by the office before a batch named them counts with the office, and only there', () => {
    const bySource = rows('by_source', 'title');
    expect(bySource.上级下发).toMatchObject(ANSWER_KEY.by_source['handed-down']);
    expect(bySource.自查核实).toMatchObject(ANSWER_KEY.by_source['self-found']);
    expect(bySource.举报).toMatchObject(ANSWER_KEY.by_source.reported);
    expect(told.totals.by_source).toMatchObject({ recovered_people: 7, recovered_in_period_fen: 130_000 });
    // the office's own night found p1 to p3 as well, but the batches stand before it in the ledger
    expect(told.tables.source_overlap?.map(({ person_id, counted }) => [person_id, counted])).toEqual([
      ['p1', '上级下发'],
      ['p2', '上级下发'],
      ['p3', '上级下发'],
      ['p4', '自查核实'],
    ]);
  });

  test('each batch tells items, people and outcomes apart', () => {
    const byBatch = rows('by_batch', 'title');
    expect(byBatch.第1批).toMatchObject(ANSWER_KEY.by_batch.第1批);
    expect(byBatch.第2批).toMatchObject(ANSWER_KEY.by_batch.第2批);
    expect(told.totals.by_batch).toMatchObject({ items: 6, named_people: 5 });
  });

  test('a reversed receipt counts in the month it came and is taken off in the month it was reversed', () => {
    expect(column('by_month', 'month', 'recovered_fen')).toEqual(
      Object.fromEntries(Object.entries(ANSWER_KEY.recovered_by_month)),
    );
  });

  test('somebody whose only receipt was reversed has paid nothing back', () => {
    expect(told.totals.by_month).toMatchObject({ people: 7, entries: 8, recovered_fen: 130_000 });
  });

  test('debt is as old as its approval', () => {
    expect(column('by_age', 'title', 'outstanding_fen')).toEqual(ANSWER_KEY.by_age);
  });

  test('an instalment past its day is overdue, one of next year is not', () => {
    expect(told.tables.instalments?.[0]).toMatchObject(ANSWER_KEY.instalments);
  });

  test('somebody with two cases in a township is one person there', () => {
    expect(column('by_township', 'township', 'owed_fen')).toEqual(ANSWER_KEY.by_township);
    expect(rows('by_township', 'township').竹园镇).toMatchObject({ people: 4, cases: 5 });
    expect(told.totals.by_township).toMatchObject({ people: ANSWER_KEY.people, cases: 12 });
  });

  test('the paragraph of the self-assessment says the same figures in the bureau’s own form', () => {
    expect(told.narrative.追缴情况).toBe(
      '截止12月底,共追缴7人0.13万元,其中:核实上级下发数据2批次3人,追回3人0.09万元;' +
        '自查核实追回3人0.04万元;举报追回1人0.01万元。有4人被上级下发和其他来源同时点名,' +
        '只计入其中一个来源,各项人数、金额相加即为合计。(金额以分计算后四舍五入到万元,各项之和与合计的尾差为0.01万元。)',
    );
  });
});

describe('other periods of the same ledger', () => {
  test('what came in too much in one case lowers the debt of no other, in no table and no sentence', async () => {
    const august = await tell('2022-08-01', '2022-08-31');
    const figure = (name: string) =>
      august.tables.headline?.find(({ title }) => title === name)?.amount_fen as number;
    const [owed, due] = [figure('期末未收回'), figure('期末应退未退')];
    expect(due).toBe(5_000);
    expect(august.tables.equation?.[0]).toMatchObject({ owed_fen: owed, due_fen: due, due_before_fen: 0 });
    for (const table of ['by_source', 'by_batch', 'by_township', 'by_township_rule', 'by_rule', 'by_state'])
      expect([table, august.totals[table]]).toMatchObject([table, { owed_fen: owed, refund_due_fen: due }]);
    expect(august.totals.by_age).toMatchObject({ outstanding_fen: owed });
    expect(august.narrative.未收回情况).toMatch(/期末未收回0\.\d\d万元,期末应退0\.01万元/);
  });

  test.runIf(isLong)(
    'the months of a year add up to it, and each begins where the one before ended',
    async () => {
      let closing = 30_000;
      let recovered = 0;
      for (let month = 1; month <= 12; month += 1) {
        const first = `2022-${String(month).padStart(2, '0')}-01`;
        const last = new Date(Date.UTC(2022, month, 0)).toISOString().slice(0, 10);
        const one = await tell(first, last);
        const equation = one.tables.equation?.[0] ?? {};
        expect(equation.owed_before_fen).toBe(closing);
        closing = Number(equation.owed_fen);
        recovered += Number(one.totals.by_month?.recovered_fen);
      }
      expect([closing, recovered]).toEqual([59_000, 130_000]);
    },
    60_000,
  );

  test('the year before is compared as it was then, not as it is now', () => {
    expect(told.tables.headline?.find(({ title }) => title === '追回')).toMatchObject({
      before_people: 1,
      before_fen: 20_000,
      year_fen: 20_000,
    });
  });

  test('a period that reaches to today says what the ledger itself says', async () => {
    const today = await tell('2021-01-01', '2023-12-31');
    const { total } = summariseRecovery(year.ledger, 'program', 'township');
    expect(today.totals.by_township).toMatchObject({
      people: total.people,
      cases: total.cases,
      assessed_fen: total.assessed_fen,
      owed_fen: total.owed_fen,
      refund_due_fen: total.over_repaid_fen,
    });
    const { sources } = await totalBatches(year.ledger);
    const handedDown = sources.filter(({ batch_id }) => batch_id !== null);
    expect(today.tables.by_source?.find(({ title }) => title === '上级下发')).toMatchObject({
      cases: handedDown.reduce((sum, { cases }) => sum + cases, 0),
      recovered_fen: handedDown.reduce((sum, { recovered_fen }) => sum + recovered_fen, 0),
    });
  });
});
