import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../core/hash.ts';
import type { Hold } from '../../pipelines/precheck/hold-list.ts';
import { type PrecheckReport, precheck } from '../../pipelines/precheck/precheck.ts';
import { warehousePath } from '../../storage/warehouse/builds.ts';
import { Office } from '../night/office.ts';
import {
  csv,
  type Line,
  PAYEES,
  POLICE_LIST,
  payee,
  policeList,
  residentIdOf,
  roster,
  rosterLine,
  rosterName,
  rosterRows,
} from '../night/small-office.ts';

let office: Office;
beforeEach(() => {
  office = new Office();
  office.put(rosterName(202210), roster(202210));
  office.put(rosterName(202211), roster(202211));
});
afterEach(() => office.remove());

const LINE_FEN = 21_800;

async function nightThenTry(lines?: readonly Line[]): Promise<PrecheckReport> {
  await office.night('2022-11-30');
  return tryRoster(lines);
}

function tryRoster(lines: readonly Line[] = rosterRows(202212)): Promise<PrecheckReport> {
  const path = join(office.root, rosterName(202212));
  office.put(`../${rosterName(202212)}`, csv(lines));
  return precheck({ home: office.home, roster: path, asOf: null });
}

const held = ({ held: holds }: Pick<PrecheckReport, 'held'>): [string, string, number][] =>
  holds.map(({ name, rule_id, amount_fen }: Hold) => [name, rule_id, amount_fen]);

function certifications(rows: readonly Line[]): string {
  return csv([['姓名', '身份证号码', '认证方式', '认证日期', '认证结果'], ...rows]);
}

function cremations(rows: readonly Line[]): string {
  return csv([['死者姓名', '身份证号', '性别', '年龄', '火化日期', '火化编号'], ...rows]);
}

describe('the hold list before the payout', () => {
  test('somebody reported dead last month is held with the money of the coming line alone', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(2), on: '20220910' }]));
    const report = await nightThenTry();
    expect(held(report)).toEqual([[payee(2).name, 'deceased/paid-after-death', LINE_FEN]]);
    expect(report.held[0]).toMatchObject({
      strength: 'confirmed',
      resident_id: payee(2).residentId,
      rows: [4],
    });
    expect(report).toMatchObject({ received: 10, used: 10, refused: 0, ignored: 0, months: [202212] });
    expect([report.held_people, report.held_fen]).toEqual([1, LINE_FEN]);
  });

  test('a line that still waits for its payment is judged as if it were paid', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(2), on: '20221115' }]));
    const [header = []] = rosterRows(202212);
    const waiting = PAYEES.map((person) => rosterLine(person, 202212, '待支付'));
    expect(held(await nightThenTry([header, ...waiting]))).toEqual([
      [payee(2).name, 'deceased/paid-after-death', LINE_FEN],
    ]);
  });

  test('a line that the office itself has stopped needs no hold', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(2), on: '20221115' }]));
    const [header = []] = rosterRows(202212);
    const lines = PAYEES.map((person) =>
      rosterLine(person, 202212, person === payee(2) ? '暂停发放' : '待支付'),
    );
    expect(held(await nightThenTry([header, ...lines]))).toEqual([]);
  });

  test('whoever died in the month of the roster itself is due that month', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(2), on: '20221201' }]));
    expect(held(await nightThenTry())).toEqual([]);
  });

  test('an account or a number that differs from last month is asked about first', async () => {
    const [header = []] = rosterRows(202212);
    const moved = { ...payee(1), account: '6231900000000099999' };
    const renumbered = { ...payee(3), residentId: residentIdOf('19510707', 998) };
    const people = PAYEES.map((one) => (one === payee(1) ? moved : one === payee(3) ? renumbered : one));
    const report = await nightThenTry([header, ...people.map((one) => rosterLine(one, 202212))]);
    expect(held(report)).toEqual([
      [moved.name, 'precheck/account-changed', LINE_FEN],
      [renumbered.name, 'precheck/number-changed', LINE_FEN],
    ]);
  });

  test('a cremation that a later visit in person speaks against holds nobody, and is shown to be looked into', async () => {
    const { name, residentId } = payee(5);
    office.put('殡仪馆火化登记.csv', cremations([[name, residentId, '男', 74, '2022-08-03', 'H2022-7']]));
    office.put(
      '2022年9月待遇领取资格认证记录.csv',
      certifications([[name, residentId, '入户认证', '2022-09-20', '认证通过']]),
    );
    const report = await nightThenTry();
    expect(held(report).filter(([who]) => who === name)).toEqual([]);
    expect(held({ held: report.doubtful })).toEqual([[name, 'deceased/paid-after-death', LINE_FEN]]);
    expect(report.doubtful[0]?.reason).toContain('2022年9月仍有本人认证记录');
  });

  test('the same cremation holds where nothing speaks against it', async () => {
    const { name, residentId } = payee(5);
    office.put('殡仪馆火化登记.csv', cremations([[name, residentId, '男', 74, '2022-08-03', 'H2022-7']]));
    expect(held(await nightThenTry())).toEqual([[name, 'deceased/paid-after-death', LINE_FEN]]);
  });

  test('a second kind of source makes it more than one weak source', async () => {
    const { name, residentId } = payee(5);
    office.put('殡仪馆火化登记.csv', cremations([[name, residentId, '男', 74, '2022-08-03', 'H2022-7']]));
    office.put(POLICE_LIST, policeList([{ person: payee(5), on: '20220801' }]));
    office.put(
      '2022年9月待遇领取资格认证记录.csv',
      certifications([[name, residentId, '手机认证', '2022-09-20', '认证通过']]),
    );
    const report = await nightThenTry();
    expect(held(report).filter(([who]) => who === name)).toEqual([
      [name, 'deceased/paid-after-death', LINE_FEN],
    ]);
    expect(report.doubtful).toEqual([]);
  });

  test('a trial leaves the warehouse and the ledger as they were, byte for byte', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(2), on: '20220910' }]));
    await office.night('2022-11-30');
    const files = [office.workspace.ledger, warehousePath(office.workspace.builds, 1)];
    const before = files.map((path) => sha256Hex(readFileSync(path).toString('base64')));
    await tryRoster();
    expect(files.map((path) => sha256Hex(readFileSync(path).toString('base64')))).toEqual(before);
    expect(office.currentBuild()).toBe('1');
  });
});

describe('the verb precheck', () => {
  test('ends with 4 when somebody is held, with 0 when nobody is, and with 3 when the file is no roster', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(2), on: '20220910' }]));
    await office.night('2022-11-30');
    const path = office.put(`../${rosterName(202212)}`, roster(202212));
    const one = await office.run('--json', 'precheck', path);
    expect(one.code).toBe(4);
    expect(JSON.parse(one.stdout)).toMatchObject({
      received: 10,
      held: [
        { resident_id: payee(2).residentId, rule_id: 'deceased/paid-after-death', amount_fen: LINE_FEN },
      ],
    });
    const clean = office.put(
      `../${rosterName(202212)}`,
      roster(
        202212,
        PAYEES.filter((one) => one !== payee(2)),
      ),
    );
    expect((await office.run('precheck', clean)).code).toBe(0);
    const other = await office.run('precheck', join(office.inbox, POLICE_LIST));
    expect(other.code).toBe(3);
    expect(other.stderr).toContain('不是待遇发放花名册');
  });
});
