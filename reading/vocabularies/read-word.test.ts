import { describe, expect, test } from 'vitest';
import { loadSources } from '../sources/load-sources.ts';
import { plainWord, WordReader } from './read-word.ts';

const sources = new Map(loadSources().map((source) => [source.source, source]));

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
    ['退汇重发成功', 'paid'],
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
  ])('%s means %s', (word, means) => expect(meaningOf('imprisonment', 'penalty', word)).toBe(means));

  test.each([
    ['撤销缓刑，收监执行', 'taken-in'],
    ['2022年5月减刑三个月', 'says-nothing'],
    ['因病保外就医', 'outside'],
    ['去向不明', 'held'],
  ])('the remark %s means %s', (word, means) =>
    expect(meaningOf('imprisonment', 'remark', word)).toBe(means),
  );
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
