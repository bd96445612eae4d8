import type { Random } from './random.ts';

export type Sex = 'male' | 'female';

/** Common surnames and those of the county's Yi, Hui and other families, commonest first. */
const SURNAMES = [
  ...'李王张杨普刘陈赵黄昂毕白何周吴徐孙马朱罗',
  ...'郭高林郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董',
  ...'袁余蒋杜苏魏程吕丁沈任姚卢姜崔钟谭陆范金',
  ...'石段龙史陶贺顾毛郝龚邵万钱严武戴莫孔向汤矣赛资者保方',
] as const;

const MALE_FIRST = [...'建国文家永志光正德福明春绍开自兴世忠朝云应学茂有发成'] as const;
const MALE_LAST = [...'华明平云生林祥福才荣贵昌德兴发有富全武军强良友顺宝财忠清'] as const;
const FEMALE_FIRST = [...'秀桂凤玉琼美翠丽菊兰春红素珍艳正家文金银惠小绍琴自云'] as const;
const FEMALE_LAST = [...'英芬珍兰芝仙花琼莲香美芳珠焕凤妹萍琴莉娥菊云连梅'] as const;

const DOUBLE_SURNAMES = ['欧阳', '司马', '上官', '诸葛'] as const;

export function surname(random: Random): string {
  if (random.chance(0.005)) return random.pick(DOUBLE_SURNAMES);
  // squaring favours the front of the list, as real surnames do
  const at = Math.floor(random.next() ** 2 * SURNAMES.length);
  return SURNAMES[at] ?? '李';
}

export function givenName(random: Random, sex: Sex): string {
  const male = sex === 'male';
  const last = random.pick(male ? MALE_LAST : FEMALE_LAST);
  if (random.chance(0.18)) return last;
  const first = random.pick(male ? MALE_FIRST : FEMALE_FIRST);
  return first === last ? last : first + last;
}

export function fullName(random: Random, sex: Sex): string {
  return surname(random) + givenName(random, sex);
}
