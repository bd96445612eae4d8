import { surnameLength } from './surnames.ts';

/** Surnames that most people bear: what two of them begin is two names, also with nothing but a blank between. */
const COMMON = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑梁谢罗宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤普毕',
);

/** What stands between names, and within none. */
const BETWEEN = /[、,;/\\|&+]+/u;
const ONE_NAME = /^(?:\p{Script=Han}{2,4}|\p{Script=Han}+(?:[·•.]\p{Script=Han}+)+)$/u;
const AND = /^(\p{Script=Han}{2,3})[和与及](\p{Script=Han}{2,3})$/u;
/** 张三等3人, 张三夫妇. */
const WITH_OTHERS =
  /等(?:\d+|[二两三四五六七八九十]+)?[人户]$|^\p{Script=Han}{2,4}(?:夫妇|夫妻|两口子|父子|母子|母女|父女)$/u;
const ASIDE = /[([【][^)\]】]*[)\]】]/gu;

/** Whether a cell for one name holds those of several people: 张三、李四. A name with a dot or blanks in it is one. */
export function namesSeveral(raw: string): boolean {
  const text = raw.normalize('NFKC').replace(ASIDE, '').trim();
  if (WITH_OTHERS.test(text)) return true;
  const parts = text.split(BETWEEN).map((part) => part.replace(/\s+/gu, ''));
  if (parts.length > 1) return parts.every((part) => ONE_NAME.test(part));
  const [first = '', second = '', ...others] = AND.exec(text)?.slice(1) ?? text.split(/\s+/u);
  // 夏侯 德明
  const isWhole = surnameLength([...first, ...second]) === [...first].length;
  return others.length === 0 && !isWhole && [first, second].every(isCommonName);
}

function isCommonName(text: string): boolean {
  return /^\p{Script=Han}{2,3}$/u.test(text) && COMMON.has(text.charAt(0));
}
