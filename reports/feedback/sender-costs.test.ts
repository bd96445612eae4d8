import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { readReport } from '../manager/report-check/read-report.ts';
import { compareDeliveries } from './compare-deliveries.ts';
import { costsBySender, type SenderCost } from './sender-costs.ts';
import { writeSenderLetters } from './sender-letters.ts';

let warehouse: Warehouse;
let costs: Map<string, SenderCost>;

/** A died on 31 May and was paid to August, B to October, the newest month; the police told of both on 20 August, a hospital of A on 5 June. */
beforeAll(async () => {
  warehouse = await Warehouse.open(':memory:');
  await warehouse.run(`
    create schema canonical; create schema detection;
    create table file (file_no bigint, source varchar, received_at varchar);
    insert into file values (1, 'police-death', '2022-08-19T23:00:00.000Z'), (2, 'medical-death', '2022-06-05T01:00:00.000Z');
    create table canonical.death_record (record_id bigint, person_id varchar, died_on varchar, is_revoked boolean);
    insert into canonical.death_record values
        (10100000005, 'A', '2022-05-31', false), (10100000006, 'B', '2022-07-31', false),
        (10100000007, 'C', '2022-07-31', true), (20100000002, 'A', '2022-05-31', false);
    create table canonical.imprisonment (record_id bigint, person_id varchar, starts_on varchar);
    create table canonical.benefit_payment (month integer, is_settled boolean);
    insert into canonical.benefit_payment values (202210, true), (202211, false);
    create table detection.finding (
        finding_no integer, rule_id varchar, person_id varchar, direction varchar, strength_rank integer
    );
    insert into detection.finding values
        (1, 'deceased/paid-after-death', 'A', 'fund', 3), (2, 'deceased/paid-after-death', 'B', 'fund', 2),
        (3, 'deceased/paid-after-death', 'D', 'fund', 1);
    create table detection.finding_line (finding_no integer, month integer, line_id bigint, amount_fen bigint);
    insert into detection.finding_line values
        (1, 202206, 1, 21800), (1, 202207, 2, 21800), (1, 202208, 3, 21800),
        (2, 202208, 4, 11300), (2, 202209, 5, 11300), (2, 202210, 6, 11300), (3, 202206, 7, 11300)`);
  costs = await costsBySender(warehouse);
});
afterAll(() => warehouse.close());

test('a sender is told how long its word took, and what was paid before it came and after', () => {
  expect(costs.get('police-death')).toEqual({
    people: 2,
    median_days_to_receipt: 51,
    longest_days_to_receipt: 81,
    median_days_to_stop: 12,
    still_paid: 1,
    paid_before_receipt_fen: 3 * 21_800 + 11_300,
    paid_after_receipt_fen: 2 * 11_300,
  });
});

test('who told early is not charged with what was paid after their word', () => {
  expect(costs.get('medical-death')).toMatchObject({
    people: 1,
    median_days_to_receipt: 5,
    paid_before_receipt_fen: 21_800,
    paid_after_receipt_fen: 43_600,
  });
});

test('each sender gets a letter with its own figures and with nobody’s name', async () => {
  const home = mkdtempSync(join(tmpdir(), 'hedui-letters-'));
  try {
    const [quality] = compareDeliveries([
      {
        ...{
          file_no: 1,
          hash: 'a',
          file: '8月.xls',
          source: 'police-death',
          received_at: '2022-08-20',
          rows: 3,
        },
        defects: [
          {
            ...{ file_no: 1, sheet_no: 1, row: 2, code: 'number:length', zh: '位数不对' },
            ...{ name: '测试甲', value: '5325', proposed: null },
          },
        ],
        names: new Set(['测试甲']),
      },
    ]);
    if (quality === undefined) throw new Error('no sender');
    const told = { title: '公安注销名单', quality, cost: costs.get('police-death') ?? null };
    const silent = { ...told, title: '职工养老', quality: { ...quality, defects: 0 }, cost: null };
    const paths = await writeSenderLetters(home, [told, silent], '2022-09-01', join(home, 'letters'));
    expect(paths.map((path) => path.slice(-6))).toEqual(['函.docx', '量函.pdf']);
    for (const path of paths) {
      const text = (await readReport(path)).paragraphs.join('');
      expect(text).toContain('共收到1份、3行');
      expect(text).toContain('收到名单以前(含当月)已发放767.00元,收到以后又发放226.00元');
      expect(text).toContain('中位数51天,最长81天');
      expect(text).not.toMatch(/测试甲|[{}]|undefined/);
      expect(text).toContain('请核对更正');
    }
    const faultless = { ...told, quality: { ...quality, defects: 0 } };
    const [path = ''] = await writeSenderLetters(home, [faultless], '2022-09-01', join(home, 'faultless'));
    const text = (await readReport(path)).paragraphs.join('');
    expect(text).toContain('有问题0处');
    expect(text).not.toMatch(/请核对|退回清单|以前出现过/);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
