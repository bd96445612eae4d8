import { isValidResidentId } from '../../../core/resident-id/index.ts';
import type { Random } from '../random.ts';

/** What a spreadsheet leaves of a number that it took for a quantity. */
export const DESTROYED = '5.32526E+17';

/** Characters that are typed for one another, because they sound or look alike. */
const TYPED_FOR: ReadonlyMap<string, string> = new Map(
  [
    ...'英瑛 芬纷 芳方 珍真 兰蓝 芝之 仙先 花华 琼穷 莲连 香乡 美镁 珠朱 焕换 凤风 妹昧 萍苹 琴芹 莉丽 娥鹅 菊橘 云芸 梅枚'.split(
      ' ',
    ),
    ...'明名 平坪 生升 林琳 祥详 福富 才材 荣容 贵桂 昌倡 德得 兴新 发法 有友 全泉 武五 军君 强墙 良亮 顺舜 宝保 财裁 忠中 清青'.split(
      ' ',
    ),
  ].flatMap((pair) => {
    const [one = '', other = ''] = pair;
    return [
      [other, one],
      [one, other],
    ];
  }),
);

/** The name with its last character typed as another. */
export function slipName(name: string): string {
  const typed = TYPED_FOR.get(name.slice(-1));
  if (typed === undefined) throw new Error(`nothing is typed for ${name.slice(-1)}`);
  return name.slice(0, -1) + typed;
}

/** One digit of the birth date's day or of the sequence typed wrong; no valid number comes of it. */
export function slipDigit(random: Random, id: string): string {
  for (;;) {
    const at = random.int(13, 16);
    const digit = String((Number(id[at]) + random.int(1, 9)) % 10);
    const slipped = id.slice(0, at) + digit + id.slice(at + 1);
    if (!isValidResidentId(slipped)) return slipped;
  }
}

/** Two neighbouring digits of the sequence exchanged, as fingers do; where they are equal, one digit slips. */
export function swapDigits(random: Random, id: string): string {
  const at = random.int(13, 15);
  const swapped = id.slice(0, at) + id.slice(at + 1, at + 2) + id.slice(at, at + 1) + id.slice(at + 2);
  return swapped === id || isValidResidentId(swapped) ? slipDigit(random, id) : swapped;
}
