import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseExplanation } from '../../explanation/case-explanation.ts';
import { ExplainedOffice } from './explained-office.ts';

let county: ExplainedOffice;

beforeAll(async () => {
  county = await ExplainedOffice.ofSamples();
});

afterAll(() => county.remove());

describe('evidence in the shape of the finding', () => {
  const tablesOf = async (rule: string) => {
    const cases = await county.cases();
    return county.explain(cases.find((findings) => findings.some((one) => one.rule_id === rule)) ?? []);
  };
  const texts = (table: CaseExplanation['own_tables'][number] | undefined) =>
    table?.rows.map(({ cells }) => cells.map(({ text, gap }) => text ?? `(${gap})`)) ?? [];

  test('of grants, every one is shown, the right one too, and counted as payments', async () => {
    const { own_tables: tables, months, sides, timeline } = await tablesOf('funeral-grant/paid-twice');
    const [table] = tables;
    expect(table?.kind).toBe('payments');
    expect(table?.rows.map(({ is_in_question: asked }) => asked)).toEqual([false, true, true]);
    expect(table?.total).toBe('共 3 笔 4,068.00 元，其中本疑点 2 笔 2,712.00 元');
    expect(months[0]?.unit).toBe('payment');
    expect(timeline.band?.payments).toBe(2);
    // one payment of three contradicts none
    expect(sides).toEqual([]);
  });

  test('two numbers of one person stand below each other, with the digits in which they differ', async () => {
    const { own_tables: tables } = await tablesOf('identity/one-person-two-ids');
    const table = tables.find(({ kind }) => kind === 'identities');
    const numbers = texts(table).map(([number]) => number);
    expect(new Set(numbers).size).toBeGreaterThan(1);
    expect(table?.rows[0]?.cells[0]?.marks).toEqual([]);
    const other = table?.rows.find(({ cells }) => cells[0]?.text !== numbers[0]);
    expect(other?.cells[0]?.marks).not.toEqual([]);
    expect(texts(table).every(([, valid]) => valid === '有效')).toBe(true);
  });

  test('people who share an account are people of it, and contradict nobody', async () => {
    const { own_tables: tables, sides, link } = await tablesOf('account/shared-account');
    const table = tables.find(({ kind }) => kind === 'accounts');
    expect(table?.rows.length).toBeGreaterThanOrEqual(3);
    expect(texts(table).map((cells) => cells[3])).toContain('本人');
    expect(table?.title).toMatch(/\*+\d{4}/);
    expect(sides).toEqual([]);
    // that they are other people is no bar against the person's being one
    expect(link.flatMap(({ against }) => against)).toEqual([]);
  });

  test('a list that was read without the person says so, and one that holds them says how often', async () => {
    const { own_tables: tables } = await tablesOf('paid-on-behalf/not-entitled');
    const table = tables.find(({ kind }) => kind === 'lists');
    expect(texts(table).map(([list, , held]) => [list, held])).toEqual([
      ['残疾人名单', '已读到，没有本人'],
      ['低保、特困人员名单', '已读到，没有本人'],
    ]);
    const all = await Promise.all((await county.cases()).map((findings) => county.explain(findings)));
    const held = all.flatMap(({ own_tables: own }) =>
      own.filter(({ kind }) => kind === 'lists').flatMap((one) => texts(one).map((cells) => cells[2])),
    );
    expect(held.some((text) => text?.startsWith('在册'))).toBe(true);
  });

  test('a cell that is left blank is told from a list that has no such column', async () => {
    const all = await Promise.all((await county.cases()).map((findings) => county.explain(findings)));
    const rows = all.flatMap(({ sides }) => sides).flatMap((side) => side.rows);
    expect(new Set(rows.flatMap(({ left_gap: left, right_gap: right }) => [left, right]))).toContain(
      'no-column',
    );
    for (const { left, left_gap: gap } of rows) if (left !== null) expect(gap).toBeNull();
  });

  test('of months at risk it is said what was paid, and that none of it is claimed', async () => {
    const { months } = await tablesOf('certification/overdue-still-paid');
    const [sheet] = months;
    expect(sheet?.totals.amount_fen).toBeNull();
    expect(sheet?.rows.every(({ paid_fen: fen }) => (fen ?? 0) > 0)).toBe(true);
  });
});
