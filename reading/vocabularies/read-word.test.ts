import { describe, expect, test } from 'vitest';
import { loadSources } from '../sources/load-sources.ts';
import { plainWord, WordReader } from './read-word.ts';

const sources = new Map(loadSources().map((source) => [source.source, source]));

/** What denies something, and nothing of the word it may stand beside. */
const DENIES_ELSE = new Set(
  '人脸不符 未处理 账号错误 户名不符 卡号错误 未认证 超期未认证 未年审 停发 未消除 风险未消除 抢救无效 医治无效 下落不明 未宣告 未归 行动不便 未通过 减无期 减为无期 减为无期徒刑 未领待遇'.split(
    ' ',
  ),
);

function meaningOf(source: string, field: string, raw: string, taught?: ReadonlyMap<string, string>) {
  const reader = new WordReader(sources.get(source)!.vocabulary[field]!, taught);
  const { means, isHeld } = reader.read(raw);
  return isHeld ? 'held' : means;
}

describe('a word is looked up without width, case, blanks and punctuation', () => {
  test.each([
    ['否。', '否'],
    ['　ＡＰＰ ', 'app'],
    ['出国（境）定居', '出国境定居'],
    ['死亡註銷', '死亡注销'],
    ['已入帐', '已入账'],
    ['√', '√'],
    ['——', '-'],
    ['－', '-'],
  ])('%s is %s', (written, plain) => expect(plainWord(written)).toBe(plain));
});

describe('words of payment states', () => {
  test.each([
    ['打卡成功', 'paid'],
    ['退汇重发成功', 'reissued'],
    ['已付款', 'paid'],
    ['发放待审', 'held'],
    ['退汇待处理', 'returned'],
    ['银行处理中', 'pending'],
    ['冲正', 'reversed'],
    ['0-成功', 'paid'],
    ['0000-交易成功', 'paid'],
    ['9999 支付失败', 'failed'],
    ['已發放', 'paid'],
    ['退发', 'returned'],
    ['—', 'held'],
  ])('%s means %s', (word, means) => expect(meaningOf('payout-roster', 'state', word)).toBe(means));
});

describe('penalties as courts write them', () => {
  test.each([
    ['有期徒刑一年零六个月', 'fixed-term'],
    ['有期徒刑二年，并处罚金人民币3000元', 'fixed-term'],
    ['判处有期徒刑三年，缓刑五年', 'probation'],
    ['有期徒刑二年缓期三年执行', 'probation'],
    ['死刑，缓期二年执行', 'death-reprieve'],
    ['拘役三个月', 'detention'],
    ['拘役三个月缓刑六个月', 'probation'],
    ['管制六个月', 'control'],
    ['提起公诉', 'not-convicted'],
    ['单处罚金5000元', 'no-prison'],
    ['有期徒刑叁年', 'fixed-term'],
    ['撤销缓刑，执行原判有期徒刑', 'taken-in'],
    ['暫予監外執行', 'outside'],
    ['判三缓五', 'probation'],
    ['从轻处理', 'held'],
    ['犯盗窃罪，判处有期徒刑一年', 'fixed-term'],
    ['因危险驾驶罪判处拘役二个月，缓刑四个月', 'probation'],
    ['犯故意伤害罪、寻衅滋事罪，数罪并罚，决定执行有期徒刑四年', 'fixed-term'],
    ['不构成盗窃罪', 'held'],
    ['犯罪情节轻微，定罪免刑', 'held'],
    ['盗窃罪名不成立，宣告无罪', 'held'],
  ])('%s means %s', (word, means) => expect(meaningOf('imprisonment', 'penalty', word)).toBe(means));

  test.each([
    ['撤销缓刑，收监执行', 'taken-in'],
    ['2022年5月减刑三个月', 'shortened'],
    ['因病保外就医', 'outside'],
    ['去向不明', 'held'],
  ])('the remark %s means %s', (word, means) =>
    expect(meaningOf('imprisonment', 'remark', word)).toBe(means),
  );
});

test('no word stands under two meanings of one column', () => {
  for (const { source, vocabulary } of sources.values())
    for (const [field, coded] of Object.entries(vocabulary)) {
      const codes = Object.entries(coded.means).flatMap(([code, { words }]) =>
        [...new Set(words.map((word) => plainWord(word, coded)))].map((word) => ({ word, code })),
      );
      for (const [word, of] of Map.groupBy(codes, (one) => one.word))
        expect(
          of.map(({ code }) => code),
          `${source}.${field} ${word}`,
        ).toHaveLength(1);
    }
});

describe('a word made of words that are known', () => {
  test.each([
    ['payout-roster', 'state', '支付成功（跨行）', 'paid'],
    ['payout-roster', 'state', '账户已冻结', 'failed'],
    ['payout-roster', 'line_type', '补发待遇（认证）', 'arrears'],
    ['police-death', 'reason', '年老病故注销', 'death'],
    ['police-death', 'reason', '失踪被宣告死亡', 'declared-dead'],
    ['police-death', 'reason', '迁往建水县', 'moved-out'],
    ['police-death', 'reason', '出国定居（加拿大）', 'settled-abroad'],
    ['police-death', 'reason', '出境务工（老挝）', 'not-ended'],
    ['imprisonment', 'penalty', '有期徒刑一年，没收违法所得', 'fixed-term'],
    ['imprisonment', 'penalty', '有期徒刑二年、缓三年', 'probation'],
    ['imprisonment', 'penalty', '有期徒刑一年半', 'fixed-term'],
    ['imprisonment', 'penalty', '拘役一个半月', 'detention'],
    ['imprisonment', 'remark', '减刑后刑期至2023年5月10日', 'shortened'],
    ['imprisonment', 'remark', '于2023年4月20日裁定假释', 'paroled'],
    ['imprisonment', 'remark', '2022年9月特赦', 'released-early'],
    ['employee-pension', 'status', '机关退休干部', 'drawing'],
    ['certification', 'channel', '驻村工作队入户', 'home-visit'],
    ['disabled-list', 'grade', '2级（精神）', 'severe-disability'],
  ])('%s.%s: %s means %s', (source, field, word, means) =>
    expect(meaningOf(source, field, word)).toBe(means),
  );

  test.each([
    ['payout-roster', 'state', '未成功发放'],
    ['payout-roster', 'state', '支付成功未到账'],
    ['payout-roster', 'state', '拟支付'],
    ['police-death', 'reason', '父亲死亡'],
    ['police-death', 'reason', '死亡待核实'],
    ['police-death', 'reason', '出国未定居'],
    ['police-death', 'reason', '迁出后迁回'],
    ['imprisonment', 'penalty', '一审有期徒刑三年'],
    ['imprisonment', 'penalty', '有期徒刑三年改判缓刑'],
    ['employee-pension', 'status', '退休待遇未发放'],
    ['employee-pension', 'status', '退休人员遗属'],
    ['certification', 'channel', '委托窗口'],
    ['certification', 'result', '未见本人通过'],
    ['hardship-list', 'kind', '已退出低保'],
  ])('what is left over, and words of two meanings, wait: %s.%s %s', (source, field, word) =>
    expect(meaningOf(source, field, word)).toBe('held'),
  );

  test('no word that is said to say nothing denies, doubts or takes back', () => {
    for (const { source, vocabulary } of sources.values())
      for (const [field, coded] of Object.entries(vocabulary))
        for (const word of [coded.beside, ...Object.values(coded.means).map(({ beside }) => beside)].flat())
          if (!DENIES_ELSE.has(word))
            expect(word, `${source}.${field}`).not.toMatch(/[未不非无拟疑误假停撤]/u);
  });
});

describe('words that contradict one another in one cell', () => {
  test.each([
    ['payout-roster', 'state', '失败；重发成功了', 'held'],
    ['payout-roster', 'state', '支付成功，但账户冻结', 'held'],
    ['payout-roster', 'state', '失败；重发成功', 'reissued'],
    ['imprisonment', 'penalty', '有期徒刑三年（上诉）', 'held'],
    ['imprisonment', 'penalty', '假释（已撤销）', 'taken-in'],
    ['certification', 'channel', '窗口（代办）', 'held'],
    ['bank-return', 'result', '成功，已退', 'held'],
  ])('%s.%s: %s means %s', (source, field, word, means) =>
    expect(meaningOf(source, field, word)).toBe(means),
  );

  test('the death of the head of a household is not known to be the death of whoever the row is about', () => {
    expect(meaningOf('household', 'cancel_kind', '户主死亡')).toBe('held');
    expect(meaningOf('police-death', 'reason', '户主死亡')).toBe('held');
  });
});

describe('a remark on a record of death', () => {
  test.each([
    ['police-death', '经村委会核实该人健在，系同名误登', 'revoked'],
    ['police-death', '2023年5月法院已撤销', 'revoked'],
    ['police-death', '村民反映尚在世', 'held'],
    ['police-death', '家属已领丧葬补助', null],
    ['medical-death', '误开，已收回', 'void'],
    ['medical-death', '姓名有误，待核', 'held'],
    ['cremation', '登记错误，非本人', 'void'],
    ['cremation', '骨灰寄存', null],
  ])('%s: %s means %s', (source, word, means) => expect(meaningOf(source, 'remark', word)).toBe(means));
});

describe('a mark that says nothing', () => {
  test.each(['—', '/', '－－'])('%s is as a blank cell, unless the office taught it', (mark) => {
    expect(meaningOf('police-death', 'is_revoked', mark)).toBe('standing');
    expect(meaningOf('imprisonment', 'is_suspended', mark)).toBe('no');
    expect(meaningOf('police-death', 'is_revoked', mark, new Map([[plainWord(mark), 'revoked']]))).toBe(
      'revoked',
    );
  });

  test('a tick is no dash', () => {
    expect(meaningOf('imprisonment', 'is_suspended', '√')).toBe('yes');
    expect(meaningOf('imprisonment', 'is_suspended', '×')).toBe('no');
  });
});

describe('cancellations', () => {
  test.each([
    ['病故', 'death'],
    ['因故外迁', 'moved-out'],
    ['境外务工', 'not-ended'],
    ['出境探亲', 'not-ended'],
    ['赴港澳定居', 'settled-abroad'],
    ['注销', 'unexplained'],
    ['撤销死亡登记', 'revoked'],
    ['系统迁移', 'held'],
  ])('%s means %s', (word, means) => expect(meaningOf('police-death', 'reason', word)).toBe(means));

  test('a date under “taken back?” says that it was', () => {
    expect(meaningOf('police-death', 'is_revoked', '2022年8月1日')).toBe('revoked');
    expect(meaningOf('police-death', 'is_revoked', '不适用')).toBe('standing');
  });

  test('what somebody died of is no reason of a cancellation, and names of offices are known by their ends', () => {
    expect(meaningOf('police-death', 'reported_by', '虹溪镇卫生院')).toBe('medical');
    expect(meaningOf('police-death', 'reported_by', '白云村民委员会')).toBe('village');
    expect(meaningOf('police-death', 'reported_by', '不知哪里')).toBeNull();
  });
});

describe('what an office taught', () => {
  test('goes before the list, and counts however the word is written', () => {
    const taught = new Map([['打卡', 'paid']]);
    expect(meaningOf('payout-roster', 'state', '打卡')).toBe('held');
    expect(meaningOf('payout-roster', 'state', '【打卡】', taught)).toBe('paid');
  });
});

describe('words of other offices, and what is like them and is held', () => {
  test.each([
    ['insured-roster', 'status', '参保状态：正常参保', 'insured'],
    ['insured-roster', 'status', '1-正常参保', 'insured'],
    ['insured-roster', 'status', '城乡居保待遇领取人员', 'drawing'],
    ['insured-roster', 'status', '拟终止参保', 'held'],
    ['insured-roster', 'status', '转移', 'held'],
    ['cards', 'state', '社保卡正常', 'active'],
    ['cards', 'state', '金融账户未激活', 'inactive'],
    ['cards', 'state', '换卡', 'held'],
    ['hardship-list', 'kind', '城乡低保在享人员', 'minimum-living'],
    ['hardship-list', 'kind', '特困人员（全护理）', 'destitute'],
    ['hardship-list', 'kind', '拟纳入低保', 'held'],
    ['disabled-list', 'grade', '肢体残疾第一级', 'severe-disability'],
    ['disabled-list', 'grade', '伤残一级', 'held'],
    ['certification', 'channel', '入户人脸认证', 'home-visit'],
    ['certification', 'channel', '省级大数据比对', 'data-comparison'],
    ['certification', 'result', '人脸识别通过', 'passed'],
    ['certification', 'result', '本年度未认证', 'failed'],
    ['certification', 'result', '拟通过', 'held'],
    ['employee-pension', 'status', '养老待遇享受状态', 'drawing'],
    ['employee-pension', 'status', '退休审批', 'held'],
    ['employee-pension', 'status', '退休已审批', 'held'],
    ['transfers', 'direction', '转出至昆明', 'out'],
    ['transfers', 'direction', '关系转出到昆明市', 'out'],
    ['transfers', 'direction', '由弥勒市转出至昆明', 'out'],
    ['transfers', 'direction', '由昆明转入', 'in'],
    ['transfers', 'direction', '从曲靖市转入弥勒', 'in'],
    ['transfers', 'direction', '省外关系转出', 'out'],
    ['transfers', 'direction', '转入外地', 'held'],
    ['transfers', 'direction', '昆明转出', 'held'],
    ['transfers', 'direction', '转出昆明', 'held'],
    ['transfers', 'direction', '由昆明转出', 'held'],
    ['transfers', 'direction', '昆明转入', 'held'],
    ['transfers', 'direction', '转入昆明市', 'held'],
    ['transfers', 'direction', '转出至弥勒', 'held'],
    ['transfers', 'state', '转移接续已办结', 'done'],
    ['transfers', 'state', '拟办结', 'held'],
    ['refunds', 'ground', '参保人员因死亡退保', 'death'],
    ['refunds', 'ground', '配偶死亡', 'held'],
    ['land-loss-identification', 'result', '经公示认定通过', 'identified'],
    ['land-loss-identification', 'result', '申请认定', 'held'],
    ['bank-return', 'result', '0000-银行处理成功', 'paid'],
    ['bank-return', 'result', '收款账户已销户', 'returned'],
    ['public-payroll', 'kind', '村两委干部', 'village-post'],
    ['public-payroll', 'kind', '事业单位退休人员', 'civil-pension'],
    ['public-payroll', 'kind', '事业单位临时人员', 'held'],
    ['enrolment-exclusions', 'ground', '已参加企业职工养老保险', 'other-scheme'],
    ['enrolment-exclusions', 'ground', '不愿参保', 'held'],
    ['household', 'cancel_kind', '死亡登记作废', 'void'],
    ['police-death', 'reason', '作废', 'void'],
    ['police-death', 'is_revoked', '已作废', 'void'],
    ['police-death', 'is_revoked', '已撤销', 'revoked'],
    ['medical-death', 'remark', '经核实本人健在', 'alive'],
    ['medical-death', 'remark', '此条作废', 'void'],
    ['imprisonment', 'remark', '此行作废', 'void'],
    ['refunds', 'remark', '此行作废', 'void'],
  ])('%s.%s: %s is %s', (source, field, raw, means) => expect(meaningOf(source, field, raw)).toBe(means));
});

describe('a remark that leaves doubt of its row, in every list that accuses', () => {
  test.each([
    ['household', '村上说误报死亡，人在'],
    ['employee-pension', '系同名，非本人'],
    ['public-payroll', '误发，已追回'],
    ['transfers', '转移未成功'],
    ['refunds', '本人撤销申请'],
    ['funeral-grant', '退票'],
    ['funeral-grant', '审核不通过'],
    ['medical-death', '证件系冒用'],
    ['other-scheme-grants', '未到账'],
    ['land-loss-subsidy', '已退回财政'],
    ['paid-on-behalf', '未缴'],
    ['severe-disability-allowance', '退汇'],
    ['payout-roster', '银行退票'],
  ])('%s: %s', (source, remark) => expect(meaningOf(source, 'remark', remark)).toBe('held'));

  test.each([
    ['payout-roster', '补4-6月停发部分'],
    ['payout-roster', '账号已更正'],
    ['certification', '本人健在，村干部上门'],
    ['funeral-grant', '家属代领'],
    ['household', '随子女居住'],
  ])('an ordinary remark leaves none: %s, %s', (source, remark) =>
    expect(meaningOf(source, 'remark', remark)).toBeNull(),
  );
});

test('加发 alone may be the top-up for age or the one for long contribution, each with a rule of its own: it waits', () => {
  expect(meaningOf('payout-roster', 'line_type', '加发')).toBe('held');
  expect(meaningOf('payout-roster', 'line_type', '年龄加发')).toBe('age-part');
  expect(meaningOf('payout-roster', 'line_type', '年限加发')).toBe('long-part');
});
