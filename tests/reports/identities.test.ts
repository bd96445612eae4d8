import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIdentities, failedIdentities, loadIdentities } from '../../casework/marts/check-identities.ts';
import { buildLedgerMarts } from '../../casework/marts/ledger-marts.ts';
import { EXIT, type Refusal } from '../../core/errors.ts';
import { summarisePeriod } from '../../reports/manager/make-summary.ts';
import { warehousePath } from '../../storage/warehouse/builds.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { SyntheticOffice } from './synthetic-office.ts';

const office = new SyntheticOffice();
let marts: Warehouse;

beforeAll(async () => {
  await office.open();
  const { period, builds, build, source_titles } = office.request();
  marts = await buildLedgerMarts(office.ledger, warehousePath(builds, build), period, source_titles);
}, 120_000);

afterAll(() => {
  marts.close();
  office.close();
});

/** For every identity one figure that is moved on purpose, and what the refusal must name. */
const BROKEN: Record<string, { by: string; names: string | RegExp }> = {
  'equation-closes': {
    by: "update mart.equation set assessed_fen = assessed_fen + 100 where period = 'this'",
    names: '相差 1.00 元',
  },
  'every-case-closes': {
    by: "update ledger.case_at set repaid_fen = repaid_fen + 1 where case_id = 'C00000001' and edge = 'opening'",
    names: 'C00000001',
  },
  'ledger-agrees': {
    by: "update ledger.casebook set written_off_fen = 0, outstanding_fen = 1 where case_id = 'C00000005'",
    names: 'C00000005',
  },
  'movements-make-the-change': {
    by: "delete from ledger.movement where kind = 'refund'",
    names: '退还:应为 50.00,实为 0.00,相差 50.00 元',
  },
  'bank-lines-agree': {
    by: "insert into ledger.bank_line values ('L1', 7000, 'C00000001')",
    names: 'L1:应为 70.00,实为 0.00',
  },
  'months-make-the-period': {
    by: 'update mart.by_month set recovered_fen = 0 where month = 202203',
    names: '追回:应为 1,300.00,实为 700.00,相差 600.00 元',
  },
  'sources-make-the-total': {
    by: "update mart.by_source set recovered_people = recovered_people + 1 where kind = 'self-found'",
    names: '追回人数:应为 7,实为 8,相差 1 人',
  },
  'overlap-explains-the-names': {
    by: 'update mart.by_source set named_people = named_people + 3 where place = 1',
    names: /相差 3 人/,
  },
  'batches-make-the-sources': {
    by: "update mart.by_batch set recovered_in_period_fen = 0 where title = '第2批'",
    names: '相差 50.00 元',
  },
  'items-have-one-outcome': {
    by: "update mart.by_batch set verified = 3 where title = '第1批'",
    names: '第1批:应为 3,实为 2',
  },
  'townships-make-the-total': {
    by: "delete from mart.by_township where township = '竹园镇'",
    names: '各乡镇期末未收回:应为 590.00,实为 300.00',
  },
  'states-make-the-total': { by: "delete from mart.by_state where status = 'repaid'", names: '案件' },
  'ages-make-the-debt': {
    by: 'update mart.by_age set outstanding_fen = 0 where place = 5',
    names: '相差 500.00 元',
  },
  'instalments-are-covered-or-not': {
    by: 'update mart.instalments set overdue_fen = 0',
    names: '相差 100.00 元',
  },
  'outcomes-make-the-found': { by: 'delete from mart.outcome where place = 1', names: '本期发现' },
  'certified-and-not-make-the-due': {
    by: "update mart.certification set people = people + 2 where way = 'stopped' and half = 2",
    names: '2022年下半年:应为 103,实为 105,相差 2 人',
  },
  'payments-agree-with-the-build': {
    by: 'delete from mart.payments where month = 202205',
    names: '发放金额',
  },
  'grants-agree-with-the-build': {
    by: 'update mart.funeral_grants set grants = grants + 1 where each_fen = 135600',
    names: '每份金额×份数',
  },
  'rows-add-up': { by: 'update mart.received set used = used - 5', names: /相差 5 行/ },
  'refused-rows-kept': { by: 'update mart.refused_reason set refused = 0', names: '拒收:应为 3,实为 0' },
  'tie-out-days-make-the-sum': {
    by: `insert into mart.tie_out_party by name
      select 'contribution' as flow, 202206 as month, 'bank' as party, '银行' as title, 100 as amount_fen`,
    names: '银行contribution202206:应为 0.00,实为 1.00',
  },
  'tie-out-is-carried': {
    by: `insert into mart.tie_out_month by name select 'pension' as flow, 202206 as month, 3 as differences, 1 as explained,
      1 as unexplained, 0 as carried_in, 1 as carried_on`,
    names: 'pension202206差异:应为 3,实为 2',
  },
  'enrolment-adds-up': {
    by: `insert into mart.enrolment by name select '甲镇' as township, 1 as registered, 0 as insured, 0 as drawing,
      0 as other_scheme, 0 as excluded, 0 as gone, 0 as held, 0 as nowhere`,
    names: '甲镇:应为 1,实为 0',
  },
  'office-money-agrees-with-the-build': {
    by: "update mart.office_money set amount_fen = amount_fen + 100 where subject = 'land-loss'",
    names: '被征地补助',
  },
  'office-people-agree-with-the-build': {
    by: "insert into mart.office_people by name select 'card' as subject, 'active' as kind, 1 as people",
    names: '社保卡:应为 0,实为 1',
  },
};

async function whileBroken<Result>(sql: string, act: () => Promise<Result>): Promise<Result> {
  await marts.run('begin');
  try {
    await marts.run(sql);
    return await act();
  } finally {
    await marts.run('rollback');
  }
}

async function refusalOf(act: Promise<unknown>): Promise<Refusal> {
  return act.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => error as Refusal,
  );
}

describe('each identity', () => {
  test('holds over a year worked by hand, and compares something', async () => {
    const results = await checkIdentities(marts);
    expect(failedIdentities(results)).toEqual([]);
    // receipts of this year came by hand, so no line of a statement is there to compare
    expect(results.filter(({ compared }) => compared === 0).map(({ name }) => name)).toEqual([
      'bank-lines-agree',
      // and no statement for the tie-out
      'tie-out-days-make-the-sum',
      'tie-out-is-carried',
    ]);
  });

  test('is broken once below', () => {
    expect(Object.keys(BROKEN).sort()).toEqual(
      loadIdentities()
        .map(({ name }) => name)
        .sort(),
    );
  });

  test.each(Object.entries(BROKEN))(
    '%s, once broken, stops the report and says by how much',
    async (name, given) => {
      const refusal = await whileBroken(given.by, () => refusalOf(summarisePeriod(marts, office.request())));
      expect(refusal.exitCode).toBe(EXIT.checkFailed);
      expect(refusal.code).toBe('report-not-tied');
      expect(refusal.zh).toContain(loadIdentities().find((one) => one.name === name)?.zh);
      expect(refusal.zh).toMatch(given.names);
    },
  );
});

describe('people counted twice', () => {
  test('are named with the sources that both count them, by number of person and masked name', async () => {
    const twice = `insert into ledger.attribution values ('p2', 'self-found', null);
      update mart.by_source set people = people + 1 where kind = 'self-found'`;
    const refusal = await whileBroken(twice, () => refusalOf(summarisePeriod(marts, office.request())));
    expect(refusal.zh).toContain('来源人数:应为 12,实为 13,相差 1 人');
    expect(refusal.zh).toContain('p2 测***');
    expect(refusal.zh).toContain('B1、self-found');
    expect(refusal.zh).not.toContain('测试p2');
  });
});
