/** Surnames of two characters still borne today. */
const COMPOUND = new Set(
  (
    '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 司空 夏侯 端木 百里 宇文 长孙 轩辕 南宫 独孤 拓跋 ' +
    '呼延 申屠 太史 东郭 西门 公冶 宗政 濮阳 淳于 单于 公羊 澹台 万俟 闻人 赫连 钟离 鲜于 闾丘 仲孙 宰父 谷梁 ' +
    '左丘 东门 南门 第五 梁丘 乐正 完颜 纳兰 叶赫 爱新 瓜尔 那拉'
  ).split(' '),
);

/**
 * Pairs that one person writes either way since the simplification of 1977 was withdrawn, or that
 * offices typed for each other: only ever the same in the place of the surname.
 */
const INTERCHANGED = new Map(
  '肖萧 付傅 代戴 闫阎 丘邱 兰蓝 予余 于於 尧姚 宁甯 旦但 仝童 芧茅 乔谯 令凌 沪扈 党黨 候侯 祁祈 冼洗 卞汴 岑芩 邬乌'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);

export function surnameLength(characters: readonly string[]): 1 | 2 {
  return characters.length > 2 && COMPOUND.has(`${characters[0]}${characters[1]}`) ? 2 : 1;
}

export function canonicalSurname(surname: string): string {
  return INTERCHANGED.get(surname) ?? surname;
}

/**
 * The surnames inside a 氏 name (李氏, 赵李氏), by which women born before the fifties were often
 * registered; empty for every other name. The last one is usually the woman's own.
 */
export function shiSurnames(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2 || characters.length > 5 || characters.at(-1) !== '氏') return [];
  const surnames: string[] = [];
  for (let index = 0; index < characters.length - 1; ) {
    const pair = `${characters[index]}${characters[index + 1]}`;
    const surname = COMPOUND.has(pair) ? pair : (characters[index] ?? '');
    surnames.push(surname);
    index += [...surname].length;
  }
  return surnames.length <= 2 ? surnames : [];
}
