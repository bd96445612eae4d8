import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShiName, nameLevel, namesCompatible } from './compare.ts';
import { normaliseName } from './normalise.ts';
import { namesSeveral } from './several-people.ts';

it.each([
  ['张三、李四', true],
  ['张三，李四', true],
  ['张三/李四/王五', true],
  ['岩温、玉罕', true],
  ['阿依古丽·买买提、马木提·艾力', true],
  ['张三\n李四', true],
  ['张三丰 李四', true],
  ['张三和李四', true],
  ['张三等3人', true],
  ['张三夫妇', true],
  // one person each
  ['张三', false],
  ['张 三', false],
  ['张  三丰', false],
  ['夏侯 德明', false],
  ['欧阳 修文', false],
  ['买买提·阿布都热合曼', false],
  ['阿布都热合曼 买买提', false],
  ['吾买尔和卓', false],
  ['李和平', false],
  ['尹正英、', false],
  ['张三（曾用名：李四）', false],
  ['王（上龙下天）', false],
  ['LI MING', false],
  ['弥勒市农机/农资服务部', false],
  ['弥勒市民政局、社会福利院', false],
  ['', false],
])('whether %j names several people: %j', (text, several) => expect(namesSeveral(text)).toBe(several));

describe('a name as offices write it', () => {
  it.each([
    ['张　金平', '张金平'],
    ['王有琴\u200b', '王有琴'],
    ['尹正英、', '尹正英'],
    ['师芬A', '师芬'],
    ['罗春萍(故)', '罗春萍'],
    ['俄木‧尔古', '俄木尔古'],
    ['吉木。么则', '吉木么则'],
    ['曲木-伍各', '曲木伍各'],
    ['诺苏˙子古', '诺苏子古'],
    ['沙马･石布', '沙马石布'],
    ['阿尔●阿支', '阿尔阿支'],
    ['陈学〓', '陈学?'],
    ['陈志\ue123', '陈志?'],
    ['何丽*', '何丽?'],
    ['趙从珠', '赵从珠'],
    ['李囯强', '李国强'],
    ['👵王芳', '王芳'],
    ['张\u{e0100}三', '张三'],
    ['王贵zhao', '王贵zhao'],
    ['赵小(土+乙)', '赵小?'],
    ['ＬＩ　ＭＩＮＧ', 'li ming'],
    ['不详', ''],
    ['', ''],
  ])('%s is read as %s', (raw, text) => {
    expect(normaliseName(raw).text).toBe(text);
  });

  it('keeps a former name given in brackets', () => {
    expect(normaliseName('李大宝（曾用名：李建国）')).toMatchObject({ text: '李大宝', aliases: ['李建国'] });
    expect(normaliseName('杨大宝曾用名杨建顺')).toMatchObject({ text: '杨大宝', aliases: ['杨建顺'] });
  });

  it('keeps 彬 and 斌, 六 and 陆 apart: variants inside GB 2312 are different names', () => {
    expect(normaliseName('李彬').text).not.toBe(normaliseName('李斌').text);
    expect(normaliseName('王六').text).not.toBe(normaliseName('王陆').text);
  });

  it('is read the same when it is read again', () => {
    const dirt = fc.constantFrom(
      '王',
      '芳',
      '趙',
      '囯',
      ' ',
      '　',
      '·',
      '?',
      '*',
      '(',
      ')',
      '1',
      'a',
      '氏',
      '👵',
    );
    fc.assert(
      fc.property(fc.array(dirt, { maxLength: 12 }), (parts) => {
        const once = normaliseName(parts.join('')).text;
        expect(normaliseName(once).text).toBe(once);
      }),
    );
  });
});

describe('two names', () => {
  it.each([
    ['张三', '张 三', 7],
    ['阿尔●阿支', '阿尔·阿支', 7],
    ['張三', '张三', 6],
    ['肖红', '萧红', 6],
    ['陈志䃅', '陈志?', 6],
    ['刘*琼', '刘玉琼', 6],
    ['王贵zhao', '王贵招', 6],
    ['徐金良', '徐金亮', 5],
    ['王学忠', '王学重', 5],
    ['许兴', '徐兴', 5],
    ['玉芳', '王芳', 4],
    ['张树惠', '张树思', 4],
    ['叶秀存', '叶存秀', 3],
    ['黄桂仙仙', '黄桂仙', 3],
    ['张建国', '张国', 3],
    ['张建国', '张国庆', 2],
    ['杨大宝', '杨建顺', 1],
    ['李**', '李秀英', 2],
    ['李*', '李秀英', 2],
    ['令春仙', '林春仙', 4],
    ['妞素英', '刘素英', 2],
    ['王芳', '李强', 0],
    ['', '王芳', 0],
    ['', '', 0],
  ] as const)('%s and %s agree at level %i', (left, right, level) => {
    expect(nameLevel(left, right)).toBe(level);
    expect(nameLevel(right, left)).toBe(level);
  });

  it('of a 氏 name and a bearer of that surname may be one person', () => {
    expect(isShiName('赵李氏')).toBe(true);
    expect(isShiName('李秀英')).toBe(false);
    expect(namesCompatible('马朱氏', '朱树英')).toBe(true);
    expect(namesCompatible('李氏', '王秀英')).toBe(false);
    expect(namesCompatible('杨大宝', '杨建顺')).toBe(false);
  });

  it('agree the same whichever stands first, and a name agrees wholly with itself', () => {
    const character = fc.constantFrom(...'王玉李秀英芳方珠重忠氏国囯國?仙先');
    const name = fc.array(character, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, name, (left, right) => {
        expect(nameLevel(left, right)).toBe(nameLevel(right, left));
        if (!left.includes('?')) expect(nameLevel(left, left)).toBe(7);
      }),
    );
  });

  it('of forty characters or of junk are compared without harm', () => {
    expect(nameLevel('王'.repeat(40), '王'.repeat(39))).toBe(3);
    expect(nameLevel('💀💀', '##')).toBe(0);
  });
});
