import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../core/hash.ts';
import type { Hold } from '../../pipelines/precheck/hold-list.ts';
import { type PrecheckReport, precheck } from '../../pipelines/precheck/precheck.ts';
import { warehousePath } from '../../storage/warehouse/builds.ts';
import { Office } from '../night/office.ts';
import {
  csv,
  type Payee,
  POLICE_LIST,
  payee,
  policeList,
  residentIdOf,
  roster,
  rosterLine,
  rosterName,
  rosterRows,
} from '../night/small-office.ts';
import { STOPPED } from '../precheck/expect-stopped.ts';

const [DEAD, DEAD_LATE, DEAD_NOW] = [payee(2), payee(4), payee(6)];
/** Cremated: seen alive afterwards, nothing else known, and reported by the police as well. */
const [SEEN_ALIVE, CREMATED, TWICE_DEAD] = [payee(5), payee(7), payee(8)];

/** Reported dead by the police: seen at home since, and under another given name, a sister's perhaps. */
const [SEEN_AT_HOME, OTHER_NAME] = [payee(9), payee(0)];

/** One office and one night for all: every roster below is tried against it, and a trial leaves nothing behind. */
let office: Office;
beforeAll(async () => {
  office = new Office();
  office.put(rosterName(202210), roster(202210));
  office.put(rosterName(202211), roster(202211));
  const deaths = [
    [DEAD, '20220910'],
    [DEAD_LATE, '20221115'],
    [DEAD_NOW, '20221201'],
    [TWICE_DEAD, '20220801'],
  ] as const;
  const doubted = [
    { person: SEEN_AT_HOME, on: '20220801' },
    { person: { ...OTHER_NAME, name: '普国兰' }, on: '20220801' },
  ];
  office.put(POLICE_LIST, policeList([...deaths.map(([person, on]) => ({ person, on })), ...doubted]));
  office.put(
    '殡仪馆火化登记.csv',
    csv([
      ['死者姓名', '身份证号', '性别', '年龄', '火化日期', '火化编号'],
      ...[SEEN_ALIVE, CREMATED, TWICE_DEAD].map(({ name, residentId }, place) => [
        ...[name, residentId, '男', 74, '2022-08-03', `H2022-${place}`],
      ]),
    ]),
  );
  office.put(
    '2022年9月待遇领取资格认证记录.csv',
    csv([
      ['姓名', '身份证号码', '认证方式', '认证日期', '认证结果'],
      [SEEN_ALIVE.name, SEEN_ALIVE.residentId, '入户认证', '2022-09-20', '认证通过'],
      [TWICE_DEAD.name, TWICE_DEAD.residentId, '手机认证', '2022-09-20', '认证通过'],
      [SEEN_AT_HOME.name, SEEN_AT_HOME.residentId, '入户认证', '2022-09-21', '认证通过'],
    ]),
  );
  await office.night('2022-11-30');
});
afterAll(() => office.remove());

/** Of ten people last month; so few gone stop no batch. */
const LIVING = [0, 1, 3, 5, 9].map(payee);

const LINE_FEN = 21_800;

/** The roster of December for these people, each line in this state. */
function trial(people: readonly Payee[], stateOf: (person: Payee) => string = () => '已支付') {
  const [header = []] = rosterRows(202212);
  const lines = people.map((person) => rosterLine(person, 202212, stateOf(person)));
  const path = office.put(`../${rosterName(202212)}`, csv([header, ...lines]));
  return precheck({ home: office.home, roster: path, asOf: null });
}

const held = ({ held: holds }: Pick<PrecheckReport, 'held'>): [string, string, number][] =>
  holds.map(({ name, rule_id, amount_fen }: Hold) => [name, rule_id, amount_fen]);

describe('the hold list before the payout, of a roster of everybody', () => {
  const moved = { ...payee(1), account: '6231900000000099999' };
  const renumbered = { ...payee(3), residentId: residentIdOf('19510707', 998) };
  const roll = [
    OTHER_NAME,
    moved,
    DEAD,
    renumbered,
    DEAD_LATE,
    SEEN_ALIVE,
    DEAD_NOW,
    CREMATED,
    TWICE_DEAD,
    SEEN_AT_HOME,
  ];
  let report: PrecheckReport;
  const stored = () =>
    [office.workspace.ledger, warehousePath(office.workspace.builds, 1)].map((path) =>
      sha256Hex(readFileSync(path).toString('base64')),
    );
  let before: string[];
  beforeAll(async () => {
    before = stored();
    report = await trial(roll);
  });
  const about = (person: Payee): [string, number, string][] =>
    report.held
      .filter(({ name }) => name === person.name)
      .map(({ rule_id, amount_fen, strength }) => [rule_id, amount_fen, strength]);

  const doubtOf = (person: Payee): Hold | undefined =>
    report.doubtful.find(({ name }) => name === person.name);

  test('somebody reported dead last month is held with the money of the coming line alone', () => {
    expect(about(DEAD)).toEqual([['deceased/paid-after-death', LINE_FEN, 'confirmed']]);
    const [hold] = report.held.filter(({ name }) => name === DEAD.name);
    expect(hold).toMatchObject({ resident_id: DEAD.residentId, rows: [4] });
    expect(report).toMatchObject({ received: 10, used: 10, refused: 0, ignored: 0, months: [202212] });
  });

  test('whoever died in the month of the roster itself is due that month', () => {
    expect(about(DEAD_NOW)).toEqual([]);
  });

  test('an account or a number that differs from last month is asked about first', () => {
    expect(held(report).filter(([, rule]) => rule.startsWith('precheck/'))).toEqual([
      [moved.name, 'precheck/account-changed', LINE_FEN],
      [renumbered.name, 'precheck/number-changed', LINE_FEN],
    ]);
  });

  test('a cremation that a later visit in person speaks against holds nobody, and is shown to be looked into', () => {
    expect(about(SEEN_ALIVE)).toEqual([]);
    expect(doubtOf(SEEN_ALIVE)).toMatchObject({ rule_id: 'deceased/paid-after-death', amount_fen: LINE_FEN });
    expect(doubtOf(SEEN_ALIVE)?.reason).toContain('2022年9月仍有本人认证记录');
  });

  test('whoever was seen in person after a death of the police, or is named otherwise in it, is verified first, as the night counts them', () => {
    expect(doubtOf(SEEN_AT_HOME)?.reason).toContain('金额不计入确证');
    expect(doubtOf(OTHER_NAME)).toMatchObject({ strength: 'probable', amount_fen: LINE_FEN });
    expect(doubtOf(OTHER_NAME)?.reason).toContain('号码相同，名字不同');
    expect([report.doubtful_people, report.doubtful_fen]).toEqual([3, 3 * LINE_FEN]);
  });

  test('what was paid and what is on the file to be paid are told apart', () => {
    const [hold] = report.held.filter(({ name }) => name === DEAD.name);
    expect(hold?.reason).toBe(
      `${DEAD.name}登记死亡时间为2022年9月10日，此前2022年10月至2022年11月已支付2个月，涉及436.00元，本期名册2022年12月涉及218.00元，尚未支付，请核实。`,
    );
    const [late] = report.held.filter(({ name }) => name === DEAD_LATE.name);
    expect(late?.reason).toBe(
      `${DEAD_LATE.name}登记死亡时间为2022年11月15日，本期名册2022年12月涉及218.00元，尚未支付，请核实。`,
    );
    for (const { reason } of [...report.held, ...report.doubtful]) expect(reason).not.toMatch(/支付成功/);
  });

  test('the same cremation holds where nothing speaks against it; so does one that a second kind of source bears out', () => {
    expect([CREMATED, TWICE_DEAD].map((person) => about(person)[0]?.slice(0, 2))).toEqual(
      [CREMATED, TWICE_DEAD].map(() => ['deceased/paid-after-death', LINE_FEN]),
    );
  });

  test('leaves the warehouse and the ledger as they were, byte for byte', () => {
    expect(stored()).toEqual(before);
    expect(office.currentBuild()).toBe('1');
  });

  test('nobody else is held, and everybody once', () => {
    const names = [DEAD, DEAD_LATE, CREMATED, TWICE_DEAD, moved, renumbered].map(({ name }) => name);
    expect(
      held(report)
        .map(([name]) => name)
        .sort(),
    ).toEqual(names.sort());
    expect([report.held_people, report.held_fen]).toEqual([6, 6 * LINE_FEN]);
  });
});

describe('a line of somebody reported dead', () => {
  test('that still waits for its payment is judged as if it were paid; one that the office itself has stopped needs no hold', async () => {
    const states = new Map([
      [DEAD_LATE, '待支付'],
      [DEAD, '暂停发放'],
    ]);
    const report = await trial([...LIVING, DEAD_LATE, DEAD], (person) => states.get(person) ?? '待支付');
    expect(held(report)).toEqual([[DEAD_LATE.name, 'deceased/paid-after-death', LINE_FEN]]);
  });
});

describe('the verb precheck', () => {
  test('ends with 4 when somebody is held, with 0 and no sheet of what stops it when nobody is, and with 3 when the file is no roster', async () => {
    const path = office.put(`../${rosterName(202212)}`, roster(202212, [payee(0), DEAD]));
    const one = await office.run('--json', 'precheck', path);
    expect(one.code).toBe(4);
    expect(JSON.parse(one.stdout)).toMatchObject({
      received: 2,
      held: [{ resident_id: DEAD.residentId, rule_id: 'deceased/paid-after-death', amount_fen: LINE_FEN }],
    });
    const clean = office.put(`../${rosterName(202212)}`, roster(202212, LIVING));
    const out = join(office.root, 'hold.xlsx');
    expect((await office.run('precheck', clean, '--out', out)).code).toBe(0);
    expect(sheetjs.read(readFileSync(out)).SheetNames).not.toContain(STOPPED);
    const other = await office.run('precheck', join(office.inbox, POLICE_LIST));
    expect(other.code).toBe(3);
    expect(other.stderr).toContain('不是待遇发放花名册');
  });
});
