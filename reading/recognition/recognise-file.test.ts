import { describe, expect, test } from 'vitest';
import { type Cells, TestFolder } from '../../tests/support/test-files.ts';
import { openRawFile } from '../open-raw-file.ts';
import { loadSources } from '../sources/load-sources.ts';
import { loadMapping } from './mapping.ts';
import { type FileRecognition, recogniseFile } from './recognise-file.ts';
import { prepareKnowledge, type SheetRecognition } from './recognise-sheet.ts';

const folder = new TestFolder();
const sources = loadSources();
const ID = '532526195001019967';
const OTHER = '53252619520304998X';

async function recognise(path: string, mapping: string | null = null): Promise<FileRecognition> {
  return recogniseFile(await openRawFile(path), prepareKnowledge(sources, loadMapping(mapping, sources)));
}

async function recogniseRows(name: string, rows: readonly Cells[]): Promise<SheetRecognition> {
  const [sheet] = (await recognise(folder.workbook(name, { Sheet1: rows }))).sheets;
  if (sheet?.status !== 'recognised')
    throw new Error(sheet?.status === 'refused' ? sheet.refusal.zh : 'ignored');
  return sheet.recognition;
}

function fieldsOf(recognition: SheetRecognition): Record<string, string> {
  return Object.fromEntries(recognition.columns.map(({ header, field }) => [header, field]));
}

describe('each source is known by headers that other offices use', () => {
  const cases: [string, string, string[], Cells][] = [
    [
      'payout-roster',
      '2022年5月待遇发放表.xlsx',
      [
        '参保人姓名',
        '公民身份证件号',
        '发放月份(所属期)',
        '基础养老金(元)',
        '个人帐户养老金',
        '实发金额',
        '社保卡号',
      ],
      ['普美英', ID, '2022.5', 113, 100, 213, '6221880012345678901'],
    ],
    [
      'bank-return',
      '5月.xlsx',
      ['收款账号', '收款人户名', '交易金额', '处理日期', '返回码', '返回说明'],
      ['6221880012345678901', '普美英', 218, '20220515', '0000', '成功'],
    ],
    [
      'police-death',
      'a.xlsx',
      ['死者姓名', '死者身份证号', '死亡时间', '户口注销时间', '注销缘由'],
      ['普美英', ID, '20220531', '20220602', '死亡'],
    ],
    [
      'cremation',
      'a.xlsx',
      ['逝者姓名', '逝者证件号码', '火化时间', '家属姓名', '家属身份证号'],
      ['普美英', ID, '2022-06-02', '李云', OTHER],
    ],
    [
      'medical-death',
      'a.xlsx',
      ['死亡者姓名', '身份证件号码', '死亡日期时间', '根本死因', '死亡证明编号'],
      ['普美英', ID, '2022-05-31 08:00', 'I21', '53252022001'],
    ],
    [
      'household',
      'a.xlsx',
      ['户籍编号', '姓名', '公民身份号码', '与户主的关系', '户主姓名', '户主身份证号'],
      ['1', '普美英', ID, '妻', '李云', OTHER],
    ],
    [
      'imprisonment',
      'a.xlsx',
      ['罪犯姓名', '身份证号', '刑罚种类', '刑期开始时间', '刑期截止日期'],
      ['普美英', ID, '有期徒刑', '2021-09-15', '2022-09-14'],
    ],
    [
      'employee-pension',
      'a.xlsx',
      ['姓名', 'AAC002', '险种', '离退休时间', '月待遇(元)', '待遇享受开始时间'],
      ['普美英', ID, '企业职工', '2010-01-01', 2300, '2010-02'],
    ],
    [
      'certification',
      'a.xlsx',
      ['领取人姓名', '身份证号', '认证完成时间', '认证渠道', '经办人'],
      ['普美英', ID, '2022-03-11', '手机', '李云'],
    ],
    [
      'funeral-grant',
      'a.xlsx',
      ['死者姓名', '死者身份证号', '死亡日期', '丧葬补贴', '领取人', '领取人身份证号'],
      ['普美英', ID, '2022-05-31', 1356, '李云', OTHER],
    ],
    [
      'paid-on-behalf',
      'a.xlsx',
      ['姓名', '身份证号', '缴费年度', '代缴养老保险费(元)', '困难类型'],
      ['普美英', ID, '2022', 100, '低保'],
    ],
    [
      'disabled-list',
      'a.xlsx',
      ['残疾人姓名', '身份证号', '残疾人证编号', '残疾类型', '残疾等级'],
      ['普美英', ID, '1234', '肢体', '二级'],
    ],
    [
      'hardship-list',
      'a.xlsx',
      ['保障对象姓名', '身份证号', '救助类型', '批准时间'],
      ['普美英', ID, '低保', '2021-01-01'],
    ],
    [
      'land-loss-subsidy',
      'a.xlsx',
      ['姓名', '身份证号', '征地项目', '征地面积', '补贴金额'],
      ['普美英', ID, '高铁站', '2亩', 5000],
    ],
    [
      'suspect-list',
      'a.xlsx',
      ['批次', '序号', '姓名', '身份证号', '问题类别', '反馈期限'],
      ['1', '1', '普美英', ID, '死亡', '2022-09-30'],
    ],
  ];

  test.each(cases)('%s', async (source, name, headers, row) => {
    const recognition = await recogniseRows(name, [headers, row, row]);
    expect(recognition.source).toBe(source);
    const { resident_id, account_no } = Object.fromEntries(
      recognition.columns.map(({ field, index }) => [field, index]),
    );
    expect(row[resident_id ?? account_no ?? -1]).toBe(source === 'bank-return' ? row[0] : ID);
  });

  test('the cause of death is never among the columns', async () => {
    const recognition = await recogniseRows('医学证明.xlsx', [
      ['姓名', '身份证号', '死亡日期', '死亡证编号', '死亡原因', '根本死因(ICD-10)'],
      ['普美英', ID, '2022-05-31', '1', '心肌梗死', 'I21'],
    ]);
    expect(recognition.unused).toEqual([
      { index: 4, header: '死亡原因', reason: 'never-import' },
      { index: 5, header: '根本死因(ICD-10)', reason: 'never-import' },
    ]);
  });
});

describe('headers as they are laid out', () => {
  test('titles, units and forms above the header are passed over and kept as the title', async () => {
    const recognition = await recogniseRows('表.xlsx', [
      ['弥勒市2022年5月城乡居民养老保险待遇发放花名册'],
      ['填报单位：弥阳街道', null, null, '单位：元'],
      [],
      ['姓名', '身份证\n号码', '★发放年月', '发 放 金 额'],
      ['普美英', ID, '202205', '218.00'],
    ]);
    expect(recognition.header_rows).toEqual([4, 4]);
    expect(recognition.title).toEqual([
      '弥勒市2022年5月城乡居民养老保险待遇发放花名册',
      '填报单位：弥阳街道 单位：元',
    ]);
    expect(Object.values(fieldsOf(recognition))).toEqual(['name', 'resident_id', 'paid_month', 'total_fen']);
  });

  test('a title right above the header, further in than the first column, is no group of columns', async () => {
    const recognition = await recogniseRows('公安.xlsx', [
      [null, '死亡人员登记'],
      [null, '姓  名', '身 份 证 号', '死亡\n日期', '注销\n户口\n日期'],
      [null, '普美英', ID, '2022-5-31', '2022-06-02'],
    ]);
    expect(recognition.header_rows).toEqual([2, 2]);
    expect(Object.values(fieldsOf(recognition))).toEqual(['name', 'resident_id', 'died_on', 'cancelled_on']);
  });

  test('a header of three rows with groups within groups', async () => {
    const recognition = await recogniseRows('发放.xlsx', [
      ['序号', '基本信息', null, null, '待遇信息', null, null],
      [null, '姓名', '证件信息', null, '所属期', '养老金构成', null],
      [null, null, '类型', '证件号码', null, '基础养老金', '个人账户养老金'],
      [1, '普美英', '身份证', ID, 202205, 113, 100],
    ]);
    expect(recognition.header_rows).toEqual([1, 3]);
    expect(recognition.columns.map(({ index, field }) => [index, field])).toEqual([
      [1, 'name'],
      [3, 'resident_id'],
      [4, 'month'],
      [5, 'basic_fen'],
      [6, 'account_fen'],
    ]);
  });

  test('a merged header of two rows names its columns by group and part', async () => {
    const recognition = await recogniseRows('发放.xlsx', [
      ['序号', '姓名', '身份证号', '所属期', '待遇明细', null, null, '银行信息', null],
      [null, null, null, null, '基础养老金', '个人账户养老金', '合计', '账号', '户名'],
      [1, '普美英', ID, '202205', 113, 100, 213, '6221880012345678901', '普美英'],
    ]);
    expect(recognition.header_rows).toEqual([1, 2]);
    expect(fieldsOf(recognition)).toEqual({
      姓名: 'name',
      身份证号: 'resident_id',
      所属期: 'month',
      '待遇明细/基础养老金': 'basic_fen',
      '待遇明细/个人账户养老金': 'account_fen',
      '待遇明细/合计': 'total_fen',
      '银行信息/账号': 'account_no',
      '银行信息/户名': 'holder_name',
    });
  });

  test('the three parts of the basic pension below its name are parts of it', async () => {
    const recognition = await recogniseRows('待遇发放.xlsx', [
      ['序号', '姓名', '身份证号', '所属期', '基础养老金', null, null, '个人账户', '应发金额', '实发金额'],
      [null, null, null, null, '中央', '省级', '市级', null, null, null],
      [1, '普美英', ID, '202205', 93, 15, 5, 20, 133, 133],
    ]);
    expect(recognition.header_rows).toEqual([1, 2]);
    expect(fieldsOf(recognition)).toMatchObject({
      '基础养老金/中央': 'basic_central_fen',
      '基础养老金/省级': 'basic_provincial_fen',
      '基础养老金/市级': 'basic_city_fen',
      个人账户: 'account_fen',
    });
  });

  test.each([0, 3])(
    'the columns of the family are never those of the dead (family first column %i)',
    async (at) => {
      const dead = [
        ['死者信息', '姓名'],
        [null, '证件号'],
        [null, '火化日期'],
      ];
      const family = [
        ['家属信息', '姓名'],
        [null, '身份证号'],
        [null, '与死者关系'],
      ];
      const columns = at === 0 ? [...family, ...dead] : [...dead, ...family];
      const values =
        at === 0
          ? ['李云', OTHER, '子', '普美英', ID, '2022-06-02']
          : ['普美英', ID, '2022-06-02', '李云', OTHER, '子'];
      const recognition = await recogniseRows('殡.xlsx', [
        columns.map(([group]) => group ?? null),
        columns.map(([, own]) => own ?? null),
        values,
      ]);
      const index = (field: string): number | undefined =>
        recognition.columns.find((column) => column.field === field)?.index;
      expect([index('name'), index('resident_id')]).toEqual(at === 0 ? [3, 4] : [0, 1]);
    },
  );

  test('of two columns of one name the one whose values fit is taken and the other is said', async () => {
    const recognition = await recogniseRows('公安.xlsx', [
      ['姓名', '身份证号', '身份证号', null, '死亡日期', '注销原因'],
      ['普美英', '无', ID, null, '20220531', '死亡'],
      ['李云', '见备注', OTHER, null, '20220602', '死亡'],
    ]);
    expect(recognition.columns.find(({ field }) => field === 'resident_id')?.index).toBe(2);
    expect(recognition.unused).toMatchObject([{ index: 1, header: '身份证号' }]);
  });

  test('a column called 身份证号 that is full of names is not one', async () => {
    const rows = [
      ['姓名', '身份证号', '死亡日期', '注销原因'],
      ...Array.from({ length: 20 }, () => [ID, '普美英', '20220531', '死亡']),
    ];
    await expect(recogniseRows('公安.xlsx', rows)).rejects.toThrow('缺少 死者姓名');
  });

  test('an unknown header over residents’ numbers alone is taken by its values', async () => {
    const recognition = await recogniseRows('死亡名单.xlsx', [
      ['姓名', '人口标识', '死亡日期', '注销原因'],
      ['普美英', ID, '20220531', '死亡'],
    ]);
    expect(recognition.columns[1]).toMatchObject({ field: 'resident_id', how: 'profile', confidence: 0.6 });
  });
});

describe('a coded column under an unknown header', () => {
  const roster = (states: readonly string[], header = '核拨反馈'): Cells[] => [
    ['姓名', '身份证号', '待遇所属期', '基础养老金', '实发金额', header],
    ...states.map((state): Cells => ['普美英', ID, 202205, 113, 118, state]),
  ];

  test('is known by its words, so that a payment that came back is not taken for one that was made', async () => {
    const recognition = await recogniseRows('待遇发放.xlsx', roster(['代发成功', '代发成功', '退票']));
    expect(recognition.columns.at(-1)).toMatchObject({ header: '核拨反馈', field: 'state', how: 'profile' });
  });

  test('is taken with one word in six that nobody knows: that row will wait', async () => {
    const states = ['代发成功', '代发成功', '代发成功', '退票', '代发成功', '行内挂账'];
    const recognition = await recogniseRows('待遇发放.xlsx', roster(states));
    expect(recognition.columns.at(-1)?.field).toBe('state');
  });

  test('is taken where half of its words are known: the others wait, and are not taken for paid', async () => {
    const states = ['代发成功', '退票', '行内挂账', '他行退件中'];
    const recognition = await recogniseRows('待遇发放.xlsx', roster(states));
    expect(recognition.columns.at(-1)?.field).toBe('state');
  });

  test('is left alone where its words are written into columns of every kind, or nobody knows them', async () => {
    for (const states of [
      ['是', '否'],
      ['正常', '正常'],
      ['1', '0'],
      ['张三经手', '李四经手'],
    ]) {
      const recognition = await recogniseRows('待遇发放.xlsx', roster(states));
      expect(recognition.unused, states.join()).toMatchObject([{ header: '核拨反馈', reason: 'unknown' }]);
    }
  });

  test('makes nobody a convict: where rows would wait for the column, somebody is asked whether this is it', async () => {
    const rows: Cells[] = [
      ['被告人姓名', '被告人身份证号', '罪名', '承办意见', '刑期起', '刑期止'],
      ['普美英', ID, '盗窃', '有期徒刑', '2022-04-10', '2023-04-09'],
    ];
    const { refusal } = await recognise(folder.workbook('法院判决.xlsx', { Sheet1: rows }));
    expect(refusal?.zh).toContain('承办意见');
  });

  test('makes no pension of what a survivor draws: one word that tells somebody apart is reason to ask', async () => {
    const listOf = (kind: string): Cells[] => [
      ['姓名', '身份证号', '人员归类', '待遇开始年月', '待遇状态', '月养老金'],
      ...[...Array<string>(12).fill(kind), '遗属抚恤'].map(
        (one): Cells => ['普美英', ID, one, '2019-01', '正常发放', 600],
      ),
    ];
    const { refusal } = await recognise(folder.workbook('职工养老待遇.xlsx', { Sheet1: listOf('甲册') }));
    expect(refusal?.zh).toContain('人员归类');
    // where every word is one of a scheme, it is the scheme
    const { columns } = await recogniseRows('职工养老待遇B.xlsx', listOf('企业职工基本养老金'));
    expect(columns).toContainEqual(expect.objectContaining({ header: '人员归类', field: 'scheme' }));
  });

  const death = ['普美英', ID, '2022-05-31', '2022-06-02', '死亡'];
  const deaths = (header: string[], cells: (index: number) => string[]): Cells[] => [
    ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因', ...header],
    ...Array.from({ length: 6 }, (_, index): Cells => [...death, ...cells(index)]),
  ];

  test.each([
    ['says of one row that it is wrong', ['处理意见'], '误报'],
    ['says it in a sentence', ['情况'], '经核，系同名同姓，已更正'],
    ['asks it in its header', ['本人是否健在'], '否'],
  ])('is asked about where it %s', async (_, header, word) => {
    const rows = deaths(header, (index) => [index === 4 ? word : '']);
    const { refusal } = await recognise(folder.workbook('公安死亡注销.xlsx', { Sheet1: rows }));
    expect(refusal?.code).toBe('columns-unclear');
    expect(refusal?.zh).toContain(`“${header.at(-1)}”`);
  });

  test('is left alone where it doubts nothing', async () => {
    const rows = deaths(['处理意见', '经办人电话'], () => ['属实，已停发', '0873-6122001']);
    const { source, unused } = await recogniseRows('公安死亡注销.xlsx', rows);
    expect([source, unused.map(({ reason }) => reason)]).toEqual(['police-death', ['unknown', 'unknown']]);
  });
});

describe('a hospital’s list of who died', () => {
  test('is one of deaths, though it tells when people came and went as an insurer’s does', async () => {
    const rows: Cells[] = [
      ['患者姓名', '身份证号', '入院日期', '出院日期', '转归', '死亡时间'],
      ['普美英', ID, '2022-07-01', '2022-07-08', '死亡', '2022-07-08 03:20'],
    ];
    const { source, columns } = await recogniseRows('县医院死亡登记.xlsx', rows);
    expect(source).toBe('medical-death');
    expect(columns.find(({ field }) => field === 'died_on')?.header).toBe('死亡时间');
  });
});

describe('what left the fund goes before what was to be paid', () => {
  test.each([
    ['被征地农民养老补助.xlsx', ['征地项目', '补助金额', '到账金额'], '到账金额'],
    ['财政供养工资.xlsx', ['单位名称', '人员性质', '应发工资', '实发工资'], '实发工资'],
    ['丧葬补助金.xlsx', ['死亡日期', '丧葬补助金', '实发金额'], '实发金额'],
  ])('in %s of two amounts', async (name, headers, paid) => {
    const cell = (header: string): string =>
      /金额|工资|补助金/.test(header) ? '1200' : header === '死亡日期' ? '2022-03-05' : '在编';
    const rows: Cells[] = [
      ['姓名', '身份证号', ...headers],
      ['普美英', ID, ...headers.map(cell)],
    ];
    const { columns } = await recogniseRows(name, rows);
    const headerOf = (wanted: string) => columns.find(({ field }) => field === wanted)?.header;
    expect(headerOf('paid_fen') ?? headerOf('amount_fen')).toBe(paid);
  });
});

describe('a roster that names parts and no total that is known', () => {
  const roster = (header: string, cell: number): Cells[] => [
    ['姓名', '身份证号', '待遇所属期', '基础养老金', header],
    ['普美英', ID, 202205, 113, cell],
    ['普秀英', OTHER, 202205, 113, cell],
  ];

  test('is asked about beside a column that may be the total', async () => {
    const { refusal } = await recognise(folder.workbook('待遇发放.xlsx', { Sheet1: roster('钱款', 118) }));
    expect(refusal?.zh).toContain('钱款');
  });

  test('is read beside an age or a balance', async () => {
    for (const [header, cell] of [
      ['岁数', 72],
      ['存折数', 13_900],
    ] as const)
      expect((await recogniseRows('待遇发放.xlsx', roster(header, cell))).source).toBe('payout-roster');
  });
});

describe('what is not certain is refused', () => {
  test('a name and a number fit many sources: the file name alone does not decide what is not marked', async () => {
    const { refusal } = await recognise(
      folder.workbook('花名册.xlsx', {
        a: [
          ['姓名', '身份证号', '备注'],
          ['普美英', ID, ''],
        ],
      }),
    );
    expect(refusal?.code).toMatch(/^source-(?:unknown|ambiguous)$/);
  });

  test('two sources that fit equally are ambiguous until a title says which', async () => {
    const cremation = sources.filter(({ source }) => source === 'cremation');
    const twin = cremation.map((source) => ({
      ...source,
      source: 'burial',
      title: '土葬名单',
      file_names: ['土葬'],
    }));
    const knowledge = prepareKnowledge([...cremation, ...twin]);
    const table = [
      ['死者姓名', '身份证号', '火化日期'],
      ['普美英', ID, '2022-06-02'],
    ];
    const plain = await recogniseFile(
      await openRawFile(folder.workbook('名单.xlsx', { a: table })),
      knowledge,
    );
    expect(plain.refusal).toMatchObject({ code: 'source-ambiguous' });
    expect(plain.refusal?.zh).toContain('土葬名单');
    const titled = folder.workbook('名单.xlsx', { a: [['弥勒市土葬登记'], ...table] });
    const [sheet] = (await recogniseFile(await openRawFile(titled), knowledge)).sheets;
    expect(sheet).toMatchObject({ status: 'recognised', recognition: { source: 'burial' } });
  });

  test('the nearest source and the nearest header of each unknown one are named', async () => {
    const rows = [
      ['姓名', '身份证号', '征地项目部', '补贴总数额度'],
      ['普美英', ID, '高铁站', 5000],
    ];
    const { refusal } = await recognise(folder.workbook('名单.xlsx', { a: rows }));
    expect(refusal).toMatchObject({ code: 'source-unknown' });
    expect(refusal?.zh).toContain('被征地农民养老补助');
    expect(refusal?.zh).toContain('“补贴总数额度”→ 最接近“');
    expect(refusal?.en).toContain('land-loss-subsidy');
  });

  test('numbers of people in a file without a header are not repeated in the message', async () => {
    const { refusal } = await recognise(folder.write('无表头.csv', `普美英,${ID},218\n李云,${OTHER},218\n`));
    expect(refusal?.code).toBe('source-unknown');
    expect(refusal?.zh).not.toContain('（）');
    expect(`${refusal?.zh}${refusal?.en}`).not.toMatch(/\d{10}/);
  });

  test('a header without rows below it is still recognised', async () => {
    const recognition = await recogniseRows('火化.xlsx', [['死者姓名', '身份证号', '火化日期']]);
    expect(recognition.source).toBe('cremation');
  });
});

describe('several sheets', () => {
  const table = [
    ['死者姓名', '身份证号', '火化日期'],
    ['普美英', ID, '2022-06-02'],
  ];

  test('covers, summaries, empty and hidden sheets are ignored and said; every sheet of the source is used', async () => {
    const path = folder.workbook(
      '火化.xlsx',
      {
        封面: [['火化名单'], ['联系电话 0873-1234567']],
        五月: table,
        汇总: [
          ['乡镇', '人数'],
          ['弥阳街道', 3],
        ],
        六月: table,
        空: [],
        旧: table,
      },
      ['旧'],
    );
    const { sheets, refusal } = await recognise(path);
    expect(refusal).toBeNull();
    expect(
      sheets.map((sheet) => [sheet.name, sheet.status, sheet.status === 'ignored' ? sheet.reason : '']),
    ).toEqual([
      ['封面', 'ignored', 'notes'],
      ['五月', 'recognised', ''],
      ['汇总', 'ignored', 'notes'],
      ['六月', 'recognised', ''],
      ['空', 'ignored', 'empty'],
      ['旧', 'ignored', 'hidden'],
    ]);
  });

  test('a further sheet with people that is no known source is refused, not dropped', async () => {
    const path = folder.workbook('火化.xlsx', {
      名单: table,
      其他: [
        ['人', '号', '数'],
        ['普美英', ID, 5],
      ],
    });
    const { sheets } = await recognise(path);
    expect(sheets.map(({ status }) => status)).toEqual(['recognised', 'refused']);
  });

  test('a workbook of empty sheets is refused for having no rows', async () => {
    const { refusal } = await recognise(folder.workbook('空.xlsx', { a: [], b: [] }));
    expect(refusal?.code).toBe('file-no-rows');
  });

  test('a workbook that shows a cover only says that its hidden sheets are not read', async () => {
    const sheets = { 封面: [['弥勒市']], 名册: [['姓名', '身份证号']] };
    const { refusal } = await recognise(folder.workbook('藏.xlsx', sheets, ['名册']));
    expect(refusal).toMatchObject({ code: 'file-sheets-hidden', zh: expect.stringContaining('名册') });
  });
});

describe('what a person writes down once', () => {
  const rows = [
    ['甲', '乙', '丙', '姓名'],
    ['普美英', ID, '2022-06-02', '李云'],
  ];

  test('a mapping by headers or by file name is followed, with what it ignores', async () => {
    const path = folder.workbook('奇怪.xlsx', { a: rows });
    for (const match of ['headers: [甲, 乙]', 'file: "奇怪*.xlsx"']) {
      const mapping = folder.write(
        'mapping.yaml',
        `- source: cremation\n  match: { ${match} }\n  columns: { 甲: name, 乙: resident_id, 丙: cremated_on, 姓名: ignore }\n`,
      );
      const [sheet] = (await recognise(path, mapping)).sheets;
      if (sheet?.status !== 'recognised') throw new Error('not recognised');
      expect(fieldsOf(sheet.recognition)).toEqual({ 甲: 'name', 乙: 'resident_id', 丙: 'cremated_on' });
      expect(sheet.recognition.columns.every(({ how }) => how === 'mapping')).toBe(true);
      expect(sheet.recognition.unused).toEqual([{ index: 3, header: '姓名', reason: 'ignored' }]);
    }
  });

  test.each([
    ['- source: nowhere\n  match: { file: x }\n', 'nowhere'],
    ['- source: cremation\n  match: { file: x }\n  columns: { 甲: nothing }\n', 'nothing'],
    ['- source: cremation\n  fits: { file: x }\n', 'match'],
    ['- source: [\n', 'mapping.yaml'],
  ])('a mapping that cannot be followed is refused and says where', (text, where) => {
    const path = folder.write('mapping.yaml', text);
    expect(() => loadMapping(path, sources)).toThrow(where);
  });
});
