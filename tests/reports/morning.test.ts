import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterPublishedNights } from '../../casework/findings/published-nights.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { Office } from '../night/office.ts';
import {
  csv,
  PAYEES,
  POLICE_LIST,
  payee,
  policeList,
  residentIdOf,
  roster,
  rosterName,
} from '../night/small-office.ts';

const office = new Office();
const [first, second] = [payee(0), payee(1)];
let told: { held: { rule_id: string }[]; counts: Record<string, number>; papers: string[] };
let page: string;

beforeAll(async () => {
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([{ person: first, on: '20220420' }]));
  // of three in need one township's are paid for, on a list that names no township
  const [paidFor, beside, elsewhere] = ['19770305', '19780305', '19790305'].map((born) =>
    residentIdOf(born, 998),
  );
  office.put(
    '民政局低保特困人员名册.csv',
    csv([
      ['姓名', '身份证号', '乡镇', '救助类别', '批准时间'],
      ['昂珍英', paidFor!, '竹园镇', '农村低保', '2020-01-01'],
      ['李自凤', beside!, '竹园镇', '农村低保', '2020-01-01'],
      ['吴富', elsewhere!, '朋普镇', '农村低保', '2020-01-01'],
    ]),
  );
  office.put(
    '2021年财政代缴困难群体养老保险费名单.csv',
    csv([
      ['姓名', '身份证号', '代缴年度', '代缴金额', '代缴类别', '代缴日期'],
      ['昂珍英', paidFor!, '2021', '100.00', '低保', '2021-10-20'],
    ]),
  );
  await office.night('2022-07-01');
  office.put('公安局户籍注销人员名单（更正）.csv', policeList([{ person: second, on: '20220420' }]));
  await office.night('2022-07-02');
  const ended = await office.run('report', 'morning', '--as-of', '2022-07-02', '--json');
  expect(ended.code, ended.stderr).toBe(0);
  told = JSON.parse(ended.stdout) as typeof told;
  page = readFileSync(told.papers[0] ?? '', 'utf8');
}, 120_000);

afterAll(() => office.remove());

describe('the morning after a night', () => {
  test('tells what is new, by the counts of the build itself', async () => {
    const [counted] = await office.read<{ fresh: number }>(
      "select count(*) as fresh from result.finding where status = 'new'",
    );
    expect(told.counts.new).toBe(counted?.fresh);
    expect(told.counts.new).toBeGreaterThan(0);
  });

  test('tells a rule whose lists have not come apart from one that was asked and found nothing', () => {
    const papers = join(office.workspace.reports, '2022-07-02');
    const night = readFileSync(join(papers, '核对摘要.txt'), 'utf8');
    const asked = /已问，无疑点[^:]*: (.*)/.exec(night)?.[1] ?? '';
    expect(asked).toContain('dual-benefit/paid-twice');
    expect(asked).not.toContain('imprisonment/paid-while-imprisoned');
    expect(night).toMatch(/未问（名单未到）[\s\S]*imprisonment\/paid-while-imprisoned +服刑人员名单未到/);
    const unasked = page.slice(page.indexOf('未问的规则（名单未到）'));
    expect(unasked).toMatch(/<td>服刑期间领取待遇<\/td><td>服刑人员名单未到/);
  });

  test('tells the window of a list that has not come as a month', () => {
    const missing = page.slice(page.indexOf('按乡镇缺少的名单'), page.indexOf('名单没有读懂'));
    expect(missing).toMatch(/<td[^>]*>2022年3月<\/td>/);
  });

  test('tells the township whose entitled people no list of contributions paid on behalf speaks for, and owes them nothing', async () => {
    const missing = page.slice(page.indexOf('按乡镇缺少的名单'), page.indexOf('名单没有读懂'));
    expect(missing).toMatch(/财政代缴名单[^<]*<\/td><td[^>]*>2021年度<\/td><td[^>]*>朋普镇<\/td><td[^>]*>1</);
    expect(missing).not.toContain('竹园镇');
    const owed = await office.read<{ name: string }>(
      "select name from result.finding where rule_id = 'paid-on-behalf/missing'",
    );
    expect(owed).toEqual([{ name: '李自凤' }]);
  });

  test('names nobody in full', () => {
    for (const { name, residentId, account } of PAYEES) {
      expect(page).not.toContain(name);
      expect(page).not.toContain(residentId);
      expect(page).not.toContain(account);
    }
  });

  test('asks for nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|src=|@import|url\((?!#)/i);
    expect(page).toContain("default-src 'none'");
  });

  test('prints the head of the chain, which whoever types it from paper can compare', async () => {
    const [, head = ''] = /审计链头：([0-9a-f ]+)。/.exec(page) ?? [];
    expect(await office.run('audit', 'verify', '--printed', head)).toMatchObject({ code: 0 });
    const [number = '', first = ''] = head.split(' ');
    const other = `${number} ${first.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))} ${head.slice(-8)}`;
    expect((await office.run('audit', 'verify', '--printed', other)).code).toBe(4);
    expect((await office.run('audit', 'verify', '--printed', `9${head}`)).code).toBe(4);
    expect((await office.run('audit', 'verify', '--printed', number)).code).toBe(3);
  });

  test('prints no head where the office keeps heads in a second place', async () => {
    const elsewhere = office.copy();
    elsewhere.settle(`proofs: { heads: ${JSON.stringify(join(elsewhere.root, 'stick'))} }\n`);
    const { stdout } = await elsewhere.run('report', 'morning', '--json');
    const { papers } = JSON.parse(stdout) as { papers: string[] };
    expect(readFileSync(papers[0] ?? '', 'utf8')).not.toContain('审计链头');
    elsewhere.remove();
  });

  test('the workbook holds the same tables', async () => {
    const book = await readXlsx(readFileSync(told.papers[1] ?? ''));
    expect(book.sheets.map(({ name }) => name)).toEqual([
      '摘要',
      '各规则与自身历史比较',
      '今日到期和已过期',
      '新增的疑点',
      '有变化的疑点',
      '撤回的疑点',
      '已排除、未再提出的疑点',
      '待释义',
      '送件待确认',
      '未问的规则（名单未到）',
      '按乡镇缺少的名单',
      '名单没有读懂，因此不提示',
      '拒收的行',
      '收到的文件',
    ]);
  });

  test('a rule that finds far more than it ever did is held and said so', async () => {
    const night = JSON.parse(
      readFileSync(join(office.workspace.reports, '2022-07-02', 'night.json'), 'utf8'),
    ) as { rules: { rule_id: string; findings: number }[] };
    const busiest = night.rules.toSorted((one, other) => other.findings - one.findings)[0];
    const quiet = ['2022-06-01', '2022-06-02', '2022-06-03'].map((as_of) => ({
      as_of,
      rules: night.rules.map(({ rule_id }) => ({ rule_id, findings: 0, fresh: 0 })),
      held: [],
    }));
    using ledger = openOfficeLedger(openOffice(office.home), 'existing');
    enterPublishedNights(ledger, quiet, '2022-06-03T01:00:00.000Z');
    const lively = {
      ...night,
      rules: night.rules.map((rule) =>
        rule.rule_id === busiest?.rule_id ? { ...rule, findings: 40, new: 40 } : rule,
      ),
    };
    writeFileSync(join(office.workspace.reports, '2022-07-02', 'night.json'), JSON.stringify(lively));
    const ended = await office.run('report', 'morning', '--as-of', '2022-07-02', '--json');
    const again = JSON.parse(ended.stdout) as typeof told;
    expect(again.held.map(({ rule_id }) => rule_id)).toEqual([busiest?.rule_id]);
    expect(readFileSync(again.papers[0] ?? '', 'utf8')).toContain('暂停处理、待人工查看');
  });
});
