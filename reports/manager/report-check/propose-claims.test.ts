import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../tables/workbook.ts';
import { checkTypedClaims } from '../typed-figures/check-claims.ts';
import { proposeClaims } from './propose-claims.ts';
import { readReport } from './read-report.ts';
import { unreadFigures } from './unread-figures.ts';

const reportOf = (...paragraphs: string[]) => ({
  paragraphs: paragraphs.map((text) => text.normalize('NFKC')),
  tables: [],
});

/** What does not add up in a text: the kind, and what was stated and computed. */
function found(...paragraphs: string[]) {
  return proposeClaims(reportOf(...paragraphs)).flatMap(({ claim }) =>
    checkTypedClaims([claim]).differences.map(({ kind, unit, stated, computed }) => [
      kind,
      unit,
      stated,
      computed,
    ]),
  );
}

const claims = (text: string) => proposeClaims(reportOf(text)).map(({ claim }) => claim.form);

test('a rate of what was found true is one of all that was looked into, and 不属实 is none of it', () => {
  const told = (rate: string) =>
    `全年核查上级下发疑点数据5批次，共632人，其中属实218人，不属实371人，无法核实43人，属实率${rate}%。`;
  expect(found(told('36.49')).map(([kind]) => kind)).toEqual(['percent']);
  expect([claims(told('34.49')).filter((form) => form === 'percent'), found(told('34.49'))]).toEqual([
    ['percent'],
    [],
  ]);
});

describe('totals and their parts', () => {
  test('that do not add up are found in people and in money, and batches are no part', () => {
    expect(
      found('共追回30人资金3.50万元，其中：核实2批次100人，追回12人1.20万元；自查追回20人2.50万元。'),
    ).toEqual([
      ['total', '人', 30, 32],
      ['total', '万元', 3.5, 3.7],
    ]);
  });

  test('that add up are proposed and found right', () => {
    const text = '代缴保险费60人6.00万元，其中：重残10人1.00万元、轻残20人2.00万元、低保30人3.00万元。';
    expect([claims(text), found(text)]).toEqual([['total'], []]);
  });

  test('that a closing 共 sums up are found where they are all that the sentence told before it', () => {
    expect(found('全年新制8,214张，补换3,127张，共12,341张。')).toEqual([['total', '张', 12341, 11341]]);
    expect(found('全年新制8,214张，补换3,127张，共11,341张。')).toEqual([]);
    expect(found('14个乡镇31人，新制8,214张，补换3,127张，共12,341张。')).toEqual([]);
  });

  test('that a closing 共 sums up after 其中 are found, and a total told before is not reckoned twice', () => {
    expect(found('其中逾期3件、分期2件，共6件。')).toEqual([['total', '件', 6, 5]]);
    expect(found('其中逾期3件、分期2件，共5件。')).toEqual([]);
    const announced = proposeClaims(reportOf('办理9件，其中逾期3件、分期2件，共5件。'));
    expect(announced.map(({ doubt }) => doubt)).toEqual(['parts-may-be-some']);
  });

  test('that rounded money reaches too early are whole where all the people are', () => {
    const text = '共追缴7人0.13万元，其中：核实追回3人0.09万元；自查追回3人0.04万元；举报追回1人0.01万元。';
    expect(found(text)).toEqual([]);
  });

  test('are right as written where each part was rounded by itself', () => {
    expect(found('共收回7人0.31万元，其中：甲村3人0.10万元，乙村4人0.20万元。')).toEqual([]);
  });
});

describe('columns of a table', () => {
  const head = ['乡镇', '核定金额(元)', '追回(元)', '核销(元)', '未收回(元)'];
  const lines = [
    ['甲镇', '100', '40', '0', '60'],
    ['乙镇', '200', '50', '0', '150'],
    ['丙镇', '300', '100', '0', '200'],
    ['丁镇', '400', '100', '50', '250'],
  ];
  const differing = (...table: string[][]) =>
    proposeClaims({ paragraphs: [], tables: [table] }).flatMap(({ claim }) =>
      checkTypedClaims([claim]).differences.map(({ says, computed }) => [says, computed]),
    );

  test('are no sum where a column between is a part too: what was written off is neither recovered nor out', () => {
    expect(differing(head, ...lines)).toEqual([]);
  });

  test('are a sum with every part, and the row that does not come to it is found', () => {
    const wrong = lines.with(3, ['丁镇', '401', '100', '50', '250']);
    expect(differing(head, ...wrong)).toEqual([['丁镇核定金额(元)401', 400]]);
  });

  test('of people that the table says are counted once in the total are not added up', () => {
    const people = [
      ['来源', '点名人数'],
      ['甲', '3'],
      ['乙', '4'],
      ['合计', '6'],
    ];
    expect(differing(...people)).toEqual([['点名人数合计6', 7]]);
    expect(differing(['点名人数的合计去重，各行不能相加。'], ...people)).toEqual([]);
  });
});

describe('means', () => {
  const head = ['乡镇', '户数', '人数', '金额(万元)', '人均(元)'];
  const lines = [
    ['甲镇', '40', '100', '9', '900'],
    ['乙镇', '70', '200', '18.2', '910'],
    ['丙镇', '90', '300', '27', '900'],
    ['丁镇', '99', '400', '36.4', '901'],
  ];

  test('in a column are set against the two columns that nearly all rows show', () => {
    const differing = proposeClaims({ paragraphs: [], tables: [[head, ...lines]] }).flatMap(({ claim }) =>
      checkTypedClaims([claim]).differences.map(({ says, computed }) => [says, computed]),
    );
    expect(differing).toEqual([['丁镇人均(元)901', 910]]);
    expect(found('住院1,000人次，基金支付200.00万元，次均支付2,000.00元。')).toEqual([]);
    expect(found('救助126人投入151.2万元，人均1.5万元。')).toMatchObject([['mean', '元', 15_000, 12_000]]);
  });
});

describe('what is counted in institutions and balances', () => {
  test('is read as people and money are', () => {
    expect(found('处理机构58家，占26.85%，其中约谈21家、责令改正19家、移送17家。')).toEqual([
      ['total', '家', 58, 57],
    ]);
    expect(
      found('收入300万元，支出200万元，当期结余100万元，累计结余510万元，期初累计结余400万元。'),
    ).toEqual([['total', '万元', 510, 500]]);
  });

  test('a rate that says of what it is one is set against that', () => {
    expect(found('有12人涉及1.34万元，已追回9人、0.98万元，追回率75%（人数）。')).toEqual([]);
    expect(found('有12人涉及1.34万元，已追回9人、0.98万元，追回率75%（金额）。')).toMatchObject([
      ['percent', '%', 75, 73],
    ]);
  });
});

describe('shares', () => {
  test.each([
    ['应认证200人，手机认证150人占应认证人数的75.5%。', [['percent', '%', 75.5, 75]]],
    ['应认证200人，手机认证150人占应认证人数的75%。', []],
    ['参保330人，完成任务300人的110%。', []],
    ['参保330人，完成任务300人的111%。', [['percent', '%', 111, 110]]],
    ['常住人口1000人，制卡905人，制卡率90.05%。', [['percent', '%', 90.05, 90.5]]],
    ['领取率36.00%，计划数30%，完成率118.00%。', [['percent', '%', 118, 120]]],
    ['收回资金120万元，比上年100万元增长25%。', [['percent', '%', 25, 20]]],
    ['收回资金120万元，比上年100万元增长20%。', []],
    ['本月追回率为50%，应追1,000.00元，已追回400.00元。', [['percent', '%', 50, 40]]],
    ['本月追回率为40%，应追1,000.00元，已追回400.00元。', []],
    ['追回率50%，应追800元，云岭镇应追1,000.00元，已追回400.00元。', []],
    ['较上月增长20%，上月100人，本月130人。', [['percent', '%', 20, 30]]],
    ['较上月下降20%，上月100人，本月80人。', []],
  ])('%s', (text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });

  test.each([
    '参保330人，困难群体100%的代缴工作按期完成。',
    '所需资金由省级承担50%，县级承担50%，涉及330人。',
    '参保330人，参保率达到98%以上。',
  ])('a percentage that rules or aims is no share: %s', (text) => {
    expect(claims(text)).toEqual([]);
  });
});

describe('figures of which no claim was read', () => {
  test('are told with their sentence, those of a claim are not', () => {
    const report = reportOf('走访87户。应认证200人，手机认证150人占应认证人数的75%。');
    expect(unreadFigures(report, proposeClaims(report))).toEqual([{ text: '87户', sentence: '走访87户。' }]);
  });
});

describe('the same thing told twice', () => {
  test('with other money is found', () => {
    expect(
      found('发放357人被征地农民养老补助金90万元。', '被征地农民补助兑现：城镇居民357人资金88.5万元。'),
    ).toEqual([['same', '元', [900_000, 885_000], 900_000]]);
  });

  test('with 元 in one place and 万元 in the other is found', () => {
    expect(found('被征地农民补助357人90万元。', '被征地农民补助357人90元。')).toEqual([
      ['same', '元', [900_000, 90], 900_000],
    ]);
  });

  test('with the same figures is right, and equal counts of different things are two', () => {
    expect(found('被征地农民补助357人90万元。', '被征地农民补助357人90万元。')).toEqual([]);
    expect(found('退保费发放357人90万元。', '丧葬补贴惠及357人12万元。')).toEqual([]);
  });
});

describe('money for each', () => {
  const rules = ['重度残疾人养老补助标准（省级108元/人/月、县级5元/人/月）。'];

  test('at none of the rates that the report states is found, at one of them is right', () => {
    expect(found(...rules, '发放重度残疾人养老补助金1.11万元惠及100人次。')).toEqual([
      ['each', '元', [108, 113], 111],
    ]);
    expect(found(...rules, '发放重度残疾人养老补助金1.13万元惠及100人次。')).toEqual([]);
  });

  test('payments of a year by twelve are not fewer than those who draw', () => {
    const text = '发放养老保险金100万元惠及1200人次。';
    expect(found(text, '组织待遇领取资格认证120人。')).toEqual([['at-least', '人', 120, 100]]);
    expect(found(text, '组织待遇领取资格认证100人。')).toEqual([]);
  });
});

describe('a report as the office has it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hedui-report-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is read from a text in the encoding of an old office', async () => {
    const path = join(folder, 'a.txt');
    // GB18030 of 追回12人
    writeFileSync(path, Buffer.from([0xd7, 0xb7, 0xbb, 0xd8, 0x31, 0x32, 0xc8, 0xcb]));
    expect(await readReport(path)).toMatchObject({ paragraphs: ['追回12人'] });
  });

  test('is read from a workbook row by row', async () => {
    const path = join(folder, 'a.xlsx');
    const columns = [{ header: '事项', kind: 'text' as const }];
    await writeWorkbook(path, [{ name: '表', columns, rows: [['追回12人']] }]);
    expect(await readReport(path)).toMatchObject({ paragraphs: ['事项', '追回12人'] });
  });

  test('in a format that cannot be read is refused with what to do', async () => {
    await expect(readReport(join(folder, 'a.wps'))).rejects.toMatchObject({ code: 'report-format' });
  });
});

describe('the same money told of another number of people', () => {
  test('is found where its digits are no chance, however far apart the numbers are', () => {
    expect(
      found(
        '全年追回违规领取养老保险待遇162人71.2万元。',
        '基金安全方面，全年共追回违规领取养老保险待遇126人71.2万元。',
      ),
    ).toEqual([['same', '人', [162, 126], 162]]);
  });

  test('is none where round sums are paid to different people, or two of a list are named', () => {
    expect(found('为重残人员代缴保费500人10万元。', '为低保人员代缴保费800人10万元。')).toEqual([]);
    expect(found('其中死亡冒领12人3.36万元、重复领取15人3.36万元。')).toEqual([]);
  });
});
