/** A group of verbs alone, of which none is the usual one: its help is shown with it. */
export const WHICH_VERB = 'say which verb; they are listed below';

/** What the parser of the command line says, and the same in the office's language; `$1` is what stands in it. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/unknown command '(.+?)'/, '没有这个动词：$1'],
  [/unknown option '(.+?)'/, '没有这个选项：$1'],
  [/required option '(.+?)' not specified/, '必须写明选项 $1'],
  [/missing required argument '(.+?)'/, '还要写明 $1'],
  [/option '(.+?)' argument missing/, '选项 $1 后面要写明内容'],
  [
    /option '(.+?)' argument '(.+?)' is invalid\. Allowed choices are (.+?)\./,
    '选项 $1 不能是“$2”，可以是：$3',
  ],
  [
    /command-argument value '(.+?)' is invalid for argument '(.+?)'\. Allowed choices are (.+?)\./,
    '$2 不能是“$1”，可以是：$3',
  ],
  [new RegExp(WHICH_VERB), '请写明一个动词，可用的列在下面'],
  [/too many arguments/, '写得太多了，有的词用不上'],
];

/** In Chinese what the parser of the command line says of an error, which goes before its own words. */
export function sayUsage(text: string): string {
  const [known] = SAID.flatMap(([pattern, zh]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [zh.replace(/\$(\d)/g, (_, place) => found[Number(place)] ?? '')];
  });
  return `命令行写法有误：${known ?? text.trim()}`;
}
