import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileLine, NightSummary } from '../../reports/morning/night-summary.ts';
import type { Ended } from '../support/command-here.ts';
import { isLong } from '../support/is-long.ts';
import { junk, lockedWorkbook, unreadableText, zipBomb } from './damaged.ts';
import { fileOf, Office } from './office.ts';
import {
  csv,
  PAYEES,
  type Payee,
  POLICE_LIST,
  payee,
  policeList,
  policeRows,
  residentIdOf,
  roster,
  rosterLine,
  rosterName,
  rosterRows,
  workbook,
} from './small-office.ts';

const UNKNOWN = '其他部门数据.csv';

const LIKE_A_FORMULA: Payee = {
  name: '=HYPERLINK("http://x")',
  residentId: residentIdOf('19500505', 999),
  account: '6231900000000000999',
  accountPartFen: 10_000,
};

let office: Office;
let outside: Office;
let first: NightSummary;
let night: Ended;
let summary: NightSummary;

beforeAll(async () => {
  office = new Office();
  office.put(rosterName(202206), roster(202206));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
  first = await office.night();

  outside = new Office();
  await putBadFiles();
  office.put(rosterName(202207), roster(202207));
  office.put(`城区/${rosterName(202208)}`, roster(202208, PAYEES.slice(0, 5)));
  office.put(`坝区/${rosterName(202208)}`, roster(202208, PAYEES.slice(5)));
  night = await office.runNight('--json');
  summary = JSON.parse(night.stdout) as NightSummary;
});
afterAll(() => {
  office.remove();
  outside.remove();
});

async function putBadFiles(): Promise<void> {
  office.put('空.csv', '');
  const whole = workbook({ 名册: rosterRows(202209) });
  office.put('截断.xlsx', whole.subarray(0, whole.length - 300));
  office.put('加密.xlsx', await lockedWorkbook());
  office.put('无行.xlsx', workbook({ 名册: [] }));
  office.put('炸弹.xlsx', zipBomb());
  office.put('乱码.csv', unreadableText(roster(202210)));
  office.put('乱字节.xls', junk());
  symlinkSync(outside.put('secret.csv', roster(202211)), join(office.inbox, '外链.csv'));
  office.put(
    UNKNOWN,
    csv([
      ['人员', '证件', '身故日', '派出所'],
      [payee(1).name, payee(1).residentId, '20220610', '弥阳'],
    ]),
  );
  office.put('引号.csv', brokenQuote());
  office.put('公式.csv', roster(202209, [LIKE_A_FORMULA, ...PAYEES.slice(4)]));
  office.put('火化登记.csv', cremations());
  office.put('三百列.csv', wide(300));
}

function cremations(): string {
  return csv([
    ['火化编号', '死者姓名', '证件号', '火化日期'],
    ['H001', LIKE_A_FORMULA.name, LIKE_A_FORMULA.residentId, '20220601'],
    ['H002', payee(0).name, payee(0).residentId, '20220602'],
    ['H003', '赵国富', residentIdOf('19401212', 997), '20220603'],
  ]);
}

/** A roster whose third row opens a quote that is never closed. */
function brokenQuote(): string {
  const lines = roster(202201).split('\r\n');
  lines[3] = `"${lines[3]}`;
  return lines.join('\r\n');
}

function wide(columns: number): string {
  const [header = [], ...rows] = rosterRows(202202);
  const surplus = Array.from({ length: columns - header.length }, (_, index) => index);
  return csv([
    [...header, ...surplus.map((index) => `附加${index}`)],
    ...rows.map((row) => [...row, ...surplus.map(() => '')]),
  ]);
}

describe('a file that cannot be used is refused for its own reason, in both languages', () => {
  test.each([
    ['空.csv', '空文件', 'is empty'],
    ['截断.xlsx', '不完整或已损坏', 'incomplete or damaged'],
    ['加密.xlsx', '密码', 'password'],
    ['无行.xlsx', '没有任何行', 'no rows at all'],
    ['炸弹.xlsx', '解压后超过上限', 'zip bomb'],
    ['乱码.csv', '编码无法识别', 'neither UTF-8 nor GB18030'],
    ['乱字节.xls', '不是表格文件', 'is not a table'],
    ['外链.csv', '指向收件文件夹以外的链接', 'leads out of the inbox'],
    [UNKNOWN, '无法识别为任何已知来源', 'no source that is known'],
  ])('%s', (name, zh, en) => {
    const file = fileOf(summary, name);
    expect(file).toMatchObject({ status: 'refused', used: 0 });
    expect(file.reason).toContain(zh);
    expect(file.reason_en).toContain(en);
    expect(night.stderr).toContain(name);
    expect(night.stderr).toContain(file.reason);
    expect(night.stderr).toContain(file.reason_en);
  });

  test('a file that is no known source is told its nearest source and headers', () => {
    const { reason, reason_en } = fileOf(summary, UNKNOWN);
    expect(reason).toContain('最接近：');
    expect(reason_en).toMatch(/Nearest: [a-z-]+/);
    expect(reason).toMatch(/“证件”→ 最接近“死者证件号码”/);
  });
});

describe('the rest of such a night', () => {
  test('ends with exit code 3 and is published all the same', () => {
    expect([night.code, summary.published]).toEqual([3, true]);
    expect(office.currentBuild()).toBe(String(summary.run));
    expect(summary.run).toBe(first.run + 1);
  });

  test('the good files are used and their findings found', async () => {
    expect(fileOf(summary, rosterName(202207))).toMatchObject({ status: 'used', used: 10 });
    const [finding] = (await office.standing()).filter(({ name }) => name === payee(0).name);
    expect(finding).toMatchObject({ months: 3, amount_fen: 65_400 });
  });

  test('two files of one name in two folders are two files', () => {
    for (const folder of ['城区', '坝区']) {
      expect(fileOf(summary, `${folder}/${rosterName(202208)}`)).toMatchObject({ status: 'used', used: 5 });
    }
  });

  test('a quote that is never closed costs its own row only', () => {
    expect(fileOf(summary, '引号.csv')).toMatchObject({ status: 'used', received: 10, used: 9, refused: 1 });
  });

  test('300 columns are read for the few that mean something', () => {
    expect(fileOf(summary, '三百列.csv')).toMatchObject({ source: 'payout-roster', used: 10 });
  });

  test('a cell that begins like a formula stays the text it is', async () => {
    expect(fileOf(summary, '公式.csv')).toMatchObject({ used: 7 });
    const others = (await office.standing()).filter(({ name }) => name !== payee(0).name);
    expect(others).toMatchObject([{ name: LIKE_A_FORMULA.name, amount_fen: 21_800 }]);
  });

  test('every row of every file is used, refused or ignored', () => {
    const unbalanced = summary.files.filter(
      ({ received, used, refused, ignored }: FileLine) => received !== used + refused + ignored,
    );
    expect(unbalanced).toEqual([]);
  });
});

test('what a person writes into mapping.yaml makes an unknown file readable, that night and after', async () => {
  writeFileSync(
    office.workspace.mapping,
    [
      '- source: police-death',
      '  match: { headers: [人员, 证件, 身故日] }',
      '  columns: { 人员: name, 证件: resident_id, 身故日: died_on }',
    ].join('\n'),
  );
  const mapped = await office.night();
  expect(fileOf(mapped, UNKNOWN)).toMatchObject({ source: 'police-death', received: 1, used: 1 });
  const [finding] = (await office.standing()).filter(({ name }) => name === payee(1).name);
  expect(finding).toMatchObject({ rule_id: 'deceased/paid-after-death', months: 2, amount_fen: 43_600 });
  if (!isLong) return;
  office.put(
    '其他部门数据2.csv',
    csv([
      ['人员', '证件', '身故日'],
      [payee(5).name, payee(5).residentId, '20220610'],
    ]),
  );
  const later = await office.night();
  expect(fileOf(later, '其他部门数据2.csv')).toMatchObject({ source: 'police-death', used: 1 });
});

test.runIf(isLong)(
  'an entry of mapping.yaml that cannot be followed stops itself: the others count, and doctor names it',
  async () => {
    const sound = readFileSync(office.workspace.mapping, 'utf8');
    const before = (await office.standing()).length;
    const wrong = [
      '- source: police-deth\n  match: { headers: [甲] }\n  columns: { 甲: name }\n',
      '- source: police-death\n  match: { headers: [乙] }\n  columns: { 乙: nothing }\n',
      '- source: police-death\n  fits: { headers: [丙] }\n',
    ].join('');
    writeFileSync(office.workspace.mapping, `${wrong}${sound}\n`);
    const told = await office.runNight();
    expect([told.code, told.stderr.match(/mapping\.yaml 中有一条没有采用/g)?.length]).toEqual([3, 3]);
    expect(told.stderr).toContain('police-deth');
    expect((await office.standing()).length).toBe(before);
    const { checks } = JSON.parse((await office.run('--json', 'doctor')).stdout);
    expect(checks).toContainEqual(expect.objectContaining({ check: 'mapping', holds: false }));
    writeFileSync(office.workspace.mapping, sound);
  },
);

test.runIf(isLong)(
  'a file that is still being written is left for the next night, and nothing of it counts',
  async () => {
    const moving = new Office();
    try {
      moving.put(rosterName(202206), roster(202206));
      const path = moving.put('正在复制.csv', `${roster(202207)}${'\n'.repeat(24 * 1024 ** 2)}`);
      const writing = setInterval(() => writeFileSync(path, '\n', { flag: 'a' }), 1);
      const during = await moving.night().finally(() => clearInterval(writing));
      expect(fileOf(during, '正在复制.csv')).toMatchObject({ status: 'refused', received: 0 });
      expect(fileOf(during, '正在复制.csv').reason).toContain('读取过程中被改动');
      expect(fileOf(during, rosterName(202206))).toMatchObject({ status: 'used', used: 10 });
      moving.put('正在复制.csv', roster(202207));
      const after = await moving.night();
      expect(fileOf(after, '正在复制.csv')).toMatchObject({ status: 'used', used: 10 });
    } finally {
      moving.remove();
    }
  },
);

test.runIf(isLong)('a list with a header and nobody below it is used and empty', async () => {
  const quiet = new Office();
  try {
    quiet.put(rosterName(202206), csv([rosterRows(202206)[0]!, rosterLine(payee(0), 202206)]));
    quiet.put(POLICE_LIST, csv(policeRows([])));
    const calm = await quiet.night();
    expect(fileOf(calm, POLICE_LIST)).toMatchObject({ source: 'police-death', status: 'used', received: 0 });
  } finally {
    quiet.remove();
  }
});
