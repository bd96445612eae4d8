import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFonts } from '../../fonts/fonts.ts';
import { readFilled } from '../../notices/fill.ts';
import { Typesetter } from '../../notices/pdf/typesetter.ts';
import { writeWorkbook } from '../../tables/workbook.ts';
import { checkTypedClaims } from '../typed-figures/check-claims.ts';
import { proposeClaims } from './propose-claims.ts';
import { readReport } from './read-report.ts';

/** Two reports of invented counties, each with faults that were planted and with figures that are right. */

const SUMMARY = `青禾县2024年城乡居民基本养老保险工作总结
一、参保和待遇发放。截至12月底，全县参保总人数25.6万人，其中：缴费人员17.2万人、待遇领取人员8.4万人。参保人数比上年增加6000人，增长3.4%；参保率98.5%，比上年的96.2%提高2.6个百分点。
全年基金收入3.25亿元，支出2.87亿元，当期结余0.48亿元，累计结余6.12亿元。全年发放养老金1.26亿元，领取人员8.4万人，月人均125元。
二、资格认证。应认证84000人，已认证83160人，未认证940人，认证率99%。其中手机自助认证65200人，占已认证人数的78.4%。
三、基金安全。核查上级下发疑点数据300条，属实45条、不属实260条、无法核实5条。全年追缴违规领取待遇132人46.2万元，人均3050元；应追缴50.0万元，已追缴46.2万元，未追缴3.8万元。
发放困难群众补贴420人84.0万元，人均2000元。全年追缴违规领取待遇资金46.2万元。
四、存在的问题。个别人员违规领取待遇，追缴违规领取待遇资金462万元，难度较大。男性参保13.1万人，女性参保12.5万人，合计25.6万人。收回资金120万元，较上年的100万元增长30%。
五、下一步。力争2025年参保率达到99%以上，按时足额发放率100%，省级财政承担50%，县级财政承担50%。`;

const SUMMARY_FAULTS = [
  '增长3.4%',
  '比上年的96.2%提高2.6个百分点',
  '全年基金收入3.25亿元，为2.87亿元、0.48亿元之和',
  '应认证84000人，为83160人、940人之和',
  '核查上级下发疑点数据300条，为45条、260条、5条之和',
  '人均3050元（46.2万元、132人）',
  '追缴违规领取待遇资金：46.2万元，另一处写462万元',
  '较上年的100万元增长30%',
];

const REVIEW = `松岭市社会保险中心2025年上半年基金安全自查报告
一、基本情况。全市城乡居民养老保险参保21.35万人，其中60周岁以上7.12万人、残疾人0.31万人、低保对象0.84万人。上半年基金总收入1.02亿元，同比增长8.5%；总支出0.94亿元，同比增长6.2%；累计结余4.37亿元。
2024年发放养老待遇82.6万人次，发放金额1.13亿元；2025年上半年发放养老待遇42.3万人次，发放金额0.58亿元。
云岭镇参保1.2万人，征缴保费230万元；河口镇参保1.5万人，征缴保费310万元；桥头乡参保0.8万人，征缴保费150万元。
二、疑点核查。省级下发疑点数据3批次412条，涉及396人，已核查412条，核查率100%；经核查，属实38人、涉及金额21.46万元，已追回19.80万元，追回率92.62%。
其中：死亡冒领25人15.30万元，重复领取9人4.68万元，服刑人员4人1.30万元。
三、认证情况。1-6月应认证71200人，完成认证68352人，认证率96%，较去年同期提高1.2个百分点。未完成认证的2848人中，外出务工1900人，卧病在床520人，失联428人。
四、整改。对21个村开展培训12场次，参训人员630人次。发放宣传资料3.5万份，覆盖率达90%以上。基础养老金标准由每人每月113元提高到123元，增加10元，惠及7.12万人。
补发待遇1,256人，金额45.22万元，人均补发306元。收到退款15笔8.4万元，其中银行转账12笔7.1万元，现金4笔1.3万元。
五、资金。年度任务5000万元，完成4630万元，完成率96.2%。核销坏账约30万元，其中死亡无遗产21万元、失联8万元。`;

const REVIEW_FAULTS = [
  '追回率92.62%',
  '属实38人21.46万元，其中',
  '人均补发306元（45.22万元、1,256人）',
  '收到退款15笔8.4万元，其中',
  '完成率96.2%',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-reports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What does not add up in a report as it is handed over; what is merely asked about is none. */
async function faults(name: string, content: Uint8Array | string): Promise<string[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const found = proposeClaims(await readReport(path)).filter(
    ({ claim, doubt }) => doubt === undefined && checkTypedClaims([claim]).differences.length > 0,
  );
  return found.map(({ claim }) => claim.says).sort();
}

/** The report as a Word file, from the template of the summary. */
async function inWord(text: string): Promise<Buffer> {
  const template = readFileSync(join(import.meta.dirname, '../papers/narrative.docx'));
  const [title = '', ...lines] = text.split('\n');
  const paragraphs = lines.map((line) => ({ heading: '', text: line }));
  const data = { title, office: '', source: '', made_on: '', paragraphs, figures: [] };
  return new TemplateHandler().process(template, data);
}

describe.each([
  ['a summary of the year', SUMMARY, SUMMARY_FAULTS],
  ['a review of the fund', REVIEW, REVIEW_FAULTS],
])('%s', (_which, text, planted) => {
  test('every planted fault is found, and nothing that is right is called wrong', async () => {
    expect(await faults('a.txt', text)).toEqual(planted.toSorted());
  });

  test('the same in Word and in PDF, whose lines end where the page does', async () => {
    const word = await inWord(text);
    expect(await faults('a.docx', word)).toEqual(planted.toSorted());
    const pdf = new Typesetter(loadFonts(null)).pdf(await readFilled(word));
    expect(await faults('a.pdf', pdf)).toEqual(planted.toSorted());
  });
});

/** Further invented reports, each in the words of another office: the faults that were planted in it. */
const PLANTED: Readonly<Record<string, readonly string[]>> = {
  longquan: [
    '全县城乡居民基本养老保险参保人数为183,452人，其中',
    '三类人员合计代缴4,875人47.75万元，为18.2万元、26.4万元、4.15万元之和',
    '全年应追回违规领取养老金187人86.35万元，为71.2万元、16.15万元之和',
    '增长12.25%',
    '占4.68%',
    '追回：71.2万元，另一处写71.2元',
  ],
  qinghe: [
    '省厅分4批下发疑点数据1,024条，其中',
    '基础养老金标准143元/人/月，其中',
    '自查发现问题27个，自查发现问题中',
    '下降15%',
    '612人：306万元，另一处写612人：316万元',
  ],
  nanping: [
    '全年支出6.48亿元，其中',
    '占9.17%',
    '金额追缴率90.94%',
    '本年较上年增长32.21%',
    '查处违规领取：215人，另一处写251人',
  ],
  baishi: [
    '全县18个乡镇中',
    '为困难群体代缴保费共6,480人64.8万元，其中',
    '基金总收入4.12亿元，为3.05亿元、1.17亿元之和',
    '人均多发850元（58.65万元、782人）',
  ],
  yunxi: ['合计346人，为271人、52人、32人之和', '激活率为92%', '346人163.08万元，按违规类型分'],
  'safety-review': ['暂停1,500人中', '参保率97.02%'],
  dongchuan: ['全年新增领取412人，为298人、124人之和'],
};

test.each(Object.keys(PLANTED))('in the report of %s just what was planted is found', async (name) => {
  const text = readFileSync(join(import.meta.dirname, 'invented', `${name}.txt`), 'utf8');
  expect(await faults(`${name}.txt`, text)).toEqual(PLANTED[name]?.toSorted());
});

test('parts that 其中 names and that fall far short are asked about: they may be some of many', async () => {
  writeFileSync(join(folder, 'b.txt'), REVIEW);
  const proposed = proposeClaims(await readReport(join(folder, 'b.txt')));
  const doubted = proposed.filter(({ doubt }) => doubt !== undefined);
  expect(doubted.map(({ claim }) => claim.says)).toEqual(['全市城乡居民养老保险参保21.35万人，其中']);
});

describe('a table', () => {
  const columns = ['乡镇', '男（人）', '女（人）', '合计（人）', '金额（万元）', '追回率'].map((header) => ({
    header,
    kind: 'text' as const,
  }));
  const rows = (third: string[], total: string[]) => [
    ['云岭镇', '12', '9', '21', '3.15', '90%'],
    ['河口镇', '7', '8', '15', '2.40', '85%'],
    third,
    total,
  ];
  const check = async (table: string[][]): Promise<string[]> => {
    const path = join(folder, 'a.xlsx');
    await writeWorkbook(path, [{ name: '附表', columns, rows: table }]);
    const proposed = proposeClaims(await readReport(path));
    return proposed.flatMap(({ claim }) =>
      checkTypedClaims([claim]).differences.length > 0 ? [claim.says] : [],
    );
  };

  test('whose totals hold is right, and shares are not added up', async () => {
    const total = ['合计', '24', '20', '44', '6.35', '88%'];
    expect(await check(rows(['桥头乡', '5', '3', '8', '0.80', '95%'], total))).toEqual([]);
  });

  test('with a wrong total of a column and a wrong total of a row is found in both', async () => {
    const total = ['合计', '24', '20', '44', '6.53', '88%'];
    expect(await check(rows(['桥头乡', '5', '4', '8', '0.80', '95%'], total))).toEqual([
      '女(人)合计20',
      '金额(万元)合计6.53',
      '桥头乡合计(人)8',
    ]);
  });
});

describe('a table of leads', () => {
  const columns = [
    '乡镇',
    '疑点条数',
    '属实条数',
    '不属实条数',
    '涉及金额（元）',
    '追回金额（元）',
    '追回率',
  ].map((header) => ({ header, kind: 'text' as const }));

  test('shows which columns make up another and of which a rate is, and the row that does not hold', async () => {
    const path = join(folder, 'leads.xlsx');
    const rows = [
      ['东村镇', '120', '31', '89', '45,600.00', '40,000.00', '87.72%'],
      ['西村镇', '98', '22', '76', '31,250.00', '31,250.00', '100%'],
      ['南村乡', '76', '18', '59', '20,400.00', '12,240.00', '60%'],
      ['北村乡', '55', '9', '46', '9,800.00', '4,900.00', '55%'],
      ['合计', '349', '80', '269', '107,050.00', '88,390.00', '82.57%'],
    ];
    await writeWorkbook(path, [{ name: '附表', columns, rows }]);
    const wrong = proposeClaims(await readReport(path)).flatMap(({ claim }) =>
      checkTypedClaims([claim]).differences.length > 0 ? [claim.says] : [],
    );
    expect(wrong).toEqual(['不属实条数合计269', '南村乡疑点条数76', '北村乡追回率55%']);
  });
});

test('a scan has no text to be checked, and says so', async () => {
  const blank = new Typesetter(loadFonts(null)).pdf({
    ...{ margins: { top: 50, right: 50, bottom: 50, left: 50 }, isDraft: false, header: [] },
    body: [],
  });
  await expect(faults('scan.pdf', blank)).rejects.toMatchObject({ code: 'report-without-text' });
});
