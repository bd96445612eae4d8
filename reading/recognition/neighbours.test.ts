import { describe, expect, test } from 'vitest';
import { TestFolder } from '../../tests/support/test-files.ts';
import { verdictIn } from '../../tests/support/verdict-in.ts';
import { loadNeighbours } from '../sources/neighbours.ts';
import { tryFile } from '../try-file.ts';

const folder = new TestFolder();
const verdictOf = verdictIn(folder);
const ID = '532526195001019967';

describe('a list is a source by what only it has', () => {
  test.each([
    ['高龄津贴发放花名册.xlsx', ['姓名', '身份证号', '发放年月', '金额'], ['普美英', ID, 202206, 50]],
    ['居民医保.xlsx', ['姓名', '身份证号', '金额', '日期'], ['普美英', ID, 350, '2022-01-02']],
    ['残疾人两项补贴.xlsx', ['姓名', '身份证号', '残疾等级', '护理补贴'], ['普美英', ID, '一级', 70]],
    ['低保金发放花名册.xlsx', ['姓名', '身份证号', '发放月份', '发放金额'], ['普美英', ID, 202207, 620]],
    ['个税申报.xlsx', ['姓名', '身份证号', '所得期间', '应纳税额'], ['普美英', ID, 202207, 0]],
    ['耕地地力补贴.xlsx', ['姓名', '身份证号', '补贴面积', '发放金额'], ['普美英', ID, 3.2, 313.6]],
    ['接种名单.xlsx', ['姓名', '身份证号', '接种日期', '剂次'], ['普美英', ID, '2022-04-11', 3]],
    ['优抚金发放.xlsx', ['姓名', '身份证号', '发放年月', '发放金额'], ['普美英', ID, 202207, 700]],
    ['退休人员一次性奖励.xlsx', ['姓名', '身份证号', '金额', '发放日期'], ['普美英', ID, 1000, '2022-05-20']],
    ['新农合退费.xlsx', ['姓名', '身份证号', '退费金额', '退费原因'], ['普美英', ID, 320, '重复缴费']],
    ['车险理赔.xlsx', ['被保险人', '证件号码', '理赔金额', '死亡日期'], ['普美英', ID, 1000, '']],
    ['村集体分红.xlsx', ['姓名', '身份证号', '分红金额', '发放日期'], ['普美英', ID, 300, '2022-05-20']],
    ['居民医保缴费.xlsx', ['姓名', '身份证号', '缴费档次', '金额'], ['普美英', ID, 350, 350]],
    [
      '能繁母猪死亡登记表.xlsx',
      ['姓名', '身份证号', '死亡日期', '耳标号'],
      ['普美英', ID, '2022-05-20', 'E1'],
    ],
    [
      '征地青苗补偿发放表.xlsx',
      ['姓名', '身份证号', '征地项目', '征地面积', '补偿金额', '发放日期'],
      ['普美英', ID, '高铁站', 0.5, 3000, '2022-05-20'],
    ],
    [
      '慢性病认证名单.xlsx',
      ['姓名', '身份证号', '认证日期', '认证方式', '病种'],
      ['普美英', ID, '2022-05-20', '窗口', '高血压'],
    ],
    [
      '自来水公司用户.xlsx',
      ['户号', '姓名', '身份证号', '地址', '状态', '销户日期'],
      ['W1', '普美英', ID, '白云村', '已销户', '2022-05-20'],
    ],
    [
      '注销人员.xlsx',
      ['姓名', '身份证号', '准驾车型', '注销日期', '注销原因'],
      ['普美英', ID, 'C1', '2022-05-20', '死亡'],
    ],
    [
      '法院民事判决信息.xlsx',
      ['姓名', '身份证号', '案号', '案由', '判决日期'],
      ['普美英', ID, '（2022）云2504民初1号', '民间借贷纠纷', '2022-05-20'],
    ],
    [
      '企业职工养老保险缴费明细.xlsx',
      ['姓名', '身份证号', '单位名称', '费款所属期', '缴费基数', '个人缴费'],
      ['普美英', ID, '某厂', 202205, 4000, 320],
    ],
    [
      '企业年金待遇发放.xlsx',
      ['姓名', '身份证号', '企业名称', '发放年月', '发放金额'],
      ['普美英', ID, '某厂', 202205, 800],
    ],
    [
      '农商行账户销户清单.xlsx',
      ['姓名', '身份证号', '账号', '销户日期', '销户原因'],
      ['普美英', ID, '6228480119480722994', '2022-05-20', '死亡'],
    ],
    [
      '职工医保退休人员.xlsx',
      ['姓名', '身份证号', '单位名称', '退休日期', '医保状态'],
      ['普美英', ID, '某厂', '2010-05-20', '正常'],
    ],
    [
      '2022年5月停发人员名单.xlsx',
      ['姓名', '身份证号', '基础养老金', '年龄加发', '合计', '停发原因'],
      ['普美英', ID, 113, 5, 118, '死亡'],
    ],
    [
      '公安流动人口登记.xlsx',
      ['姓名', '身份证号', '居住地址', '登记日期', '注销日期', '注销原因'],
      ['普美英', ID, '白云村', '2021-05-20', '2022-05-20', '离开'],
    ],
    [
      '名单三.xlsx',
      ['户编号', '姓名', '身份证号', '与户主关系', '迁出地', '搬迁时间'],
      ['7', '普美英', ID, '户主', '老寨', '2019-12-01'],
    ],
    [
      '住房租赁补贴.xlsx',
      ['姓名', '身份证号', '保障类别', '补贴金额', '起始年月'],
      ['普美英', ID, '公租房', 260, 202205],
    ],
    [
      '安置帮教人员.xlsx',
      ['姓名', '身份证号', '罪名', '释放日期', '原判刑期'],
      ['普美英', ID, '盗窃', '2015-05-20', '三年'],
    ],
    [
      '司法局名单.xlsx',
      ['姓名', '身份证号', '矫正类别', '矫正开始日期', '矫正期限'],
      ['普美英', ID, '缓刑', '2022-05-20', '二年'],
    ],
    [
      '社区矫正服刑人员.xlsx',
      ['姓名', '身份证号', '罪名', '刑罚种类', '刑期起', '刑期止'],
      ['普美英', ID, '盗窃', '有期徒刑', '2022-05-20', '2024-05-19'],
    ],
    ['名单四.xlsx', ['姓名', '身份证号', '入住日期', '供养方式'], ['普美英', ID, '2022-05-20', '集中供养']],
    [
      '司法救助金.xlsx',
      ['姓名', '身份证号', '案号', '救助金额', '发放日期'],
      ['普美英', ID, '司救1号', 9000, '2022-05-20'],
    ],
    [
      '名单五.xlsx',
      ['姓名', '身份证号', '救助类别', '救助金额', '救助日期'],
      ['普美英', ID, '门诊救助', 300, '2022-05-20'],
    ],
    [
      '认证名单.xlsx',
      ['姓名', '身份证号', '认证时间', '服务时长', '服务队'],
      ['普美英', ID, '2023-03-05', 40, '山茶志愿队'],
    ],
    [
      '公安登记人员.xlsx',
      ['姓名', '身份证号', '登记日期', '配偶姓名', '登记机关'],
      ['普美英', ID, '2023-03-05', '李有福', '民政局'],
    ],
    ['注销名单.xlsx', ['姓名', '身份证号', '登记日期', '选民证号'], ['普美英', ID, '2023-03-05', '12']],
    [
      '社保卡名单.xlsx',
      ['优待证号', '姓名', '身份证号', '卡状态', '发卡日期'],
      ['Y1', '普美英', ID, '已注销', '2020-03-05'],
    ],
    [
      '居民医疗保险财政代缴花名册.xlsx',
      ['姓名', '身份证号', '年度', '代缴金额', '人员类别'],
      ['普美英', ID, 2023, 320, '低保'],
    ],
    [
      '商业养老保险领取名单.xlsx',
      ['姓名', '身份证号', '领取日期', '领取金额'],
      ['普美英', ID, '2023-03-05', 500],
    ],
  ])('%s is a neighbour and refused by its own name', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe('source-neighbour');
  });

  test.each([
    [
      'payout-roster',
      '2023年4月待遇补发名册.xlsx',
      ['姓名', '身份证号', '发放年月', '补发金额', '补发起始年月', '补发截止年月'],
      ['普美英', ID, 202304, 236, 202301, 202302],
    ],
    [
      'refunds',
      '2022退保.xlsx',
      ['姓名', '身份证号', '退保日期', '退保金额'],
      ['普美英', ID, '2022-05-06', 1300],
    ],
    [
      'transfers',
      '名单一.xlsx',
      ['姓名', '身份证号', '转出地', '转入地', '转移金额'],
      ['普美英', ID, '弥勒', '昆明', 1300],
    ],
    [
      'account-ledger',
      '账户.xlsx',
      ['AAC003', 'AAC002', '账户储存额', '记账利息', '政府补贴累计'],
      ['普美英', ID, 13900, 205, 900],
    ],
    [
      'severe-disability-allowance',
      '重残补助发放表.xlsx',
      ['姓名', '身份证号', '残疾等级', '发放年月', '补助金额'],
      ['普美英', ID, '一级', 202206, 113],
    ],
    [
      'land-loss-identification',
      '被征地农民身份认定名单.xlsx',
      ['姓名', '身份证号', '征地项目', '认定日期', '认定结果'],
      ['普美英', ID, '高铁站', '2022-03-01', '符合'],
    ],
    [
      'other-scheme-grants',
      '2022年企业职工丧葬抚恤待遇.xlsx',
      ['死者姓名', '死者身份证号', '丧葬补助金', '一次性抚恤金', '发放日期'],
      ['普美英', ID, 9000, 50000, '2022-06-02'],
    ],
    [
      'contributions',
      '自缴人员.xlsx',
      ['姓名', '身份证号', '年度', '金额', '乡镇'],
      ['普美英', ID, 2022, 200, '弥阳'],
    ],
    ['contributions', '缴费明细.xlsx', ['姓名', '身份证号', '缴费年度', '金额'], ['普美英', ID, 2022, 200]],
    [
      'contributions',
      '名单二.xlsx',
      ['姓名', '身份证号', '缴费年度', '缴费档次', '政府缴费补贴'],
      ['普美英', ID, 2022, 200, 40],
    ],
    [
      'cards',
      '社保卡.xlsx',
      ['姓名', '身份证号', '银行账号', '激活状态'],
      ['普美英', ID, '6228480119480722994', '未激活'],
    ],
    [
      'public-payroll',
      '工资表.xlsx',
      ['姓名', '身份证号', '级别工资', '实发工资'],
      ['普美英', ID, 4200, 3900],
    ],
    [
      'insured-roster',
      '参保花名册.xlsx',
      ['姓名', '身份证号', '参保状态', '参保时间'],
      ['普美英', ID, '正常', '2011-07-01'],
    ],
    [
      'insured-roster',
      '系统导出.xlsx',
      ['AAC003', 'AAC002', 'AAC008', '首次参保日期', '累计缴费年限'],
      ['普美英', ID, '1', '2011-07-01', 11],
    ],
    [
      'change-log',
      '变更日志.xlsx',
      ['姓名', '身份证号', '变更项目', '变更前', '变更后', '变更时间'],
      ['普美英', ID, '银行账号', '1', '2', '2022-05-06'],
    ],
    [
      'operator-log',
      '业务操作日志.xlsx',
      ['业务编号', '业务对象', '证件号码', '操作环节', '操作员', '操作时间'],
      ['B1', '普美英', ID, '审核', 'u1', '2022-05-06 10:01:00'],
    ],
  ])('%s is a source of its own by the headers that no other list has', async (source, name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe(source);
  });

  test('what every office calls its lists makes no payout roster of one', async () => {
    const rows = [
      ['姓名', '身份证号码', '发放月份', '发放金额', '银行账号'],
      ['普美英', ID, 202207, 620, '6228480119480722994'],
    ];
    expect(await verdictOf('发放花名册.xlsx', rows)).not.toBe('payout-roster');
    expect(await verdictOf('养老金发放花名册.xlsx', rows)).toBe('payout-roster');
  });

  test('generic headers alone are a question that reads both ways aloud, and never a source', async () => {
    const rows = [
      ['姓名', '身份证号码', '发放年月', '实发金额', '银行账号'],
      ['普美英', ID, 202206, 123.5, '6228480119480722994'],
    ];
    expect(await verdictOf('2022年6月数据.xlsx', rows)).toBe('source-ambiguous');
    const { refusal } = await tryFile(folder.workbook('2022年6月数据.xlsx', { 名单: rows }));
    expect(refusal?.zh).toContain('待遇发放花名册（姓名=普**');
    expect(refusal?.zh).not.toContain(ID);
    // a name breaks the tie between readings that the headers allow
    expect(await verdictOf('2022年6月养老金发放.xlsx', rows)).toBe('payout-roster');
  });

  test('tiers and a subsidy of the treasury are of medical insurance as well: whose they are is asked', async () => {
    const rows = [
      ['姓名', '身份证号', '缴费年度', '缴费档次', '财政补贴', '缴费日期'],
      ['普美英', ID, 2023, 350, 640, '2022-11-08'],
    ];
    expect(await verdictOf('2023年明细.xlsx', rows)).toBe('source-ambiguous');
    expect(await verdictOf('2023年居保缴费.xlsx', [['居保缴费', '', '', '', '', ''], ...rows])).toBe(
      'contributions',
    );
  });

  test('what is given back as 退费 is no refund of an account before a list says so', async () => {
    const rows = [
      ['姓名', '身份证号', '退费金额', '退费日期'],
      ['普美英', ID, 380, '2022-05-06'],
    ];
    expect(await verdictOf('退费名单.xlsx', rows)).toBe('source-ambiguous');
    expect(await verdictOf('退保退费名单.xlsx', rows)).toBe('refunds');
  });

  test('a company’s payroll is no public one: without what only public pay has it is asked about', async () => {
    const company = [
      ['姓名', '身份证号', '人员性质', '岗位工资', '绩效工资', '住房公积金', '个人所得税', '实发工资'],
      ['普美英', ID, '合同工', 1800, 900, 200, 0, 2500],
    ];
    expect(await verdictOf('东风糖业有限公司2022年7月工资表.xlsx', company)).toBe('source-ambiguous');
    const office = [
      ['姓名', '身份证号', '编制类型', '岗位工资', '薪级工资', '实发工资'],
      ['普美英', ID, '事业编制', 1800, 900, 2500],
    ];
    expect(await verdictOf('2022年7月工资表.xlsx', office)).toBe('public-payroll');
  });

  test('a source that says its name and has its mark stays one, whatever else its title mentions', async () => {
    const rows = [
      ['城乡居民养老保险待遇发放花名册（含高龄津贴）', '', '', '', ''],
      ['姓名', '身份证号', '待遇所属期', '基础养老金', '合计'],
      ['普美英', ID, 202206, 113, 213],
    ];
    expect(await verdictOf('花名册.xlsx', rows)).toBe('payout-roster');
  });

  test('every neighbour says what it is and what to do, in both languages', () => {
    expect(loadNeighbours().length).toBeGreaterThan(1);
    for (const { title, advice, advice_en } of loadNeighbours()) {
      expect(advice, title).toMatch(/^这(?:是|里)/);
      expect(advice_en, title).toMatch(/^This /);
    }
  });

  test('a file’s name breaks no tie where the headers say clearly more of another list', async () => {
    const pay = [
      ['姓名', '身份证号', '岗位工资', '绩效工资', '实发工资', '月份'],
      ['普美英', ID, 1500, 300, 1800, 202305],
    ];
    expect(await verdictOf('职工待遇202306.xlsx', pay)).not.toBe('employee-pension');
  });

  test.each([
    [
      '2023年第四批疑点数据.xlsx',
      ['问题编号', '被核查人', '居民身份证号', '疑点分类', '疑似死亡日期', '核查状态'],
    ],
    ['9月风险数据清单.xlsx', ['风险编号', '人员姓名', '身份证件号码', '风险类型', '涉嫌金额', '处置状态']],
  ])('%s is a batch of leads, whatever its columns are called', async (name, header) => {
    const row = ['F1', '普美英', ID, '死亡后领取', name.startsWith('9') ? 236 : '2023-05-02', '待核查'];
    expect(await verdictOf(name, [header, row])).toBe('suspect-list');
  });
});
